package org.metrobed.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.decoders.proto.sparkplug.Metric;
import org.metrobed.decoders.proto.sparkplug.Payload;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;

/**
 * A raw log of 4 partitions gets 16, in the middle of the readings of things and of Sparkplug nodes, most of which are in another
 * partition from then on. The job that was running goes on from its savepoint; another one computes the whole log, and reads
 * the end of it beside its beginning.
 */
@Timeout(300)
class AddedPartitionsIT {

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
                properties: { pm25: pm25 }
                others: ignore
              plant:
                topic: spBv1.0/{group}/+/{gateway}/#
                decoder: sparkplug-b
                key: "{group}/{gateway}"
                properties: { level: level }
                others: ignore
            properties:
              pm25:
                name: Fine particles
                unit: ug/m3
                statistic: instant
                interval: PT10S
                allowance: PT0S
                ranges: { fail: [-5, 1000], suspect: [0, 200] }
                quality:
                  spike: { suspect: 15, fail: 45 }
                thresholds:
                  high: { above: 90, clear: 40, severity: warning }
              level:
                name: Level
                unit: m
                statistic: instant
                interval: PT10S
                allowance: PT0S
            thing-types:
              station:
                family: air
                properties: { pm25: }
              tank:
                family: infrastructure
                properties: { level: }
            things:
            """;

    private static final int THINGS = 6;
    private static final int PARTITIONS_BEFORE = 4;
    private static final int PARTITIONS = 16;
    private static final int ROUNDS = 600;
    private static final int INTERVAL_MILLIS = 10_000;
    private static final long START = Instant.parse("2026-05-01T00:00:00Z").toEpochMilli();
    private static final long GROWN = START + (long) ROUNDS * INTERVAL_MILLIS;
    private static final long END = GROWN + (long) ROUNDS * INTERVAL_MILLIS;

    private static final Random RANDOM = new Random(11);
    private static final Map<String, Integer> SEQUENCES = new TreeMap<>();
    private static final List<Future<RecordMetadata>> SENT = new ArrayList<>();

    @TempDir
    static Path savepoints;

    private static PipelineRun pipeline;
    private static Tables live;
    private static int published;

    @BeforeAll
    static void growTheLogBesideAJob() throws Exception {
        String prefix = KAFKA.newPrefix();
        pipeline = new PipelineRun(KAFKA, POSTGRES, prefix);
        try (RawLog log = new RawLog(KAFKA, prefix)) {
            StringBuilder bundle = new StringBuilder(BUNDLE);
            for (int i = 0; i < THINGS; i++) {
                bundle.append(
                        "  station-%d: { name: S, type: station, location: { lat: 48, lon: 16 } }\n".formatted(i));
                bundle.append("  tank-%d: { name: T, type: tank, location: { lat: 48, lon: 16 } }\n".formatted(i));
            }
            log.catalog(CatalogFiles.of(new TreeMap<>(Map.of("tb/bundle.yaml", bundle.toString())))
                    .texts());
            log.catalogHeartbeat(END);
            rounds(log, START);
            log.heartbeats(GROWN);
            log.flush();
            live = pipeline.withRestart(
                    2,
                    GROWN,
                    () -> {
                        log.grow(PARTITIONS, GROWN + 1);
                        rounds(log, GROWN);
                        log.heartbeats(END);
                        log.flush();
                    },
                    END,
                    savepoints);
        }
        assertThat(SENT).allMatch(Future::isDone);
    }

    @AfterAll
    static void closePools() {
        pipeline.close();
    }

    @Test
    void mostKeysAreInAnotherPartitionThanBefore() {
        Set<String> moved = new HashSet<>();
        for (int i = 0; i < THINGS; i++) {
            for (String key : new String[] {"tb/station-" + i, "plant/node-" + i}) {
                if (Math.floorMod(key.hashCode(), PARTITIONS) != Math.floorMod(key.hashCode(), PARTITIONS_BEFORE)) {
                    moved.add(key);
                }
            }
        }
        assertThat(moved).hasSizeGreaterThan(THINGS);
    }

    @Test
    void nothingIsLostOrDoubledOrOutOfOrder() throws SQLException {
        assertThat(live.number("select count(*) from current_observation")).isEqualTo(published);
        assertThat(live.number("select count(*) from observation_conflict")).isZero();
        assertThat(live.number("select count(*) from dead_letter")).isZero();
        assertThat(live.number("select count(*) from window_revision where late_count > 0"))
                .isZero();
        assertThat(live.number("select count(distinct raw_partition) from observation"))
                .isGreaterThan(PARTITIONS_BEFORE);
    }

    @Test
    void windowsEqualANaiveComputation() throws SQLException {
        assertThat(live.number("select count(*) from window_revision where revision = 0"))
                .isGreaterThan(1_000);
        assertThat(live.number(Tables.WINDOWS_THAT_DIFFER)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void computingTheWholeLogGivesTheSameTables(int subtasks) throws Exception {
        assertThat(pipeline.of(subtasks, END).digests()).isEqualTo(live.digests());
    }

    private static void rounds(RawLog log, long start) {
        for (int round = 0; round < ROUNDS; round++) {
            long time = start + (long) round * INTERVAL_MILLIS;
            for (int i = 0; i < THINGS; i++) {
                long received = time + 2_000 + 100L * i;
                double value = 20 + RANDOM.nextInt(4) + (RANDOM.nextInt(12) == 0 ? 80 : 0);
                SENT.add(log.message(
                        received,
                        "metrobed/v1/tb/gw/station-" + i + "/up",
                        "tb/station-" + i,
                        ("{\"t\":\"" + Instant.ofEpochMilli(time) + "\",\"o\":{\"pm25\":" + value + "}}")
                                .getBytes(UTF_8)));
                published++;
                node(log, received, i, time, value);
            }
            if (round % 10 == 0) {
                log.heartbeats(time + 5_000);
            }
        }
    }

    /** A message of an edge node: its birth names what the others refer to by a number. */
    private static void node(RawLog log, long received, int number, long time, double value) {
        String node = "node-" + number;
        if (!SEQUENCES.containsKey(node)) {
            SEQUENCES.put(node, 1);
            Metric.Builder session =
                    Metric.newBuilder().setName("bdSeq").setDatatype(8).setLongValue(0);
            send(
                    log,
                    received,
                    "NBIRTH/" + node,
                    node,
                    Payload.newBuilder().setSeq(0).addMetrics(session));
            send(
                    log,
                    received,
                    "DBIRTH/" + node + "/tank-" + number,
                    node,
                    next(node).addMetrics(metric(time, value).setName("level")));
        } else {
            send(
                    log,
                    received,
                    "DDATA/" + node + "/tank-" + number,
                    node,
                    next(node).addMetrics(metric(time, value)));
        }
        published++;
    }

    private static Metric.Builder metric(long time, double value) {
        return Metric.newBuilder()
                .setAlias(1)
                .setDatatype(10)
                .setTimestamp(time)
                .setDoubleValue(value);
    }

    private static Payload.Builder next(String node) {
        int sequence = SEQUENCES.merge(node, 1, Integer::sum) - 1;
        return Payload.newBuilder().setSeq(sequence % 256);
    }

    private static void send(RawLog log, long received, String what, String node, Payload.Builder payload) {
        SENT.add(log.message(
                received,
                "spBv1.0/plant/" + what,
                "plant/" + node,
                payload.build().toByteArray()));
    }
}
