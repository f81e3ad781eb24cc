package org.metrobed.api;

import com.zaxxer.hikari.HikariDataSource;
import io.javalin.Javalin;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import org.metrobed.api.alert.AlertResource;
import org.metrobed.api.catalog.CatalogFeed;
import org.metrobed.api.catalog.CatalogPublisher;
import org.metrobed.api.deadletter.DeadLetterResource;
import org.metrobed.api.health.HealthResource;
import org.metrobed.api.http.Routes;
import org.metrobed.api.latest.LatestResource;
import org.metrobed.api.latest.LatestValues;
import org.metrobed.api.metrics.Metrics;
import org.metrobed.api.observation.ObservationResource;
import org.metrobed.api.progress.AsOf;
import org.metrobed.api.quality.QualityTestResource;
import org.metrobed.api.stream.LiveStream;
import org.metrobed.api.stream.Snapshots;
import org.metrobed.api.thing.CatalogResource;
import org.metrobed.api.thing.DatastreamResource;
import org.metrobed.api.thing.ThingResource;
import org.metrobed.api.window.WindowResource;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.store.Databases;
import org.metrobed.store.alert.AlertReader;
import org.metrobed.store.deadletter.DeadLetterReader;
import org.metrobed.store.observation.LatestReader;
import org.metrobed.store.observation.ObservationReader;
import org.metrobed.store.progress.ProgressReader;
import org.metrobed.store.window.WindowReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running API: pool, catalog feed, live stream and server, opened together and closed together. The schema must have
 * been migrated; Kafka's topics may come later. Thread-safe.
 */
public final class Api implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Api.class);

    private final HikariDataSource pool;
    private final CatalogFeed feed;
    private final LiveStream stream;
    private final Javalin server;

    private Api(ApiConfig config, InstantSource clock) {
        this.pool = Databases.pool(config.database(), config.poolSize());
        this.feed = CatalogFeed.start(config.kafkaBootstrap(), config.topics(), clock);
        AsOf asOf = new AsOf(new ProgressReader(pool), clock);
        LatestValues latest = new LatestValues(new LatestReader(pool));
        AlertReader alerts = new AlertReader(pool);
        this.stream = new LiveStream(
                config.kafkaBootstrap(),
                config.topics(),
                feed::current,
                new Snapshots(latest, alerts, feed::current, asOf),
                config.http().streamClients(),
                clock);
        Routes routes = new Routes();
        new CatalogResource(feed::current).register(routes);
        new ThingResource(feed::current).register(routes);
        new DatastreamResource(feed::current).register(routes);
        new ObservationResource(new ObservationReader(pool), feed::current, asOf).register(routes);
        new WindowResource(new WindowReader(pool), feed::current, asOf).register(routes);
        new LatestResource(latest, feed::current, asOf).register(routes);
        new AlertResource(alerts, feed::current, asOf).register(routes);
        new DeadLetterResource(new DeadLetterReader(pool), asOf).register(routes);
        new QualityTestResource().register(routes);
        stream.register(routes);
        new HealthResource(asOf, feed, stream, clock).register(routes);
        this.server = ApiServer.create(config.http(), routes, metrics(asOf));
    }

    /**
     * Opens and starts everything; publishes the catalog folder of the config first, when there is one.
     *
     * @throws InterruptedException while the catalog was published
     */
    public static Api start(ApiConfig config, InstantSource clock) throws InterruptedException {
        if (!config.catalogDir().isEmpty()) {
            CatalogFiles files = CatalogFiles.readFolder(Path.of(config.catalogDir()));
            new CatalogPublisher(config.kafkaBootstrap(), config.topics()).publish(files);
        }
        Api api = new Api(config, clock);
        api.stream.start();
        api.server.start();
        LOG.info("api listens on http://{}:{}", config.http().host(), api.port());
        return api;
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    /** The catalog as this API sees it. */
    public CatalogFeed catalog() {
        return feed;
    }

    /** The server, for tests that look at what is registered. */
    Javalin server() {
        return server;
    }

    /** Ends the live clients first, or the server would wait for them. */
    @Override
    public void close() {
        stream.close();
        server.stop();
        feed.close();
        pool.close();
    }

    private Metrics metrics(AsOf asOf) {
        Metrics metrics = new Metrics();
        metrics.gauge("metrobed_api_stream_clients", "Clients of the live stream.", stream::countClients);
        metrics.gauge("metrobed_api_stream_clients_dropped", "Clients that were too slow.", stream::countDropped);
        metrics.gauge(
                "metrobed_api_as_of_lag_seconds",
                "How far the committed log time lies behind the clock.",
                () -> lag(asOf));
        return metrics;
    }

    private static double lag(AsOf asOf) {
        try {
            return asOf.lagSeconds();
        } catch (SQLException e) {
            LOG.debug("no progress without the database", e);
            return Double.NaN;
        }
    }
}
