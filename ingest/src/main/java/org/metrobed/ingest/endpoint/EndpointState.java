package org.metrobed.ingest.endpoint;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.metrobed.access.limit.Throttle;
import org.metrobed.model.TopicFilter;

/**
 * What outlives a listening endpoint: sessions, retained messages, rates of clients, counters. Thread-safe; close it when
 * no endpoint uses it.
 */
public final class EndpointState implements AutoCloseable {

    private static final long CLOSE_SECONDS = 5;

    private final EndpointConfig config;
    private final InstantSource clock;
    private final ClientSessions sessions;
    private final RetainedMessages retained;
    private final Throttle throttle;
    private final EndpointCounters counters = new EndpointCounters();
    private final ExecutorService files = Executors.newSingleThreadExecutor(task -> daemon(task, "ingest-mqtt-files"));

    private EndpointState(EndpointConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        Optional<Path> folder = config.folder();
        ForwardedBytes forwarded = new ForwardedBytes(counters);
        this.sessions =
                ClientSessions.open(folder.map(dir -> dir.resolve("sessions")), config.access(), clock, forwarded);
        this.retained = RetainedMessages.open(folder.map(dir -> dir.resolve("retained")), files, forwarded);
        this.throttle = new Throttle(config.listener().limits());
    }

    /**
     * Reads the state of the folder.
     *
     * @throws EndpointException if it cannot be read
     */
    public static EndpointState open(EndpointConfig config, InstantSource clock) {
        return new EndpointState(config, clock);
    }

    public EndpointCounters counters() {
        return counters;
    }

    /** The number of sessions, with and without a connection. */
    public int sessions() {
        return sessions.size();
    }

    /** Publishes a message to the clients that subscribed to its topic; kept for a client that is away until it expires. */
    public void publish(String topic, byte[] payload, int qos, long expirySeconds) {
        sessions.publish(new Delivery(topic, payload, qos, false, clock.millis() + expirySeconds * 1_000));
    }

    /** A receiver of retained messages. */
    public interface Receiver {
        void accept(String topic, byte[] payload, int qos);
    }

    /** Gives the retained messages whose topics match a filter to a receiver. */
    public void forEachRetained(String filter, Receiver receiver) {
        retained.list(TopicFilter.of(filter), clock.millis())
                .forEach(one -> receiver.accept(one.topic(), one.payload(), one.qos()));
    }

    @Override
    public void close() {
        files.shutdown();
        try {
            if (!files.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                files.shutdownNow();
            }
        } catch (InterruptedException e) {
            files.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    EndpointConfig config() {
        return config;
    }

    InstantSource clock() {
        return clock;
    }

    ClientSessions clientSessions() {
        return sessions;
    }

    RetainedMessages retained() {
        return retained;
    }

    Throttle throttle() {
        return throttle;
    }

    static Thread daemon(Runnable task, String name) {
        Thread made = new Thread(task, name);
        made.setDaemon(true);
        return made;
    }
}
