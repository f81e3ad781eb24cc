package org.metrobed.api.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.metrobed.wire.topic.CatalogRecord;
import org.metrobed.wire.topic.Heartbeat;
import org.metrobed.wire.topic.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the catalog topic from its beginning. Not thread-safe, but {@link #wakeup} may come from any thread. */
final class CatalogLog implements AutoCloseable {

    /** A version with the stamp of its record. */
    record Entry(CatalogVersion version, CatalogRecord.Version content) {}

    private static final Logger LOG = LoggerFactory.getLogger(CatalogLog.class);

    private final Topic<CatalogRecord> topic;
    private final TopicPartition partition;
    private final Consumer<byte[], byte[]> consumer;
    private boolean first = true;
    private IngestBeat newestBeat;

    CatalogLog(String bootstrap, Topic<CatalogRecord> topic) {
        this.topic = topic;
        this.partition = new TopicPartition(topic.name(), 0);
        this.consumer =
                new KafkaConsumer<>(settings(bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    private static Map<String, Object> settings(String bootstrap) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return settings;
    }

    /** The versions that came, in order; waits for some at most this long. */
    List<Entry> poll(Duration wait) {
        List<Entry> entries = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(wait)) {
            CatalogRecord decoded = decode(record);
            if (decoded instanceof Heartbeat heartbeat) {
                newestBeat = new IngestBeat(heartbeat, Instant.ofEpochMilli(record.timestamp()));
            } else if (decoded instanceof CatalogRecord.Version content) {
                entries.add(new Entry(
                        CatalogVersion.of(record.offset(), record.timestamp(), content.contentHash(), first), content));
                first = false;
            }
        }
        return entries;
    }

    /** The newest heartbeat that came. */
    Optional<IngestBeat> findBeat() {
        return Optional.ofNullable(newestBeat);
    }

    /** Whether all that was in the topic is read. */
    boolean atEnd() {
        return consumer.position(partition)
                >= consumer.endOffsets(List.of(partition)).get(partition);
    }

    /** Makes a waiting {@link #poll} throw. */
    void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private CatalogRecord decode(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return null;
        }
        try {
            return topic.codec().decode(record.value());
        } catch (IllegalArgumentException e) {
            LOG.error("catalog record {} is passed over: {}", record.offset(), e.getMessage());
            return null;
        }
    }
}
