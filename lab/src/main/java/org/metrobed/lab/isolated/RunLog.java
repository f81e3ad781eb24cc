package org.metrobed.lab.isolated;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.metrobed.embedded.ServiceException;
import org.metrobed.ingest.RawRecords;
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
 * The raw log of a lane, written by ingest's own classes at received times of the driver's choosing: messages, and a heartbeat in
 * every partition each {@link #BEAT}, so that no silence of ingest is seen and silent datastreams are missed in time. Not
 * thread-safe.
 */
public final class RunLog implements AutoCloseable {

    /** Between heartbeats; ingest counts as silent after twice as much. */
    static final Duration BEAT = Duration.ofSeconds(30);

    private static final String SESSION = "metrobed-lane/1";
    private static final int MOST_UNCONFIRMED = 20_000;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Topics topics;
    private final RunClock clock;
    private final RawRecords records;
    private final RawPublisher publisher;
    private final Semaphore room = new Semaphore(MOST_UNCONFIRMED);
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final long sinceMillis;
    private long nextBeatMillis;

    private RunLog(String kafka, Topics topics, long sinceMillis, long nextMillis) {
        this.topics = topics;
        this.sinceMillis = sinceMillis;
        nextBeatMillis = nextMillis;
        clock = new RunClock(sinceMillis);
        records = new RawRecords(topics.raw().name(), KeyRules.parse(KeyRules.DEFAULT), SESSION);
        publisher = RawPublisher.open(new KafkaConfig(kafka, topics), "metrobed-lane", new ReceivedClock(clock));
    }

    /**
     * Creates the lane's topics where they are missing.
     *
     * @param start the first received time
     * @throws org.apache.kafka.common.KafkaException when Kafka is not there
     */
    static RunLog open(String kafka, Topics topics, Instant start) {
        return new RunLog(kafka, topics, start.toEpochMilli(), start.toEpochMilli());
    }

    /**
     * Repeats the last heartbeat of a log. A job that goes on from a checkpoint behind it would read nothing more, and its clock
     * would not come to the end.
     *
     * @param sinceMillis the first received time, milliseconds since 1970 UTC
     * @param endMillis the last
     * @throws ServiceException when Kafka does not take it
     */
    static void repeatEnd(String kafka, Topics topics, long sinceMillis, long endMillis) {
        try (RunLog log = new RunLog(kafka, topics, sinceMillis, endMillis + 1)) {
            log.end(endMillis);
        }
    }

    /**
     * A message is received; what beats before it is written first.
     *
     * @param receivedMillis milliseconds since 1970 UTC, not before the last
     * @throws ServiceException when Kafka does not take the log
     */
    public void message(long receivedMillis, String topic, byte[] payload) {
        pass(receivedMillis);
        clock.set(receivedMillis);
        Incoming message = new Incoming(topic, payload, 1, false, null, 0);
        send(millis -> records.record(message, millis));
    }

    /** Nothing is received before this time, milliseconds since 1970 UTC. */
    public void pass(long untilMillis) {
        for (; nextBeatMillis <= untilMillis; nextBeatMillis += BEAT.toMillis()) {
            beat(nextBeatMillis);
        }
    }

    /**
     * Ends the log: a last heartbeat in every partition, and waits until Kafka has all.
     *
     * @throws ServiceException when Kafka does not take the log
     */
    public void end(long endMillis) {
        pass(endMillis);
        beat(endMillis);
        await(MOST_UNCONFIRMED);
        room.release(MOST_UNCONFIRMED);
    }

    @Override
    public void close() {
        publisher.close();
    }

    private void beat(long millis) {
        clock.set(millis);
        byte[] value = Heartbeat.CODEC.encode(new Heartbeat(SESSION, millis, sinceMillis));
        for (int partition = 0; partition < publisher.rawPartitions(); partition++) {
            int to = partition;
            send(received -> {
                RecordHeaders headers = new RecordHeaders();
                headers.add(RawHeaders.KIND, RawKind.HEARTBEAT.bytes());
                headers.add(RawHeaders.SESSION, RawHeaders.text(SESSION));
                return new ProducerRecord<>(
                        topics.raw().name(), to, received, RawHeaders.text(Heartbeat.KEY), value, headers);
            });
        }
    }

    private void send(LongFunction<ProducerRecord<byte[], byte[]>> record) {
        await(1);
        publisher.send(record, (metadata, refused) -> {
            if (refused != null) {
                failure.compareAndSet(null, refused);
            }
            room.release();
        });
    }

    private void await(int permits) {
        try {
            boolean taken = room.tryAcquire(permits, LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (!taken || failure.get() != null) {
                throw new ServiceException("Kafka does not take the log of the lane", failure.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("interrupted while the log of the lane was written", e);
        }
    }
}
