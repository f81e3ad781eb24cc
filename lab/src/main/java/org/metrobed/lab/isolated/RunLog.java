package org.metrobed.lab.isolated;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.metrobed.embedded.ServiceException;
import org.metrobed.ingest.RawRecords;
import org.metrobed.ingest.RawSender;
import org.metrobed.ingest.kafka.KafkaConfig;
import org.metrobed.ingest.kafka.RawPublisher;
import org.metrobed.ingest.kafka.ReceivedClock;
import org.metrobed.ingest.mqtt.Incoming;
import org.metrobed.topics.Heartbeat;
import org.metrobed.topics.KeyRules;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;
import org.metrobed.topics.Topics;

/**
 * The raw log of an isolated run. It is written by the classes of ingest, at received times that the driver supplies.
 * It holds messages, and a heartbeat in every partition each {@link #HEARTBEAT_INTERVAL}. Because of the heartbeats,
 * ingest is never silent and silent datastreams are detected in time. Not thread-safe.
 */
public final class RunLog implements AutoCloseable {

    /** The interval of heartbeats; ingest counts as silent after twice this time. */
    static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(30);

    private static final String SESSION = "metrobed-isolated-run/1";
    private static final int MOST_UNCONFIRMED = 20_000;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Topics topics;
    private final RunClock clock;
    private final RawPublisher publisher;
    private final RawSender sender;
    private final Semaphore room = new Semaphore(MOST_UNCONFIRMED);
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final long sinceMillis;
    private long nextHeartbeatMillis;

    private RunLog(String kafka, Topics topics, long sinceMillis, long nextMillis) {
        this.topics = topics;
        this.sinceMillis = sinceMillis;
        nextHeartbeatMillis = nextMillis;
        clock = new RunClock(sinceMillis);
        publisher =
                RawPublisher.open(new KafkaConfig(kafka, topics), "metrobed-isolated-run", new ReceivedClock(clock));
        sender = new RawSender(
                publisher, new RawRecords(topics.raw().name(), KeyRules.parse(KeyRules.DEFAULT), SESSION));
    }

    /**
     * Creates the topics of the isolated run if they are absent.
     *
     * @param start the first received time
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer
     */
    static RunLog open(String kafka, Topics topics, Instant start) {
        return new RunLog(kafka, topics, start.toEpochMilli(), start.toEpochMilli());
    }

    /**
     * Writes the last heartbeat of a log again. Without it, a job that resumes from a checkpoint after the last
     * heartbeat reads nothing more, and its watermark does not reach the end.
     *
     * @param sinceMillis the first received time, milliseconds since 1970 UTC
     * @param endMillis the last received time, milliseconds since 1970 UTC
     * @throws ServiceException when Kafka does not accept it
     */
    static void writeEndAgain(String kafka, Topics topics, long sinceMillis, long endMillis) {
        try (RunLog log = new RunLog(kafka, topics, sinceMillis, endMillis + 1)) {
            log.end(endMillis);
        }
    }

    /**
     * Receives a message; earlier heartbeats are written first.
     *
     * @param receivedMillis milliseconds since 1970 UTC, not before the last received time
     * @throws ServiceException when Kafka does not accept the log
     */
    public void message(long receivedMillis, String topic, byte[] payload) {
        pass(receivedMillis);
        clock.set(receivedMillis);
        Incoming message = new Incoming(topic, payload, 1, false, null, 0);
        await(1);
        sender.send(message, this::settle);
    }

    /** Advances to this time, milliseconds since 1970 UTC; all later messages are received after it. */
    public void pass(long untilMillis) {
        for (; nextHeartbeatMillis <= untilMillis; nextHeartbeatMillis += HEARTBEAT_INTERVAL.toMillis()) {
            heartbeat(nextHeartbeatMillis);
        }
    }

    /**
     * Ends the log: writes a last heartbeat to every partition, and waits until Kafka has everything.
     *
     * @throws ServiceException when Kafka does not accept the log
     */
    public void end(long endMillis) {
        pass(endMillis);
        heartbeat(endMillis);
        await(MOST_UNCONFIRMED);
        room.release(MOST_UNCONFIRMED);
    }

    @Override
    public void close() {
        publisher.close();
    }

    private void heartbeat(long millis) {
        clock.set(millis);
        byte[] value = Heartbeat.CODEC.encode(new Heartbeat(SESSION, millis, sinceMillis));
        for (int partition = 0; partition < publisher.rawPartitions(); partition++) {
            int to = partition;
            send(received -> {
                RecordHeaders headers = new RecordHeaders();
                headers.add(RawHeaders.KIND, RawKind.HEARTBEAT.bytes());
                headers.add(RawHeaders.SESSION, RawHeaders.text(SESSION));
                return new ProducerRecord<>(
                        topics.raw().name(), to, received / 1_000, RawHeaders.text(Heartbeat.KEY), value, headers);
            });
        }
    }

    private void send(LongFunction<ProducerRecord<byte[], byte[]>> record) {
        await(1);
        publisher.send(record, this::settle);
    }

    private void settle(RecordMetadata stored, Exception refused) {
        if (refused != null) {
            failure.compareAndSet(null, refused);
        }
        room.release();
    }

    private void await(int permits) {
        try {
            boolean taken = room.tryAcquire(permits, LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (!taken || failure.get() != null) {
                throw new ServiceException("Kafka does not accept the log of the isolated run", failure.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("interrupted while writing the log of the isolated run", e);
        }
    }
}
