package org.metrobed.api.stream;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.metrobed.api.http.Routes;
import org.metrobed.catalog.Catalog;
import org.metrobed.wire.topic.Topics;

/** The live stream of one server: hub, follower and path. Thread-safe. */
public final class LiveStream implements AutoCloseable {

    private static final int QUEUE = 10_000;
    private static final int RING = 10_000;

    private final Hub hub;
    private final LogFollower follower;
    private final StreamResource resource;

    /**
     * A stream that is not started.
     *
     * @param bootstrap Kafka's address
     * @param topics whose windows and alerts it follows
     * @param catalog the catalog in force
     * @param snapshots what clients get first
     * @param maxClients most clients at a time; each holds a server thread
     */
    public LiveStream(
            String bootstrap,
            Topics topics,
            Supplier<Catalog> catalog,
            Snapshots snapshots,
            int maxClients,
            InstantSource clock) {
        this.hub = new Hub(maxClients, QUEUE, RING);
        List<EventSource> sources =
                List.of(EventSource.windows(topics.windows(), catalog), EventSource.alerts(topics.alerts(), catalog));
        this.follower = new LogFollower(bootstrap, sources, hub, clock);
        this.resource = new StreamResource(hub, snapshots);
    }

    /** Adds its path. */
    public void register(Routes routes) {
        resource.register(routes);
    }

    /** Follows the topics from now on. */
    public void start() {
        follower.start();
    }

    /** Whether the topics are followed. */
    public boolean following() {
        return hub.following();
    }

    /** When Kafka was last heard. */
    public Instant lastPoll() {
        return follower.lastPoll();
    }

    /** How many clients listen. */
    public int countClients() {
        return hub.countClients();
    }

    /** How many clients were dropped because they were too slow. */
    public long countDropped() {
        return hub.countDropped();
    }

    /** Ends all clients, then the follower. */
    @Override
    public void close() {
        hub.closeClients();
        follower.close();
    }
}
