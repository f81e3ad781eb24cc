package org.metrobed.api.stream;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.metrobed.api.alert.AlertStore;
import org.metrobed.api.http.Routes;
import org.metrobed.catalog.Catalog;
import org.metrobed.topics.Topics;

/** The live stream of one server: hub, follower and path. Thread-safe. */
public final class LiveStream implements AutoCloseable {

    private static final int QUEUE = 10_000;
    /** Longer than a browser takes to reconnect. */
    private static final Duration LINGER = Duration.ofSeconds(30);

    private final Hub hub;
    private final LogFollower follower;
    private final HandlingFollower people;
    private final StreamResource resource;

    /**
     * Data sources of the stream. Immutable.
     *
     * @param bootstrap Kafka's address
     * @param topics the topics of windows and alerts
     * @param catalog the catalog in force
     * @param alerts access to stored alerts
     * @param clock the wall clock
     */
    public record Sources(
            String bootstrap, Topics topics, Supplier<Catalog> catalog, AlertStore alerts, InstantSource clock) {}

    /**
     * A stream that is not started.
     *
     * @param snapshots the first data of each client
     * @param maxClients maximum number of clients at a time; each holds a server thread
     */
    public LiveStream(Sources from, Snapshots snapshots, int maxClients) {
        this.hub = new Hub(maxClients, QUEUE, Hub.RING);
        this.people = new HandlingFollower(from.alerts, hub, from.clock);
        List<EventSource> sources = List.of(
                EventSource.windows(from.topics.windows(), from.catalog),
                EventSource.alerts(from.topics.alerts(), from.catalog, people::held, from.clock));
        this.follower =
                new LogFollower(new LogFollower.Following(from.bootstrap, sources, LINGER), hub, audience(snapshots));
        this.resource = new StreamResource(hub, snapshots);
    }

    private LogFollower.Audience audience(Snapshots snapshots) {
        return new LogFollower.Audience() {
            @Override
            public Instant begin() throws SQLException {
                people.begin();
                return Optional.ofNullable(snapshots.asOf()).orElse(Instant.EPOCH);
            }

            @Override
            public void end() {
                people.end();
            }
        };
    }

    /** Registers its path. */
    public void register(Routes routes) {
        resource.register(routes);
    }

    /** From now on the topics and the actions on alerts are followed while somebody listens. */
    public void start() {
        people.start();
        follower.start();
    }

    /** Whether the topics exist, so that they are followed as soon as somebody listens. */
    public boolean ready() {
        return follower.ready();
    }

    /** Number of connected clients. */
    public int countClients() {
        return hub.countClients();
    }

    /** Number of clients that were dropped because they were too slow. */
    public long countDropped() {
        return hub.countDropped();
    }

    /** Closes all clients and the followers. */
    @Override
    public void close() {
        follower.close();
        people.close();
    }
}
