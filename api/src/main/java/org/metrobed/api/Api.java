package org.metrobed.api;

import com.zaxxer.hikari.HikariDataSource;
import io.javalin.Javalin;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.metrobed.api.access.KeyTokens;
import org.metrobed.api.access.OidcClaims;
import org.metrobed.api.access.OidcIssuer;
import org.metrobed.api.access.OidcTokens;
import org.metrobed.api.access.Sights;
import org.metrobed.api.access.Tokens;
import org.metrobed.api.alarm.AlarmMonitor;
import org.metrobed.api.alert.AlertResource;
import org.metrobed.api.alert.AlertStore;
import org.metrobed.api.alert.RulePrecisionResource;
import org.metrobed.api.annotation.AnnotationResource;
import org.metrobed.api.annotation.Recomputer;
import org.metrobed.api.annotation.RevisionTopics;
import org.metrobed.api.catalog.CatalogFeed;
import org.metrobed.api.catalog.CatalogPublisher;
import org.metrobed.api.catalog.NameWriter;
import org.metrobed.api.conflict.ConflictResource;
import org.metrobed.api.deadletter.DeadLetterResource;
import org.metrobed.api.expected.ExpectedResource;
import org.metrobed.api.gap.GapResource;
import org.metrobed.api.gateway.GatewayResource;
import org.metrobed.api.ground.GroundResource;
import org.metrobed.api.health.AskedPart;
import org.metrobed.api.health.CompressionLook;
import org.metrobed.api.health.HealthResource;
import org.metrobed.api.health.RawLogLook;
import org.metrobed.api.http.OperatorGuard;
import org.metrobed.api.http.Routes;
import org.metrobed.api.http.VisibleCatalog;
import org.metrobed.api.job.JobMonitor;
import org.metrobed.api.key.KeyResource;
import org.metrobed.api.landing.LandingResource;
import org.metrobed.api.latest.LatestResource;
import org.metrobed.api.latest.LatestValues;
import org.metrobed.api.metrics.Metrics;
import org.metrobed.api.metrics.PipelineMetrics;
import org.metrobed.api.monitor.IngestMonitor;
import org.metrobed.api.monitor.MonitorRecords;
import org.metrobed.api.observation.ObservationResource;
import org.metrobed.api.profile.ProfileResource;
import org.metrobed.api.progress.AsOf;
import org.metrobed.api.quality.QualityTestResource;
import org.metrobed.api.raw.RawLogReach;
import org.metrobed.api.raw.RawLogReader;
import org.metrobed.api.redrive.RedriveResource;
import org.metrobed.api.redrive.Redriver;
import org.metrobed.api.retention.Sweeper;
import org.metrobed.api.stream.LiveStream;
import org.metrobed.api.stream.Snapshots;
import org.metrobed.api.suppression.SuppressionResource;
import org.metrobed.api.thing.CatalogRequired;
import org.metrobed.api.thing.CatalogResource;
import org.metrobed.api.thing.DatastreamResource;
import org.metrobed.api.thing.KnownNames;
import org.metrobed.api.thing.SelectedData;
import org.metrobed.api.thing.ThingResource;
import org.metrobed.api.unbound.IgnoredFieldResource;
import org.metrobed.api.unbound.UnboundFeed;
import org.metrobed.api.unbound.UnboundResource;
import org.metrobed.api.usage.ReadAudit;
import org.metrobed.api.usage.ReadProjects;
import org.metrobed.api.usage.UsageResource;
import org.metrobed.api.window.WindowResource;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.store.Databases;
import org.metrobed.store.WriteAccess;
import org.metrobed.store.alert.RulePrecisionReader;
import org.metrobed.store.audit.ReadAuditTable;
import org.metrobed.store.compression.CompressionJobs;
import org.metrobed.store.correction.AnnotationLog;
import org.metrobed.store.correction.AnnotationReader;
import org.metrobed.store.correction.CellReader;
import org.metrobed.store.correction.ProductCauseReader;
import org.metrobed.store.correction.SettledTime;
import org.metrobed.store.deadletter.DeadLetterReader;
import org.metrobed.store.deadletter.RedriveReader;
import org.metrobed.store.gap.GapReader;
import org.metrobed.store.key.KeyTable;
import org.metrobed.store.liveness.LivenessReader;
import org.metrobed.store.observation.ConflictReader;
import org.metrobed.store.observation.LatestReader;
import org.metrobed.store.observation.ObservationReader;
import org.metrobed.store.observation.TrackReader;
import org.metrobed.store.profile.ProfileReader;
import org.metrobed.store.suppression.Suppressions;
import org.metrobed.store.window.WindowReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running API: connection pool, catalog feed, live stream and server, opened together and closed together. The schema
 * must have been migrated; Kafka's topics may be created later. Thread-safe.
 */
