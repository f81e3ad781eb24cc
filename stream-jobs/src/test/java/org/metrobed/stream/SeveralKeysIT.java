package org.metrobed.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.decoders.proto.sparkplug.Metric;
import org.metrobed.decoders.proto.sparkplug.Payload;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;

/**
 * Messages with several Kafka keys, in several partitions, have readings of the same datastreams, with conflicting values. One log
 * gives the same tables, however many subtasks read it.
 */
@Timeout(300)
class SeveralKeysIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String BUNDLE = """
            testbed:
              id: tb
              name: Test
              zone: UTC
            bindings:
              native:
                topic: metrobed/v1/{testbed}/{gateway}/{thing}/up
                decoder: native-json
              senml:
                topic: senml/{gateway}
                decoder: senml-json
              plant:
                topic: spBv1.0/{group}/+/{gateway}/#
                decoder: sparkplug-b
                key: "{group}/{gateway}"
            properties:
              pm25:
                name: Fine particles
                unit: ug/m3
                statistic: instant
                interval: PT10S
                allowance: PT20S
                ranges: { fail: [-5, 1000], suspect: [0, 200] }
                quality:
                  spike: { suspect: 15, fail: 45 }
                thresholds:
                  high: { above: 90, clear: 40, severity: warning }
            thing-types:
              station:
                family: air
                properties: { pm25: }
            things:
              one: { name: One, type: station, location: { lat: 48, lon: 16 } }
              two: { name: Two, type: station, location: { lat: 48.1, lon: 16 } }
            """;

    private static final List<String> THINGS = List.of("one", "two");
    private static final long START = Instant.parse("2026-05-01T00:00:00Z").toEpochMilli();
    private static final int STEPS = 6_000;
    private static final int DOUBLE = 10;

    private static final Random RANDOM = new Random(7);
    private static final Set<Integer> PARTITIONS = new HashSet<>();
    private static final Map<String, Integer> SEQUENCES = new TreeMap<>();
    private static final List<Future<RecordMetadata>> SENT = new ArrayList<>();

    private static PipelineRun pipeline;
    private static long end;
    private static Tables reference;

    @BeforeAll
    static void sendTheLog() throws Exception {
        String prefix = KAFKA.newPrefix();
        pipeline = new PipelineRun(KAFKA, POSTGRES, prefix);
        long now = START;
        try (RawLog log = new RawLog(KAFKA, prefix)) {
            for (int step = 0; step < STEPS; step++) {
                now += 1 + RANDOM.nextInt(1_000);
                for (int messages = RANDOM.nextInt(4); messages > 0; messages--) {
                    message(log, now);
                }
                log.heartbeats(now);
            }
            for (int minute = 0; minute < 30 * 60; minute++) {
                now += 60_000;
                log.heartbeats(now);
            }
            log.catalog(CatalogFiles.of(new TreeMap<>(Map.of("tb/bundle.yaml", BUNDLE)))
                    .texts());
        }
        end = now;
        assertThat(SENT).allMatch(Future::isDone);
        assertThat(PARTITIONS).hasSizeGreaterThan(2);
        reference = pipeline.of(1, end);
    }

    @AfterAll
    static void closePools() {
        pipeline.close();
    }

    @Test
    void everyKeyHasReadingsThatContradictThoseOfAnother() throws SQLException {
        for (String datastream : List.of("tb/one/pm25", "tb/two/pm25")) {
            assertThat(reference.number("select count(distinct raw_partition) from current_observation"
                            + " where datastream = '" + datastream + "'"))
                    .isGreaterThan(2);
            assertThat(reference.number("select count(*) from observation_conflict o join series s using (series_id)"
                            + " where s.datastream = '" + datastream + "'"))
                    .isGreaterThan(1_000);
        }
        assertThat(reference.number("select count(*) from current_observation where flag in (3, 4)"))
                .isPositive();
        assertThat(reference.number("select count(*) from dead_letter")).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void anyNumberOfSubtasksGivesTheSameTables(int subtasks) throws Exception {
        assertThat(pipeline.of(subtasks, end).digests()).isEqualTo(reference.digests());
    }

    private static void message(RawLog log, long now) {
        String thing = THINGS.get(RANDOM.nextInt(THINGS.size()));
        long ago = RANDOM.nextInt(30) == 0 ? RANDOM.nextInt(3_600) : RANDOM.nextInt(60);
        long time = (now - ago * 1_000) / 10_000 * 10_000;
        double value = 20 + RANDOM.nextInt(4) + (RANDOM.nextInt(12) == 0 ? 80 : 0);
        String gateway = "gw-" + RANDOM.nextInt(3);
        switch (RANDOM.nextInt(3)) {
            case 0 ->
                send(
                        log,
                        now,
                        "metrobed/v1/tb/" + gateway + "/" + thing + "/up",
                        "tb/" + thing,
                        ("{\"t\":\"" + Instant.ofEpochMilli(time) + "\",\"o\":{\"pm25\":" + value + "}}")
                                .getBytes(UTF_8));
            case 1 ->
                send(
                        log,
                        now,
                        "senml/" + gateway,
                        "senml/" + gateway,
                        String.format(
                                        Locale.ROOT,
                                        "[{\"bn\":\"%s/\",\"bt\":%d,\"n\":\"pm25\",\"v\":%.1f}]",
                                        thing,
                                        time / 1_000,
                                        value)
                                .getBytes(UTF_8));
            default -> node(log, now, gateway, thing, time, value);
        }
    }

    /** A message of an edge node; its first one is its birth. */
    private static void node(RawLog log, long now, String node, String thing, long time, double value) {
        if (!SEQUENCES.containsKey(node)) {
            SEQUENCES.put(node, 1);
            Metric.Builder session =
                    Metric.newBuilder().setName("bdSeq").setDatatype(8).setLongValue(0);
            sparkplug(
                    log,
                    now,
                    "NBIRTH/" + node,
                    node,
                    Payload.newBuilder().setSeq(0).addMetrics(session));
            for (String device : THINGS) {
                Metric.Builder metric = metric(START - 600_000, 20);
                sparkplug(
                        log,
                        now,
                        "DBIRTH/" + node + "/" + device,
                        node,
                        next(node).addMetrics(metric));
            }
        }
        sparkplug(log, now, "DDATA/" + node + "/" + thing, node, next(node).addMetrics(metric(time, value)));
    }

    private static Metric.Builder metric(long time, double value) {
        return Metric.newBuilder()
                .setName("pm25")
                .setDatatype(DOUBLE)
                .setTimestamp(time)
                .setDoubleValue(value);
    }

    private static Payload.Builder next(String node) {
        int sequence = SEQUENCES.merge(node, 1, Integer::sum) - 1;
        return Payload.newBuilder().setSeq(sequence % 256);
    }

    private static void sparkplug(RawLog log, long now, String what, String node, Payload.Builder payload) {
        send(log, now, "spBv1.0/plant/" + what, "plant/" + node, payload.build().toByteArray());
    }

    private static void send(RawLog log, long now, String topic, String key, byte[] payload) {
        SENT.add(log.message(now, topic, key, payload));
        PARTITIONS.add(Math.floorMod(key.hashCode(), 4));
    }
}
