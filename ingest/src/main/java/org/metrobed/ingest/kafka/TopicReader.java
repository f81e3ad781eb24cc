package org.metrobed.ingest.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.metrobed.config.tls.KafkaAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one topic on its own thread until it is closed; after an outage of Kafka it continues at its last position.
 * Thread-safe.
 */
public final class TopicReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    /** Kafka answers at once when records come; closing wakes the reader. */
    private static final Duration POLL_AT_END = Duration.ofSeconds(5);

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);
    private static final long RETRY_MILLIS = 500;

    private final String bootstrapServers;
    private final Source source;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile Consumer<byte[], byte[]> reading;

    /** The topic to read, its start, and the handler of its records. Called on the reader's thread. */
    public interface Source {
        /** The topic. */
        String topic();

        /** The group of {@link #start}'s and the reader's offsets; empty for none. */
        String group();

        /** Seeks to the start position. */
        void start(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions);

        /** Handles a record; may block. */
        void accept(ConsumerRecord<byte[], byte[]> record) throws InterruptedException;

        /** Called when everything in the topic at that time was read; called again after later records. */
        void settle();
    }

    private TopicReader(String bootstrapServers, Source source) {
        this.bootstrapServers = bootstrapServers;
        this.source = source;
        this.thread = new Thread(this::run, "ingest-reads-" + source.topic());
    }

    /** Starts reading; Kafka may still be unavailable. */
    public static TopicReader start(String bootstrapServers, Source source) {
        TopicReader reader = new TopicReader(bootstrapServers, source);
        reader.thread.setDaemon(true);
        reader.thread.start();
        return reader;
    }

    /** Stops within two seconds. */
    @Override
    public void close() {
        closing.countDown();
        Consumer<byte[], byte[]> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(CLOSE_LIMIT.toMillis() / 2);
            thread.interrupt();
            thread.join(CLOSE_LIMIT.toMillis() / 2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            boolean again = true;
            while (again) {
                try (Consumer<byte[], byte[]> consumer = open()) {
                    reading = consumer;
                    readAndClose(consumer);
                } catch (WakeupException e) {
                    LOG.debug("reading {} ends", source.topic());
                } catch (KafkaException e) {
                    if (closing.getCount() > 0) {
                        LOG.warn("topic {} cannot be read now: {}", source.topic(), e.getMessage());
                    }
                }
                again = !closing.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closing at once: Kafka would answer the goodbye only after the fetch that waits for records. */
    private void readAndClose(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        try {
            read(consumer);
        } finally {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    private void read(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        List<TopicPartition> partitions = consumer.partitionsFor(source.topic(), ANSWER_LIMIT).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            return; // the topic is not created yet
        }
        consumer.assign(partitions);
        if (positions.isEmpty()) {
            source.start(consumer, partitions);
        } else {
            positions.forEach(consumer::seek);
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER_LIMIT);
        boolean settled = false;
        while (closing.getCount() > 0) {
            boolean came = take(consumer, partitions, settled ? POLL_AT_END : POLL);
            boolean atEnd =
                    settled || ends.entrySet().stream().allMatch(end -> positions.get(end.getKey()) >= end.getValue());
            if (atEnd && (came || !settled)) {
                settled = true;
                source.settle();
            }
        }
    }

    private boolean take(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions, Duration wait)
            throws InterruptedException {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(wait);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            source.accept(record);
        }
        partitions.forEach(partition -> positions.put(partition, consumer.position(partition, ANSWER_LIMIT)));
        if (!records.isEmpty() && !source.group().isEmpty()) {
            consumer.commitSync(ANSWER_LIMIT);
        }
        return !records.isEmpty();
    }

    private Consumer<byte[], byte[]> open() {
        Map<String, Object> settings = KafkaAddress.client(bootstrapServers);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, Math.toIntExact(POLL_AT_END.toMillis()));
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
        settings.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        if (!source.group().isEmpty()) {
            settings.put(ConsumerConfig.GROUP_ID_CONFIG, source.group());
        }
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
