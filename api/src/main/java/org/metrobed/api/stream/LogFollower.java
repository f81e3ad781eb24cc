package org.metrobed.api.stream;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.metrobed.api.log.Consumers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows topics from their ends in its own thread and publishes to a hub. Waits for topics that do not exist yet. If
 * Kafka fails, it starts again and the clients must reconnect. Thread-safe.
 */
final class LogFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration JOIN = Duration.ofSeconds(5);

    private final String bootstrap;
    private final List<EventSource> sources;
    private final Hub hub;
    private final InstantSource clock;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private volatile Instant lastPoll;

    LogFollower(String bootstrap, List<EventSource> sources, Hub hub, InstantSource clock) {
        this.bootstrap = bootstrap;
        this.sources = List.copyOf(sources);
        this.hub = hub;
        this.clock = clock;
        this.lastPoll = clock.instant();
        this.thread = new Thread(this::run, "stream-hub");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Time of the last poll of Kafka. */
    Instant lastPoll() {
        return lastPoll;
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(JOIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        hub.closeClients();
    }

    private void run() {
        try {
            do {
                follow();
            } while (!stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        try (Consumer<byte[], byte[]> consumer = Consumers.fromLatest(bootstrap)) {
            Map<TopicPartition, EventSource> partitions = listPartitions(consumer);
            if (partitions.isEmpty()) {
                return;
            }
            consumer.assign(partitions.keySet());
            hub.begin(seekToEnd(consumer, partitions));
            while (stop.getCount() > 0) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    publish(partitions.get(new TopicPartition(record.topic(), record.partition())), record);
                }
                lastPoll = clock.instant();
            }
        } catch (WakeupException e) {
            LOG.debug("stream hub ends");
        } catch (KafkaException e) {
            LOG.warn("stream hub starts again: {}", e.getMessage());
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

    /** The partitions of all topics; none while a topic is missing. */
    private Map<TopicPartition, EventSource> listPartitions(Consumer<byte[], byte[]> consumer) {
        Map<String, List<org.apache.kafka.common.PartitionInfo>> known = consumer.listTopics();
        Map<TopicPartition, EventSource> partitions = new HashMap<>();
        for (EventSource source : sources) {
            if (!known.containsKey(source.topic())) {
                return Map.of();
            }
            known.get(source.topic())
                    .forEach(info -> partitions.put(new TopicPartition(info.topic(), info.partition()), source));
        }
        return partitions;
    }

    private static LogPosition seekToEnd(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, EventSource> partitions) {
        Collection<TopicPartition> all = new ArrayList<>(partitions.keySet());
        consumer.seekToEnd(all);
        TreeMap<String, Long> next = new TreeMap<>();
        partitions.forEach((partition, source) ->
                next.put(source.partitionName(partition.partition()), consumer.position(partition)));
        return new LogPosition(next);
    }
}
