package org.metrobed.ingest.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;
import org.metrobed.topics.Topics;

@Timeout(120)
class RawPublisherIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final int KEYS = 60;
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    private final Topics topics = new Topics(KAFKA.newPrefix(), 4);

    @Test
    void addedPartitionsAreUsedFromTheNextStartAndTheLogSaysSo() throws Exception {
        try (RawPublisher first = open(NOON.plusMillis(400))) {
            send(first, "a");
            addPartitions(16);
            send(first, "b");
            assertThat(first.rawPartitions()).isEqualTo(4);
        }
        try (RawPublisher second = open(NOON)) {
            send(second, "c");
            assertThat(second.rawPartitions()).isEqualTo(16);
        }
        try (RawPublisher third = open(NOON)) {
            send(third, "d");
        }

        List<ConsumerRecord<byte[], byte[]>> log = read();
        Map<String, List<Integer>> partitions = new HashMap<>();
        log.stream()
                .filter(record -> kind(record) == RawKind.MESSAGE)
                .forEach(record -> partitions
                        .computeIfAbsent(new String(record.value(), UTF_8), value -> new ArrayList<>())
                        .add(record.partition()));
        assertThat(partitions.values()).allSatisfy(of -> assertThat(of).hasSize(KEYS));
        assertThat(partitions.get("a")).allMatch(partition -> partition < 4);
        assertThat(partitions.get("b")).as("beside added partitions").isEqualTo(partitions.get("a"));
        assertThat(partitions.get("c")).anyMatch(partition -> partition >= 4);
        assertThat(partitions.get("d")).isEqualTo(partitions.get("c"));

        List<ConsumerRecord<byte[], byte[]>> divisions =
                log.stream().filter(record -> kind(record) == RawKind.DIVISION).toList();
        assertThat(divisions)
                .extracting(ConsumerRecord::partition)
                .as("one in each partition")
                .hasSize(16)
                .doesNotHaveDuplicates();
        assertThat(divisions).allSatisfy(division -> {
            assertThat(RawHeaders.number(division.value())).isEqualTo(16);
            assertThat(division.timestamp())
                    .as("later than what an ingest with a faster clock wrote before")
                    .isGreaterThan(NOON.plusMillis(400).toEpochMilli());
            assertThat(division.partition() < 4 || division.offset() == 0)
                    .as("the first record of an added partition")
                    .isTrue();
        });
    }

    @Test
    void topicThatHasNoRecordsYetNeedsNoDivision() throws Exception {
        try (RawPublisher first = open(NOON)) {
            assertThat(first.rawPartitions()).isEqualTo(4);
        }
        addPartitions(8);
        try (RawPublisher second = open(NOON)) {
            assertThat(second.rawPartitions()).isEqualTo(8);
            send(second, "a");
        }
        assertThat(read()).hasSize(KEYS).allMatch(record -> kind(record) == RawKind.MESSAGE);
    }

    @Test
    void startGivesTheRawLogItsRetentionAndLeavesItIfNoneIsSet() throws Exception {
        open(NOON).close();
        assertThat(retention()).isEqualTo("-1");
        open(Optional.of(new RawRetention(Duration.ofDays(730).toMillis())), NOON)
                .close();
        assertThat(retention()).isEqualTo("63072000000");
        open(NOON).close();
        assertThat(retention()).as("no setting").isEqualTo("63072000000");
        open(Optional.of(new RawRetention(RawRetention.FOREVER)), NOON).close();
        assertThat(retention()).isEqualTo("-1");
    }

    @Test
    void firstRecordAfterASleepOfTheMachineHasTheTimeOfKafka() throws Exception {
        AtomicReference<Duration> behind = new AtomicReference<>(Duration.ofHours(1));
        ReceivedClock clock = ReceivedClock.followingKafka(() -> Instant.now().minus(behind.get()), System::nanoTime);
        try (RawPublisher publisher =
                RawPublisher.open(new KafkaConfig(KAFKA.bootstrapServers(), topics, Optional.empty()), "test", clock)) {
            assertThat(clock.correctionSeconds()).as("as the start learns").isBetween(3_598.0, 3_602.0);
            // the state before a sleep of an hour: the clock was right
            clock.compare(Instant.now().minus(behind.get()).toEpochMilli(), clock.nanos());
            assertThat(clock.correctionSeconds()).isZero();
            Instant before = Instant.now();
            send(publisher, "a");

            behind.set(Duration.ZERO);
            send(publisher, "b");
            List<ConsumerRecord<byte[], byte[]>> log = read();
            assertThat(log)
                    .filteredOn(record -> new String(record.value(), UTF_8).equals("a"))
                    .hasSize(KEYS)
                    .allMatch(record -> record.timestamp()
                            < before.minus(Duration.ofMinutes(50)).toEpochMilli());
            assertThat(log)
                    .filteredOn(record -> new String(record.value(), UTF_8).equals("b"))
                    .hasSize(KEYS)
                    .allMatch(record -> record.timestamp() >= before.toEpochMilli());
        }
    }

    private String retention() throws Exception {
        ConfigResource raw =
                new ConfigResource(ConfigResource.Type.TOPIC, topics.raw().name());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
            return admin.describeConfigs(List.of(raw))
                    .all()
                    .get()
                    .get(raw)
                    .get("retention.ms")
                    .value();
        }
    }

    private RawPublisher open(Instant now) {
        return open(Optional.empty(), now);
    }

    private RawPublisher open(Optional<RawRetention> retention, Instant now) {
        return RawPublisher.open(
                new KafkaConfig(KAFKA.bootstrapServers(), topics, retention), "test", new ReceivedClock(() -> now));
    }

    private void send(RawPublisher publisher, String value) throws Exception {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            byte[] key = RawHeaders.text("tb/thing-" + i);
            CompletableFuture<Void> stored = new CompletableFuture<>();
            all.add(stored);
            publisher.send(
                    micros -> new ProducerRecord<>(
                            topics.raw().name(),
                            null,
                            micros / 1_000,
                            key,
                            value.getBytes(UTF_8),
                            List.<Header>of(new RecordHeader(RawHeaders.KIND, RawKind.MESSAGE.bytes()))),
                    (metadata, failure) -> {
                        if (failure == null) {
                            stored.complete(null);
                        } else {
                            stored.completeExceptionally(failure);
                        }
                    });
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get();
    }

    private void addPartitions(int to) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
            admin.createPartitions(Map.of(topics.raw().name(), NewPartitions.increaseTo(to)))
                    .all()
                    .get();
        }
    }

    /** All records, each partition in its order. */
    private List<ConsumerRecord<byte[], byte[]>> read() {
        List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", KAFKA.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer
                    .partitionsFor(topics.raw().name())
                    .stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .collect(Collectors.toList());
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(log::add);
            }
        }
        return log;
    }

    private static RawKind kind(ConsumerRecord<byte[], byte[]> record) {
        return RawKind.of(record.headers().lastHeader(RawHeaders.KIND).value());
    }
}
