package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.analysis.window.ComposedWindows;
import org.metrobed.analysis.window.FineWindows;
import org.metrobed.analysis.window.SumReadings;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.model.DatastreamOptions;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.window.WindowContent;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.RowWriters;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.Observations;
import org.metrobed.testkit.PostgresExtension;
import org.metrobed.testkit.Times;

/** An API over stored windows and one over observations, of which it composes them, give the same bytes. */
class ComposedAnswersIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final String BUNDLE = """
            testbed: { id: t, name: Meters, zone: Europe/Berlin }
            properties:
              air: { name: Air, unit: Cel, statistic: instant, interval: PT1M }
              cars: { name: Cars, unit: "1", statistic: count, interval: PT1M }
              wind: { name: Wind, unit: deg, statistic: direction, interval: PT1M }
              energy: { name: Energy, unit: kW.h, statistic: total, interval: PT10M }
              door: { name: Door, unit: "1", statistic: state, states: { closed: 0, open: 1 }, interval: PT1H, reports: on-change }
            thing-types:
              any: { family: infrastructure, properties: { air: {}, cars: {}, wind: {}, energy: {}, door: {} } }
            things:
              a: { name: a, type: any, location: { lat: 52.5, lon: 13.4, district: mitte } }
              b: { name: b, type: any, location: { lat: 52.5, lon: 13.4, district: zoo } }
            bindings:
              native: { topic: "metrobed/v1/{testbed}/{gateway}/{thing}/up", decoder: native-json }
            """;

    private static final Instant START = Times.NOON.minus(Duration.ofHours(26));
    private static final Instant END = Times.NOON.plus(Duration.ofMinutes(15));

    private static ApiFixture whole;
    private static ApiFixture few;

    @BeforeAll
    static void start() throws Exception {
        CatalogFiles bundle = CatalogFiles.of(Map.of("t.yaml", BUNDLE));
        whole = ApiFixture.start(POSTGRES, KAFKA, bundle);
        few = ApiFixture.start(POSTGRES, KAFKA, bundle);
        Random random = new Random(59);
        List<Observation> observations = new ArrayList<>();
        List<WindowRevision> all = new ArrayList<>();
        List<WindowRevision> stored = new ArrayList<>();
        for (String thing : List.of("a", "b")) {
            for (String property : List.of("air", "cars", "wind", "energy", "door")) {
                String datastream = "t/" + thing + "/" + property;
                DatastreamSettings settings =
                        whole.catalog().find(datastream, 0).orElseThrow();
                List<Observation> readings = readings(datastream, settings.intervalMillis(), random);
                observations.addAll(readings);
                windows(settings, readings, random, all, stored);
            }
        }
        whole.append(RowWriters.observations(), observations);
        few.append(RowWriters.observations(), observations);
        whole.append(RowWriters.windows(), all);
        few.append(RowWriters.windows(), stored);
        assertThat(stored).hasSizeLessThan(all.size() / 3);
        for (ApiFixture api : List.of(whole, few)) { // late readings are judged again, and windows follow
            api.awaitCorrections();
        }
    }

    private static Instant newest(int hoursBefore) {
        return Times.NOON.plusSeconds(600).minus(Duration.ofHours(hoursBefore)).plusMillis(137L * hoursBefore);
    }

    @AfterAll
    static void stop() throws Exception {
        whole.close();
        few.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/windows?testbed=t&window=PT1M&f=csv",
                "/windows?testbed=t&window=PT1M&state=all&agg=count,mean,p95,last&qc=good,suspect&f=ndjson",
                "/windows?datastream=t/a/air&window=PT1M&revisions=all&f=csv",
                "/windows?datastream=t/a/door&window=PT1H&revisions=all&f=ndjson",
                "/windows?datastream=t/a/energy&window=PT15M&agg=increase,resets,first,last&f=csv",
                "/windows?datastream=t/b/energy&window=PT5M&state=all&f=ndjson",
                "/windows?datastream=t/a/door&window=PT1H&state=all&agg=time-in-state,transitions,mode&f=ndjson",
                "/windows?datastream=t/b/door&window=PT1M&f=csv",
                "/windows?property=air&window=PT6M&f=csv",
                "/windows?property=wind&window=P1D&tz=Asia/Kathmandu&agg=direction,mean,sd&f=csv",
                "/windows?property=cars&window=PT1M&group_by=zone&agg=total,sum,count&f=csv",
                "/windows?property=air&window=PT1M&fill=linear&min_coverage=1&f=csv",
                "/windows?testbed=t&window=PT1M&order=desc&limit=500",
                "/profiles?datastream=t/a/air&f=csv",
                "/profiles?datastream=t/a/door&f=csv",
                "/gaps?testbed=t&f=csv",
            })
    void answersAreTheSameAtAnyLogTime(String question) throws Exception {
        String range = question.startsWith("/windows") && !question.contains("limit")
                ? "&datetime=" + START.minusSeconds(86_400) + "/" + END.plusSeconds(3_600)
                : question.startsWith("/windows") ? "" : "&datetime=" + START + "/" + END;
        for (int hours : new int[] {0, 1, 5, 13, 25}) {
            String path = "/api/v1" + question + range + "&as_of=" + newest(hours);
            String expected = body(whole, path);
            assertThat(expected).doesNotContain("\"status\":400");
            assertThat(body(few, path)).as(path).isEqualTo(expected);
        }
    }

    private static String body(ApiFixture api, String path) throws Exception {
        return api.get(path).body().replace(api.uri("").toString(), "");
    }

    private static List<Observation> readings(String datastream, long intervalMillis, Random random) {
        List<Observation> readings = new ArrayList<>();
        double total = 100;
        int offset = 0;
        for (Instant time = START; time.isBefore(END); time = time.plusMillis(step(intervalMillis, random))) {
            total = random.nextInt(50) == 0 ? 0 : total + random.nextInt(3);
            double value = datastream.endsWith("energy")
                    ? total
                    : datastream.endsWith("door") ? random.nextInt(2) : random.nextInt(3_600) / 10.0;
            readings.add(
                    row(datastream, time, value, flag(random), time.plusMillis(200 + random.nextInt(500)), offset++)
                            .build());
            if (random.nextInt(300) == 0) {
                Instant late = time.minusMillis(intervalMillis / 2 + 7);
                Observation row = row(datastream, late, value, QualityFlag.GOOD, time.plusSeconds(190), offset++)
                        .build();
                readings.add(row.withTests(TestBits.mark(row.tests(), TestBits.LATE)));
            }
        }
        return readings;
    }

    private static long step(long intervalMillis, Random random) {
        return random.nextInt(15) == 0 ? random.nextInt((int) (9 * intervalMillis)) + 1 : intervalMillis;
    }

    private static QualityFlag flag(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> QualityFlag.MISSING;
            case 1 -> QualityFlag.SUSPECT;
            case 2 -> QualityFlag.FAIL;
            default -> QualityFlag.GOOD;
        };
    }

    private static Observations row(
            String datastream, Instant time, double value, QualityFlag flag, Instant received, int offset) {
        return Observations.observation()
                .of(datastream)
                .at(time)
                .value(flag == QualityFlag.MISSING ? Double.NaN : value)
                .flag(flag)
                .raw(0, offset, 0)
                .receivedAt(received);
    }

    /** Every window as its first later reading closes it, or log time before that, and an addition for each late reading. */
    private static void windows(
            DatastreamSettings settings,
            List<Observation> readings,
            Random random,
            List<WindowRevision> all,
            List<WindowRevision> stored) {
        DatastreamSettings longest = settings.withOptions(DatastreamOptions.of(
                settings.statistic(), Duration.ofDays(31).toMillis(), 0, settings.idleTimeoutMillis()));
        for (WindowLevel level : WindowLevel.values()) {
            boolean composes = FineWindows.areComposed(settings, level);
            ComposedWindows windows =
                    new ComposedWindows(level, any -> Optional.of(composes ? settings : longest), window -> {
                        boolean idle = random.nextInt(20) == 0;
                        WindowRevision revision = window.revision()
                                .with()
                                .intervalMillis(settings.intervalMillis())
                                .recordedMillis(window.revision().recordedMillis() - (idle ? 100 : 0))
                                .build();
                        all.add(revision);
                        if (idle || !composes) {
                            stored.add(revision);
                        }
                    });
            readings.stream()
                    .sorted(Comparator.comparingLong(Observation::phenomenonMicros))
                    .forEach(row -> windows.add(new ComposedWindows.Row(row, "test")));
            windows.end();
            readings.stream()
                    .filter(row -> TestBits.has(row.tests(), TestBits.LATE))
                    .forEach(row -> {
                        WindowRevision added = addition(settings, level, row);
                        all.add(added);
                        stored.add(added);
                    });
        }
    }

    private static WindowRevision addition(DatastreamSettings settings, WindowLevel level, Observation late) {
        WindowContent content = SumReadings.of(level.millis(), List.of(late), settings.kind());
        long minute = late.receivedMillis() / 60_000 + 1;
        return Seeds.window(
                        late.datastream(),
                        Instant.EPOCH.plusMillis(level.startMicros(late.phenomenonMicros()) / 1_000),
                        Math.toIntExact(minute),
                        content.good(),
                        content.suspect(),
                        1,
                        Instant.ofEpochMilli(minute * 60_000))
                .with()
                .sizeMillis(level.millis())
                .intervalMillis(settings.intervalMillis())
                .build();
    }
}
