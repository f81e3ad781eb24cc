package org.metrobed.api.stream;

import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.metrobed.api.log.Consumers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows topics while somebody listens, in its own thread, and publishes to a hub. It begins with the records that the
 * tables may not have yet, and ends some time after the last listener has gone. Waits for topics that do not exist yet.
 * If Kafka fails, the clients must reconnect. Thread-safe.
 */
final class LogFollower implements AutoCloseable {

    /** How far the clocks of the writers of topics may be behind the log time, and more. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration JOIN = Duration.ofSeconds(5);

    /**
     * What is followed. Immutable.
     *
     * @param bootstrap Kafka's address
     * @param linger how long the topics are followed after the last listener has gone
     */
    record Following(String bootstrap, List<EventSource> sources, Duration linger) {}

    /** Is told when somebody begins to listen, and when nobody does any more; called by the thread of the follower. */
    interface Audience {

        /** Before the first listener is served. Returns the log time up to which the tables are complete. */
        Instant begin() throws SQLException;

        void end();
    }

    private final Following following;
    private final Hub hub;
    private final Audience audience;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean ready;

    LogFollower(Following following, Hub hub, Audience audience) {
        this.following = following;
        this.hub = hub;
        this.audience = audience;
        this.thread = new Thread(this::run, "stream-hub");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Whether the topics exist, so that they can be followed. */
    boolean ready() {
        return ready;
    }

    @Override
    public void close() {
        stop.countDown();
        hub.close();
        try {
            thread.join(JOIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (stop.getCount() > 0) {
                boolean heard = ready && hub.awaitListener(PAUSE);
                if ((heard || !ready) && !follow()) {
                    stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether the topics exist and Kafka and the tables answer. */
    private boolean follow() {
        try (Consumer<byte[], byte[]> consumer = Consumers.fromLatest(following.bootstrap())) {
            Optional<TopicTail> tail = TopicTail.find(consumer, following.sources());
            ready = tail.isPresent();
            if (ready && hub.isHeard()) {
                follow(tail.get());
            }
            return ready;
        } catch (KafkaException | SQLException e) {
            LOG.warn("stream hub starts again: {}", e.getMessage());
            return false;
        } catch (RuntimeException e) {
            LOG.error("stream hub starts again after an unexpected error", e);
            return false;
        } finally {
            hub.end();
            audience.end();
        }
    }

    private void follow(TopicTail tail) throws SQLException {
        Instant shown = audience.begin();
        hub.begin(tail.seek(shown.minus(CLOCKS), hub.listAsked(), Hub.RING));
        long heardNanos = System.nanoTime();
        while (stop.getCount() > 0) {
            if (tail.isCaughtUp()) {
                hub.open();
            }
            tail.poll(POLL, this::publish);
            if (hub.isHeard()) {
                heardNanos = System.nanoTime();
            } else if (System.nanoTime() - heardNanos > following.linger().toNanos() && hub.endUnheard()) {
                return;
            }
        }
    }

    private void publish(EventSource source, ConsumerRecord<byte[], byte[]> record) {
        try {
            hub.publish(source.event(record.partition(), record.offset(), record.value()));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            LOG.error(
                    "{}-{} at {} cannot be read and is skipped: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
        }
    }
}
