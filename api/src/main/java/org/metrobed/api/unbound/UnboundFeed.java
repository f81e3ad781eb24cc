package org.metrobed.api.unbound;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.metrobed.api.log.Consumers;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.Topic;
import org.metrobed.topics.Topics;
import org.metrobed.topics.UnboundTopic;
import org.metrobed.topics.UnboundTopicBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows what ingest reports of topics that no binding fits, in its own thread. Keeps at most {@value #MOST} reports of the past day.
 * Thread-safe.
 */
public final class UnboundFeed implements AutoCloseable {

    /** Most reports that are kept. */
    static final int MOST = 4_000;

    private static final Logger LOG = LoggerFactory.getLogger(UnboundFeed.class);
    private static final Duration KEPT = Duration.ofDays(1);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long RETRY_MILLIS = 1_000;
    private static final long JOIN_MILLIS = 2_000;

    private final String bootstrap;
    private final Topic<UnboundTopic> topic;
    private final Map<String, UnboundTopic> reports = new HashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile KafkaConsumer<byte[], byte[]> reading;

    /** Not started. */
    public UnboundFeed(String bootstrap, Topics topics) {
        this.bootstrap = bootstrap;
        this.topic = topics.unbound();
        this.thread = new Thread(this::follow, "unbound-feed");
        thread.setDaemon(true);
    }

    /** Starts to follow; the topic may not exist yet. */
    public void start() {
        thread.start();
    }

    /** What was heard by all instances within the day before a time, by pattern, sorted. */
    public synchronized List<UnboundTopic> list(Instant now) {
        long from = now.minus(KEPT).toEpochMilli();
        reports.values().removeIf(report -> report.lastMillis() < from);
        Map<String, UnboundTopic> byPattern = new TreeMap<>();
        reports.values().forEach(report -> byPattern.merge(report.pattern(), report, UnboundFeed::merge));
        return new ArrayList<>(byPattern.values());
    }

    @Override
    public void close() {
        closing.countDown();
        KafkaConsumer<byte[], byte[]> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes a record of the topic; one that cannot be read is passed over. */
    synchronized void take(byte[] key, byte[] value) {
        String name = RawHeaders.text(key);
        if (value == null) {
            reports.remove(name);
            return;
        }
        try {
            reports.put(name, topic.codec().decode(value));
        } catch (IllegalArgumentException e) {
            LOG.warn("a record of {} cannot be read and is passed over: {}", topic.name(), e.getMessage());
        }
        if (reports.size() > MOST) {
            reports.values().stream()
                    .min(Comparator.comparingLong(UnboundTopic::lastMillis))
                    .ifPresent(oldest -> reports.values().remove(oldest));
        }
    }

    private static UnboundTopic merge(UnboundTopic one, UnboundTopic other) {
        UnboundTopic newer = one.lastMillis() >= other.lastMillis() ? one : other;
        return UnboundTopicBuilder.builder(newer)
                .messages(one.messages() + other.messages())
                .firstMillis(Math.min(one.firstMillis(), other.firstMillis()))
                .bytes(one.bytes() + other.bytes())
                .largestBytes(Math.max(one.largestBytes(), other.largestBytes()))
                .held(newer.held())
                .build();
    }

    private void follow() {
        try {
            do {
                try (KafkaConsumer<byte[], byte[]> consumer = Consumers.fromEarliest(bootstrap)) {
                    reading = consumer;
                    read(consumer);
                } catch (WakeupException e) {
                    LOG.debug("{} is no longer followed", topic.name());
                } catch (KafkaException e) {
                    LOG.warn("{} cannot be read now: {}", topic.name(), e.getMessage());
                }
            } while (!closing.await(RETRY_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer) {
        if (!consumer.listTopics().containsKey(topic.name())) {
            return;
        }
        TopicPartition partition = new TopicPartition(topic.name(), 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        while (closing.getCount() > 0) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                take(record.key(), record.value());
            }
        }
    }
}
