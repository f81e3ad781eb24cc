package org.metrobed.api.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.metrobed.config.tls.KafkaAddress;
import org.metrobed.model.AlertEvent;
import org.metrobed.topics.Heartbeat;
import org.metrobed.topics.RawAlarm;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;
import org.metrobed.topics.Topics;

/** Writes monitor records to the raw log, partition 0. Connects at first use; not thread-safe. */
public final class MonitorRecords implements AutoCloseable {

    /** The instance name in the records, and their key. */
    public static final String INSTANCE = "watch";

    private static final int PARTITION = 0;
    private static final int TIMEOUT_MILLIS = 10_000;

    private final String bootstrap;
    private final String topic;
    private Producer<byte[], byte[]> producer;

    /** Writes to the raw log of these topics. */
    public MonitorRecords(String bootstrap, Topics topics) {
        this.bootstrap = bootstrap;
        this.topic = topics.raw().name();
    }

    /**
     * Writes a record and waits until it is stored.
     *
     * @param now its received time
     * @param lastHeartbeat the time of the last received heartbeat
     * @throws KafkaException if Kafka does not store it within 10 seconds; then it is not written later either
     */
    void write(Instant now, Instant lastHeartbeat) throws InterruptedException {
        Heartbeat note = new Heartbeat(INSTANCE, now.toEpochMilli(), lastHeartbeat.toEpochMilli());
        write(now, RawKind.MONITOR, Heartbeat.CODEC.encode(note));
    }

    /**
     * Writes an alarm of the system and waits until it is stored.
     *
     * @param now its received time
     * @throws KafkaException as for other records
     */
    public void writeAlarm(Instant now, AlertEvent alarm) throws InterruptedException {
        write(now, RawKind.ALARM, RawAlarm.encode(alarm));
    }

    private void write(Instant now, RawKind kind, byte[] value) throws InterruptedException {
        if (producer == null) {
            producer = new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer());
        }
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, PARTITION, now.toEpochMilli(), RawHeaders.text(INSTANCE), value);
        record.headers().add(RawHeaders.KIND, kind.bytes());
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new KafkaException("Kafka does not accept the monitor record", e.getCause());
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = KafkaAddress.client(bootstrap);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT_MILLIS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS / 2);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        return settings;
    }
}
