package org.metrobed.api.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.metrobed.api.log.Consumers;
import org.metrobed.topics.CatalogRecord;
import org.metrobed.topics.CatalogSequence;
import org.metrobed.topics.Heartbeat;
import org.metrobed.topics.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the versions that count of the catalog topic, from its beginning. Not thread-safe, except {@link #wakeup}, which any thread
 * may call.
 */
final class CatalogLog implements AutoCloseable {

    /** A version with the timestamp of its record. */
    record Entry(CatalogVersion version, CatalogRecord.Version content) {}

    private static final Logger LOG = LoggerFactory.getLogger(CatalogLog.class);

    private final Topic<CatalogRecord> topic;
    private final TopicPartition partition;
    private final Supplier<Consumer<byte[], byte[]>> opener;
    private final CatalogSequence sequence = new CatalogSequence();
    private volatile Consumer<byte[], byte[]> consumer;
    private Metric answers;
    /** The answers to earlier consumers. */
    private long answersBefore;
    /** The offset after the newest record that was read; negative before the first. */
    private long next = -1;

    private IngestHeartbeat newestHeartbeat;

    private CatalogLog(Topic<CatalogRecord> topic, Supplier<Consumer<byte[], byte[]>> opener) {
        this.topic = topic;
        this.partition = new TopicPartition(topic.name(), 0);
        this.opener = opener;
        open();
    }

    private void open() {
        Consumer<byte[], byte[]> opened = opener.get();
        answers = findAnswers(opened);
        opened.assign(List.of(partition));
        if (next < 0) {
            opened.seekToBeginning(List.of(partition));
        } else {
            opened.seek(partition, next);
        }
        consumer = opened;
    }

    /**
     * Connects anew and goes on after what was read. What it knows stays.
     *
     * @throws org.apache.kafka.common.KafkaException if no consumer can be made; it can be tried again
     */
    void reopen() {
        long before = answers();
        close();
        open();
        answersBefore = before;
    }

    private static Metric findAnswers(Consumer<byte[], byte[]> consumer) {
        return consumer.metrics().entrySet().stream()
                .filter(metric -> isAnswers(metric.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the consumer does not count the answers of Kafka"));
    }

    private static boolean isAnswers(MetricName name) {
        return name.name().equals("response-total") && name.group().equals("consumer-metrics");
    }

    /** For reading to the end: {@link #atEnd} is answered at once. */
    static CatalogLog reading(String bootstrap, Topic<CatalogRecord> topic) {
        return new CatalogLog(topic, () -> Consumers.fromEarliest(bootstrap));
    }

    /** For following: it asks Kafka seldom, and {@link #atEnd} may take some seconds. */
    static CatalogLog following(String bootstrap, Topic<CatalogRecord> topic) {
        return new CatalogLog(topic, () -> Consumers.followingFromEarliest(bootstrap));
    }

    /** The received versions, in order; waits at most this long for some. */
    List<Entry> poll(Duration wait) {
        List<Entry> entries = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(wait)) {
            next = record.offset() + 1;
            CatalogRecord decoded = decode(record);
            if (decoded instanceof Heartbeat heartbeat) {
                newestHeartbeat = new IngestHeartbeat(heartbeat, Instant.ofEpochMilli(record.timestamp()));
            } else if (decoded instanceof CatalogRecord.Version content) {
                boolean first = newest() == CatalogRecord.Version.NONE;
                if (sequence.accepts(record.offset(), content)) {
                    entries.add(new Entry(
                            CatalogVersion.of(record.offset(), record.timestamp(), content.contentHash(), first),
                            content));
                }
            }
        }
        return entries;
    }

    /** The number of the newest received version; {@link CatalogRecord.Version#NONE} before the first. */
    long newest() {
        return sequence.newest();
    }

    /** The newest received heartbeat. */
    Optional<IngestHeartbeat> findHeartbeat() {
        return Optional.ofNullable(newestHeartbeat);
    }

    /** Whether the topic was read to the end that it has now. */
    boolean atEnd() {
        return consumer.position(partition)
                >= consumer.endOffsets(List.of(partition)).get(partition);
    }

    /**
     * Whether the topic was read to the end that it had at the last answer of Kafka; false also if there was none. Asks
     * nothing.
     */
    boolean isKnownEnd() {
        return consumer.currentLag(partition).orElse(1) == 0;
    }

    /** How many answers of Kafka have come; a poll may end without one. */
    long answers() {
        return answersBefore + (answers.metricValue() instanceof Number number ? number.longValue() : 0);
    }

    /** Makes a waiting {@link #poll} throw. */
    void wakeup() {
        consumer.wakeup();
    }

    /** At once: Kafka would answer a goodbye only after the fetch that waits for records. */
    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }

    private CatalogRecord decode(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return null;
        }
        try {
            return topic.codec().decode(record.value());
        } catch (IllegalArgumentException e) {
            LOG.error("catalog record {} is skipped: {}", record.offset(), e.getMessage());
            return null;
        }
    }
}