public final class Api implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Api.class);

    /** For a catalog that is there; without it the server answers that it is not ready. */
    private static final Duration CATALOG = Duration.ofSeconds(10);

    private final HikariDataSource pool;
    private final CatalogFeed feed;
    private final RawLogReader raw;
    private final IngestMonitor monitor;
    private final AlertStore alerts;
    private final LiveStream stream;
    private final Recomputer recomputer;
    private final Sweeper sweeper;
    private final NameWriter names;
    private final Optional<JobMonitor> job;
    private final List<AskedPart> asked;
    private final HealthResource health;
    private final AlarmMonitor alarms;
    private final UnboundFeed unbound;
    private final Optional<ReadAudit> audit;
    private final Javalin server;

    private Api(ApiConfig config, Host host, InstantSource clock) {
        this.pool = Databases.pool(config.readDatabase(), config.poolSize());
        this.feed = CatalogFeed.start(config.kafkaBootstrap(), config.topics(), clock);
        this.raw = new RawLogReader(config.kafkaBootstrap(), config.topics());
        this.monitor = new IngestMonitor(
                feed::findHeartbeat, new MonitorRecords(config.kafkaBootstrap(), config.topics()), clock);
        AsOf asOf = new AsOf(new SettledTime(pool), feed, clock);
        LatestValues latest = new LatestValues(new LatestReader(pool));
        this.alerts = AlertStore.of(config.writeDatabase(), pool);
        this.stream = new LiveStream(
                new LiveStream.Sources(config.kafkaBootstrap(), config.topics(), feed::current, alerts, clock),
                new Snapshots(latest, alerts, feed::current, asOf, clock),
                config.http().streamClients());
        this.recomputer = new Recomputer(
                config.writeDatabase(),
                pool,
                feed,
                new RevisionTopics(config.kafkaBootstrap(), config.topics()),
                clock);
        this.sweeper = new Sweeper(config.database(), config.retention(), feed, clock);
        this.names = new NameWriter(config.writeDatabase(), feed::current);
        this.job = config.job()
                .flink()
                .map(flink -> new JobMonitor(flink, config.job().oldestCheckpoint(), clock));
        this.asked = List.of(
                new AskedPart(
                        RawLogLook.NAME,
                        new RawLogLook(() -> RawLogReach.read(config.kafkaBootstrap(), config.topics()))),
                new AskedPart(CompressionLook.NAME, new CompressionLook(() -> CompressionJobs.read(pool), clock)));
        this.health = new HealthResource(
                new HealthResource.Parts(
                        asOf, new WriteAccess(pool), feed, stream, monitor, recomputer.failures(), job),
                Stream.concat(asked.stream(), host.parts().stream()).toList(),
                clock);
        this.alarms = new AlarmMonitor(new AlarmMonitor.Parts(
                health::listParts,
                new MonitorRecords(config.kafkaBootstrap(), config.topics()),
                alerts.alerts(),
                config.writeDatabase(),
                clock));
        this.unbound = new UnboundFeed(config.kafkaBootstrap(), config.topics());
        KeyTable table = new KeyTable(config.writeDatabase(), pool);
        KeyTokens keys = new KeyTokens(table, clock);
        Routes routes = new Routes(
                new OperatorGuard(config.http().operatorToken(), tokens(config, keys, clock)),
                new CatalogRequired(feed::isKnown).andThen(new KnownNames(feed::findNewest)),
                new SelectedData(feed::findNewest, feed::findAt),
                new Sights(feed::findNewestRead));
        VisibleCatalog catalog = VisibleCatalog.of(feed::current);
        ReadAuditTable reads = new ReadAuditTable(config.writeDatabase(), pool);
        this.audit = config.readers()
                .keepReads()
                .map(kept -> new ReadAudit(reads, new ReadProjects(feed::findNewestRead), kept, clock));
        audit.ifPresent(routes::tell);
        registerReadings(routes, catalog, asOf, latest, clock);
        registerMap(routes, catalog, config, asOf);
        new KeyResource(table, keys, catalog, clock).register(routes);
        new UsageResource(reads, clock).register(routes);
        registerOperations(routes, catalog, config, asOf, clock);
        Metrics metrics = metrics(asOf, host.metrics(), clock);
        config.http().tls().ifPresent(tls -> ApiMetrics.registerCertificate(metrics, tls.certificate()));
        this.server = ApiServer.create(config.http(), routes, metrics);
    }

    private static List<Tokens> tokens(ApiConfig config, KeyTokens keys, InstantSource clock) {
        return Stream.concat(
                        Stream.of(keys),
                        config.readers().oidc().stream()
                                .map(oidc -> new OidcTokens(new OidcIssuer(oidc, clock), new OidcClaims(oidc))))
                .toList();
    }

    private Metrics metrics(AsOf asOf, PrometheusRegistry registry, InstantSource clock) {
        Metrics metrics = new Metrics(registry);
        ApiMetrics.registerStream(metrics, stream);
        ApiMetrics.registerProgress(metrics, asOf, new CellReader(pool), recomputer.failures());
        ApiMetrics.registerNotifications(metrics, asOf, pool, clock);
        job.ifPresent(monitor -> ApiMetrics.registerJob(metrics, monitor, clock));
        audit.ifPresent(reads -> metrics.numbers(
                Metrics.Kind.COUNTER,
                "metrobed_reads_unrecorded_total",
                "Reads that the audit does not have, because too many waited for the database.",
                List.of(),
                out -> out.is((double) reads.countUnrecorded())));
        health.register(metrics);
        new PipelineMetrics(
                        new PipelineMetrics.Readers(
                                new DeadLetterReader(pool), new LivenessReader(pool), alerts, new ConflictReader(pool)),
                        raw,
                        asOf,
                        clock)
                .register(metrics);
        return metrics;
    }

    private void registerReadings(
            Routes routes, VisibleCatalog catalog, AsOf asOf, LatestValues latest, InstantSource clock) {
        new LandingResource(catalog, routes).register(routes);
        new CatalogResource(catalog).register(routes);
        new ThingResource(catalog, new LivenessReader(pool), asOf, clock).register(routes);
        new DatastreamResource(catalog, feed::findAt).register(routes);
        new ObservationResource(new ObservationReader(pool), new TrackReader(pool), new ProductCauseReader(pool), asOf)
                .register(routes);
        new WindowResource(new WindowReader(pool, feed), asOf).register(routes);
        new ProfileResource(new ProfileReader(pool, feed), asOf).register(routes);
        new GapResource(new GapReader(pool), alerts.alerts(), new LivenessReader(pool), asOf).register(routes);
        new LatestResource(latest, asOf).register(routes);
        new ConflictResource(new ConflictReader(pool), asOf).register(routes);
        new QualityTestResource().register(routes);
        stream.register(routes);
    }

    private void registerMap(Routes routes, VisibleCatalog catalog, ApiConfig config, AsOf asOf) {
        new GroundResource(config.groundDir(), catalog).register(routes);
        new ExpectedResource(new ObservationReader(pool), asOf).register(routes);
    }

    private void registerOperations(
            Routes routes, VisibleCatalog catalog, ApiConfig config, AsOf asOf, InstantSource clock) {
        new GatewayResource(new LivenessReader(pool), asOf).register(routes);
        new DeadLetterResource(new DeadLetterReader(pool), new RedriveReader(pool), asOf, raw).register(routes);
        new RedriveResource(new Redriver(config.kafkaBootstrap(), config.topics(), pool, clock), clock)
                .register(routes);
        new UnboundResource(unbound, feed::current, clock).register(routes);
        new IgnoredFieldResource(config.kafkaBootstrap(), config.topics(), feed::current).register(routes);
        new AnnotationResource(
                        new AnnotationLog(config.writeDatabase(), pool), new AnnotationReader(pool), catalog, clock)
                .register(routes);
        new AlertResource(alerts, catalog, asOf, clock).register(routes);
        new RulePrecisionResource(new RulePrecisionReader(pool), asOf, clock).register(routes);
        new SuppressionResource(new Suppressions(config.writeDatabase()), alerts.suppressions(), clock)
                .register(routes);
        health.register(routes);
    }

    /**
     * Opens and starts all parts. If the config names a catalog folder, its bundles are published first.
     *
     * @throws InterruptedException if interrupted while the catalog is published
     */
    public static Api start(ApiConfig config, InstantSource clock) throws InterruptedException {
        return start(config, Host.alone(), clock);
    }

    /**
     * As {@link #start(ApiConfig, InstantSource)}.
     *
     * @param host what else runs in this process
     */
    public static Api start(ApiConfig config, Host host, InstantSource clock) throws InterruptedException {
        if (!config.catalogDir().isEmpty()) {
            CatalogFiles files = CatalogFiles.readFolder(Path.of(config.catalogDir()));
            new CatalogPublisher(config.kafkaBootstrap(), config.topics()).merge(files);
        }
        Api api = new Api(config, host, clock);
        api.stream.start();
        api.monitor.start();
        api.recomputer.start();
        api.sweeper.start();
        api.names.start();
        api.job.ifPresent(JobMonitor::start);
        api.asked.forEach(AskedPart::start);
        api.audit.ifPresent(ReadAudit::start);
        api.alarms.start();
        api.unbound.start();
        api.server.start();
        api.feed.awaitKnown(CATALOG);
        LOG.info("api listens on http://{}:{}", config.http().host(), api.port());
        return api;
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    /** The catalog feed of this API. */
    public CatalogFeed catalog() {
        return feed;
    }

    /** The server, for tests that inspect the registered routes. */
    Javalin server() {
        return server;
    }

    /** Closes the live clients first; otherwise the server would wait for them. */
    @Override
    public void close() {
        stream.close();
        monitor.close();
        alarms.close();
        unbound.close();
        server.stop();
        audit.ifPresent(ReadAudit::close);
        recomputer.close();
        sweeper.close();
        names.close();
        job.ifPresent(JobMonitor::close);
        asked.forEach(AskedPart::close);
        raw.close();
        feed.close();
        pool.close();
    }
}
