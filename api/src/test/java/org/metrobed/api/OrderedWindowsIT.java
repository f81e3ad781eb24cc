package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.ReadingKind;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.RowWriters;
import org.metrobed.store.window.WindowRows;
import org.metrobed.store.write.TableWriter;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.Observations;
import org.metrobed.testkit.PostgresExtension;
import org.metrobed.testkit.Times;

/** Windows of totals and of held values, whose readings have an order. */
class OrderedWindowsIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final String BUNDLE = """
            testbed: { id: t, name: Meters, zone: Europe/Berlin }
            properties:
              energy: { name: Energy, unit: kW.h, statistic: total, interval: PT15M }
              rain: { name: Rain, unit: mm, statistic: amount, interval: PT15M }
              power: { name: Power, unit: kW, statistic: instant, interval: PT15M, watch: off }
              valve: { name: Valve, unit: "%", statistic: instant, interval: PT1H, reports: on-change }
              lamp: { name: Lamp, unit: "%", statistic: instant, interval: PT1H, reports: on-change, hold: PT90M }
              door:
                { name: Door, unit: "1", statistic: state, states: { closed: 0, open: 1 }, interval: PT1H, reports: on-change }
              gate: { name: Gate, unit: "1", statistic: instant, interval: P1D, reports: on-change, repeats: last }
              tide: { name: Tide, unit: m, statistic: instant, interval: PT1H, repeats: last }
              surge: { name: Surge, unit: m, statistic: instant, interval: PT1M, repeats: last }
              ebb: { name: Ebb, unit: m, statistic: instant, interval: PT12H, repeats: last }
              sluice: { name: Sluice, unit: "%", statistic: instant, interval: P1D, reports: on-change, repeats: last }
              gas: { name: Gas, unit: m3, statistic: total, interval: PT15M }
              level: { name: Level, unit: "%", statistic: instant, interval: PT1H }
            thing-types:
              meter: { family: infrastructure, properties: { gas: {}, level: {} } }
              any:
                family: infrastructure
                properties:
                  {
                    energy: {}, rain: {}, power: {}, valve: {}, lamp: {}, door: {}, gate: {}, tide: {}, surge: {}, ebb: {},
                    sluice: {},
                  }
            things:
              a: { name: a, type: any, location: { lat: 52.5, lon: 13.4, district: mitte } }
              b: { name: b, type: any, location: { lat: 52.5, lon: 13.4, district: mitte } }
              c:
                name: c
                type: any
                deployments:
                  - { location: { lat: 52.5, lon: 13.4, district: zoo }, serial: old }
                  - { from: EXCHANGE, location: { lat: 52.5, lon: 13.4, district: zoo }, serial: new }
              m:
                name: m
                type: meter
                deployments:
                  - { location: { lat: 52.5, lon: 13.4, district: nord } }
                  - { from: MOVED, location: { lat: 52.4, lon: 13.4, district: sued } }
              n:
                name: n
                type: meter
                location: { lat: 52.5, lon: 13.4, district: nord }
                properties: { level: { reports: on-change } }
            bindings:
              native: { topic: "metrobed/v1/{testbed}/{gateway}/{thing}/up", decoder: native-json }
            """;

    private static final Duration STEP = Duration.ofMinutes(15);
    private static final Instant DAY = Times.NOON.minus(Duration.ofHours(36));
    private static final ReadingKind TOTAL = ReadingKind.of(Statistic.TOTAL);
    private static final String ENERGY = "/api/v1/windows?datastream=t/a/energy";

    private static final Instant MIDNIGHT = Times.NOON.minus(Duration.ofHours(12));

    private static ApiFixture api;
    private static long next = 100_000;

    @BeforeAll
    static void start() throws Exception {
        api = ApiFixture.start(
                POSTGRES,
                KAFKA,
                CatalogFiles.of(Map.of(
                        "t.yaml",
                        BUNDLE.replace("EXCHANGE", DAY.plusSeconds(34_200).toString())
                                .replace(
                                        "MOVED",
                                        DAY.plus(Duration.ofMinutes(750)).toString()))));
        LevelSeeds energy = new LevelSeeds("t/a/energy", STEP.toMillis(), TOTAL);
        LevelSeeds other = new LevelSeeds("t/b/energy", STEP.toMillis(), TOTAL);
        LevelSeeds exchanged = new LevelSeeds("t/c/energy", STEP.toMillis(), TOTAL);
        LevelSeeds moved = new LevelSeeds("t/m/gas", STEP.toMillis(), TOTAL);
        LevelSeeds stays = new LevelSeeds("t/n/gas", STEP.toMillis(), TOTAL);
        LevelSeeds rain = new LevelSeeds("t/a/rain", STEP.toMillis(), ReadingKind.of(Statistic.AMOUNT));
        for (int i = 0; i <= 96; i++) {
            Instant time = DAY.plus(STEP.multipliedBy(i));
            energy.add(time, i < 28 ? 439_498 + 2 * i : 2 * (i - 27)); // reset at 07:00
            other.add(time, 3 * i);
            exchanged.add(time, i < 38 ? 100 + i : 6_000 + i);
            rain.add(time, 0.5);
            moved.add(time, 2 * i);
            stays.add(time, 3 * i);
        }
        LevelSeeds level = new LevelSeeds("t/m/level", 3_600_000, ReadingKind.of(Statistic.INSTANT));
        level.add(DAY, 10);
        LevelSeeds onChange =
                new LevelSeeds("t/n/level", 3_600_000, new ReadingKind(Statistic.INSTANT, true, 0, Double.NaN));
        onChange.add(DAY, 20);
        LevelSeeds valve =
                new LevelSeeds("t/a/valve", 3_600_000, new ReadingKind(Statistic.INSTANT, true, 0, Double.NaN));
        valve.add(DAY, 0);
        valve.add(DAY.plus(Duration.ofMinutes(59)), 100);
        valve.add(DAY.plus(Duration.ofMinutes(60)), 0);
        valve.add(DAY.plus(Duration.ofMinutes(210)), 50);
        LevelSeeds lamp =
                new LevelSeeds("t/a/lamp", 3_600_000, new ReadingKind(Statistic.INSTANT, true, 5_400_000, Double.NaN));
        lamp.add(DAY, 80);
        LevelSeeds door = new LevelSeeds("t/a/door", 3_600_000, new ReadingKind(Statistic.STATE, true, 0, Double.NaN));
        door.add(DAY.plus(Duration.ofMinutes(10)), 0);
        door.add(DAY.plus(Duration.ofMinutes(30)), 1);
        door.add(DAY.plus(Duration.ofMinutes(35)), 0);
        LevelSeeds bolt = new LevelSeeds("t/b/door", 3_600_000, new ReadingKind(Statistic.STATE, true, 0, Double.NaN));
        bolt.add(DAY, 1);
        bolt.addMissing(DAY.plus(Duration.ofMinutes(30)));
        bolt.addMissing(DAY.plus(Duration.ofMinutes(70)));
        bolt.add(DAY.plus(Duration.ofMinutes(150)), 1);
        bolt.add(DAY.plus(Duration.ofMinutes(190)), 0);
        for (LevelSeeds seeds :
                List.of(energy, other, exchanged, rain, moved, stays, level, onChange, valve, lamp, door, bolt)) {
            api.append(RowWriters.windows(), seeds.rows(Times.NOON));
        }
        LevelSeeds gate =
                new LevelSeeds("t/a/gate", 86_400_000, new ReadingKind(Statistic.INSTANT, true, 0, Double.NaN));
        gate.add(Times.NOON.minus(Duration.ofHours(5)), 1);
        api.append(RowWriters.windows(), gate.rows(Times.NOON));
        api.append(RowWriters.observations(), List.of(gate(-300, 1), gate(-90, 0)));
        api.append(RowWriters.observations(), List.of(second(-90, 0.5)));
        Observation tide = new Observations(gate(-90, 1.5)).of("t/a/tide").build();
        Observation second = new Observations(second(-90, 3)).of("t/a/tide").build();
        api.append(RowWriters.observations(), List.of(tide));
        api.append(RowWriters.observations(), List.of(second));
        LevelSeeds closed = new LevelSeeds("t/a/tide", 3_600_000, ReadingKind.of(Statistic.INSTANT));
        closed.add(Instant.ofEpochMilli(tide.phenomenonMicros() / 1_000), 1.5);
        api.append(
                RowWriters.windows(),
                closed.rows(Times.NOON.minus(Duration.ofMinutes(80))).stream()
                        .map(window -> window.withRecordedMillis(
                                Times.NOON.toEpochMilli() - 3_600_000 - 20_000)) // the next reading closes it
                        .toList());
        surge();
        beforeMidnight("t/a/ebb", true, QualityFlag.GOOD);
        beforeMidnight("t/a/sluice", false, QualityFlag.GOOD);
        beforeMidnight("t/b/sluice", true, QualityFlag.SUSPECT);
        api.advance(Duration.ZERO);
        api.awaitCorrections();
    }

    private static Observation gate(int minute, double value) {
        return Observations.observation()
                .of("t/a/gate")
                .afterNoon(Duration.ofMinutes(minute))
                .value(value)
                .raw(0, 1_000 + minute, 0)
                .build();
    }

    /** A value that comes ten minutes later for the same time, and replaces the first one. */
    private static Observation second(int minute, double value) {
        return new Observations(gate(minute, value))
                .tests(TestBits.DUPLICATE | TestBits.REPLACES)
                .receivedAt(Times.NOON.plus(Duration.ofMinutes(minute + 10)))
                .raw(0, 9_000, 0)
                .build();
    }

    /** A value a minute; a backlog of 70 minutes closes the minute of a value that another has replaced. */
    private static void surge() throws SQLException {
        Instant start = Times.NOON.minus(Duration.ofMinutes(90));
        replaced("t/a/surge", start, start.plusSeconds(40));
        for (int i = 1; i <= 70; i++) {
            later(
                    "t/a/surge",
                    start.plusSeconds(60L * i),
                    start.plusSeconds(4_265).plusMillis(i),
                    QualityFlag.GOOD);
        }
    }

    /** A value of 23:30 is replaced at 23:40:10; a reading received at 00:00:05 closes hour and day. */
    private static void beforeMidnight(String datastream, boolean between, QualityFlag flag) throws SQLException {
        Instant start = MIDNIGHT.minus(Duration.ofMinutes(30));
        replaced(datastream, start, start.plusSeconds(610));
        if (between) {
            later(datastream, start.plusSeconds(1_200), start.plusSeconds(1_201), flag);
        }
        later(datastream, MIDNIGHT.plusSeconds(3), MIDNIGHT.plusSeconds(5), QualityFlag.GOOD);
    }

    private static void replaced(String datastream, Instant time, Instant second) throws SQLException {
        Observations first = Observations.observation().of(datastream).at(time);
        api.append(
                RowWriters.observations(),
                List.of(first.receivedAt(time.plusSeconds(1))
                        .value(9)
                        .raw(0, next++, 0)
                        .build()));
        api.append(
                RowWriters.observations(),
                List.of(first.receivedAt(second)
                        .value(3)
                        .tests(TestBits.DUPLICATE | TestBits.REPLACES)
                        .raw(0, next++, 0)
                        .build()));
    }

    private static void later(String datastream, Instant time, Instant received, QualityFlag flag) throws SQLException {
        api.append(
                RowWriters.observations(),
                List.of(Observations.observation()
                        .of(datastream)
                        .at(time)
                        .receivedAt(received)
                        .value(1)
                        .flag(flag)
                        .raw(0, next++, 0)
                        .build()));
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    @Test
    void increaseOfADayIsTheSumOfTheTrueIncrementsAndEachHourHasTheStepOverItsBegin() throws Exception {
        JsonNode day = items(ENERGY + "&window=P1D&datetime=" + DAY + "/P1D").get(0);
        assertThat(day.get("increase").asDouble()).isEqualTo(190);
        assertThat(day.get("resets").asLong()).isEqualTo(1);
        assertThat(day.get("unknown").isNull()).isTrue();
        assertThat(day.has("mean")).isFalse();
        List<JsonNode> hours = items(ENERGY + "&window=PT1H&agg=increase&datetime=" + DAY + "/PT24H");
        assertThat(hours).hasSize(24);
        assertThat(hours.get(0).get("increase").asDouble()).isEqualTo(6);
        assertThat(hours.subList(1, 24))
                .allSatisfy(hour -> assertThat(hour.get("increase").asDouble()).isEqualTo(8));
    }

    @Test
    void rowDoesNotDependOnTheRangeOrThePageItIsReadIn() throws Exception {
        JsonNode alone = items(
                        ENERGY + "&window=PT30M&agg=increase&datetime=" + DAY.plus(Duration.ofHours(9)) + "/PT30M")
                .get(0);
        assertThat(alone.get("increase").asDouble()).isEqualTo(4);
        JsonNode page = api.json(ENERGY + "&window=PT1H&agg=increase&limit=5&datetime=" + DAY + "/PT24H");
        List<Double> increases = new ArrayList<>();
        for (String next = ""; next != null; ) {
            page.get("items").forEach(item -> increases.add(item.get("increase").asDouble()));
            next = page.path("next").isTextual() ? page.get("next").asText() : null;
            page = next == null ? page : api.json(next.substring(next.indexOf("/api/")));
        }
        assertThat(increases).hasSize(24);
        assertThat(increases.subList(1, 24)).containsOnly(8.0);
    }

    @Test
    void totalOfAnotherDeviceIsNoStep() throws Exception {
        String meter = "/api/v1/windows?datastream=t/c/energy&agg=increase&datetime=";
        JsonNode day = items(meter + DAY + "/P1D&window=P1D").get(0);
        assertThat(day.get("increase").isNull()).isTrue();
        assertThat(day.get("unknown").asText()).isEqualTo("device-exchanged");
        List<JsonNode> halves = items(meter + DAY.plus(Duration.ofHours(9)) + "/PT90M&window=PT30M");
        assertThat(halves).extracting(half -> half.get("increase").asDouble()).containsExactly(2.0, 1.0, 2.0);
    }

    @Test
    void increasesOfAGroupAreAdded() throws Exception {
        JsonNode hour = items("/api/v1/windows?property=energy&group_by=zone&window=PT1H&agg=increase,resets&datetime="
                        + DAY.plus(Duration.ofHours(7)) + "/PT1H")
                .get(0);
        assertThat(hour.get("increase").asDouble()).isEqualTo(20);
        assertThat(hour.get("resets").asLong()).isEqualTo(1);
        assertThat(hour.get("datastreams").asInt()).isEqualTo(2);
    }

    @Test
    void lateReadingLeavesTheIncreaseUnknownAndTheAnswerSaysWhy() throws Exception {
        LevelSeeds late = new LevelSeeds("t/b/energy", STEP.toMillis(), TOTAL);
        late.add(DAY.plus(STEP).plusSeconds(5), 2);
        WindowRevision addition = late.rows(Times.NOON).stream()
                .filter(row -> row.sizeMillis() == 3_600_000)
                .findFirst()
                .orElseThrow()
                .with()
                .revision(9)
                .lateCount(1)
                .recordedMillis(Times.NOON_MILLIS)
                .build();
        // as release 0.1 wrote it: no correction is due, which would keep answers before it
        api.append(new TableWriter<>(WindowRows.TABLE), List.of(addition));
        String first = "/api/v1/windows?datastream=t/b/energy&window=PT1H&agg=increase,count&datetime=" + DAY + "/PT2H";
        JsonNode now = items(first).get(0);
        assertThat(now.get("increase").isNull()).isTrue();
        assertThat(now.get("unknown").asText()).isEqualTo("late-readings");
        assertThat(now.get("count").asLong()).isEqualTo(5);
        assertThat(items(first).get(1).get("increase").asDouble()).isEqualTo(12);
        JsonNode before = items(first + "&as_of=" + Times.NOON.minusSeconds(60)).get(0);
        assertThat(before.get("increase").asDouble()).isEqualTo(9);
    }

    @Test
    void aggregateWithoutMeaningIsRefusedByNameAndTheMessageSaysWhatIsPossible() throws Exception {
        for (String aggregate : List.of("sum", "mean", "total", "median", "transitions")) {
            assertThat(api.get(ENERGY + "&agg=" + aggregate).body())
                    .contains("is '" + aggregate + "', which has no meaning for the statistic total")
                    .contains("count, first, increase, last, resets");
        }
        assertThat(api.get("/api/v1/windows?datastream=t/a/power&agg=increase").statusCode())
                .isEqualTo(400);
    }

    @Test
    void amountsAreSummed() throws Exception {
        JsonNode day = items("/api/v1/windows?datastream=t/a/rain&window=P1D&agg=sum,total&datetime=" + DAY + "/P1D")
                .get(0);
        assertThat(day.get("sum").asDouble()).isEqualTo(48);
        assertThat(day.get("total").asDouble()).isEqualTo(48);
    }

    @Test
    void meanOfAValueReportedOnChangeIsTimeWeightedAndSilenceIsNoGap() throws Exception {
        List<JsonNode> hours = items(
                "/api/v1/windows?datastream=t/a/valve&window=PT1H&agg=mean,min,max,count&datetime=" + DAY + "/PT6H");
        assertThat(hours).hasSize(6);
        List<Double> means =
                hours.stream().map(hour -> hour.get("mean").asDouble()).toList();
        assertThat(means.get(0)).isCloseTo(100 / 60.0, within(1e-9));
        assertThat(means.subList(1, 6)).containsExactly(0.0, 0.0, 25.0, 50.0, 50.0);
        assertThat(hours)
                .allSatisfy(hour -> assertThat(hour.get("coverage").asDouble()).isEqualTo(1));
        assertThat(hours.get(2).get("count").asLong()).isZero();
        assertThat(hours.get(3).get("min").asDouble()).isZero();
        assertThat(hours.get(3).get("max").asDouble()).isEqualTo(50);
        JsonNode day = items("/api/v1/windows?datastream=t/a/valve&window=P1D&agg=mean&datetime=" + DAY + "/P1D")
                .get(0);
        assertThat(day.get("mean").asDouble()).isCloseTo((100 / 60.0 + 25 + 50 * 20) / 24, within(1e-9));
    }

    @Test
    void openWindowContainsTheNewestReadingBeforeALaterOneClosesItsMinute() throws Exception {
        String gate = "/api/v1/windows?datastream=t/a/gate&state=all&agg=mean,count,last&datetime="
                + Times.NOON.minus(Duration.ofHours(3)) + "/PT4H&window=";
        List<JsonNode> hours = items(gate + "PT1H&as_of=" + Times.NOON.minus(Duration.ofMinutes(80)));
        assertThat(hours)
                .hasSize(2)
                .allSatisfy(hour -> assertThat(hour.get("open").asBoolean()).isTrue());
        assertThat(hours.get(0).get("mean").asDouble()).isEqualTo(1);
        assertThat(hours.get(1).get("mean").asDouble())
                .as("30 minutes of 1, 10 minutes of 0")
                .isEqualTo(0.75);
        assertThat(hours.get(1).get("counts").get("good").asLong()).isEqualTo(1);
        assertThat(hours.get(1).get("parts").asLong()).as("nothing is stored").isZero();
        assertThat(hours.get(1).get("revision").isNull()).isTrue();

        hours = items(gate + "PT1H");
        assertThat(hours).hasSize(4);
        assertThat(hours)
                .as("it holds, and another value has replaced it")
                .extracting(hour -> hour.get("mean").asDouble())
                .containsExactly(1.0, 0.75, 0.5, 0.5);
        assertThat(hours.get(1).get("last").asDouble()).isEqualTo(0.5);
        assertThat(items("/api/v1/conflicts?datetime=2026-05-01&datastream=t/a/gate")
                        .get(0)
                        .get("stands")
                        .asText())
                .as("as the observation, whose window is open")
                .isEqualTo("first");
        JsonNode later = items("/api/v1/windows?datastream=t/a/gate&state=all&window=PT1H&agg=mean&datetime="
                        + Times.NOON + "/PT1H")
                .get(0);
        assertThat(later.get("mean").asDouble()).as("whatever the range").isEqualTo(0.5);
        assertThat(items(gate.replace("state=all", "state=closed") + "PT1H")).isEmpty();
    }

    @Test
    void valueThatReplacedTheNewestOneStaysWhileItsWindowCloses() throws Exception {
        String tide = "/api/v1/windows?datastream=t/a/tide&state=all&agg=last&datetime="
                + Times.NOON.minus(Duration.ofMinutes(90)) + "/PT1M&as_of=";
        Instant closing = Times.NOON.minus(Duration.ofHours(1));
        for (Duration before :
                List.of(Duration.ofMinutes(5), Duration.ofSeconds(20), Duration.ofMillis(1), Duration.ZERO)) {
            List<JsonNode> windows = items(tide + closing.minus(before));
            assertThat(windows).as("%s before the minute ends", before).hasSize(1);
            assertThat(windows.get(0).get("last").asDouble())
                    .as("%s before the minute ends", before)
                    .isEqualTo(3);
            assertThat(windows.get(0).get("open").asBoolean()).isEqualTo(!before.isZero());
        }
        assertThat(items(tide + Times.NOON.minus(Duration.ofMinutes(85)))
                        .get(0)
                        .get("last")
                        .asDouble())
                .as("before the second value came")
                .isEqualTo(1.5);
    }

    @Test
    void replacedValueStaysAwayWhileABacklogClosesMinutesThatAreNotStored() throws Exception {
        Instant start = Times.NOON.minus(Duration.ofMinutes(90));
        String surge = "/api/v1/windows?datastream=t/a/surge&state=all&agg=max,count&window=PT1M&datetime=" + start
                + "/PT70M&as_of=";
        assertThat(max(surge + start.plusSeconds(59))).isEqualTo(9);
        for (int seconds : List.of(60, 4_264, 4_266, 4_319, 4_320)) {
            List<JsonNode> minutes = items(surge + start.plusSeconds(seconds));
            assertThat(minutes).as("after %s s", seconds).hasSize(seconds < 4_266 ? 1 : 70);
            assertThat(minutes.get(0).get("max").asDouble())
                    .as("after %s s", seconds)
                    .isEqualTo(3);
            assertThat(minutes.get(0).get("open").asBoolean()).isEqualTo(seconds < 4_320);
            assertThat(minutes)
                    .allSatisfy(
                            minute -> assertThat(minute.get("count").asLong()).isEqualTo(1));
        }
    }

    @Test
    void replacedValueStaysAwayWhenALongWindowClosesLongAfterItWasReplaced() throws Exception {
        for (String window : List.of("P1D", "PT12H", "PT1H", "PT30M", "PT15M", "PT1M")) {
            String ebb = "/api/v1/windows?datastream=t/a/ebb&state=all&agg=max,count&window=" + window + "&datetime="
                    + MIDNIGHT.minus(Duration.ofDays(1)) + "/P1D&as_of=";
            assertThat(max(ebb + MIDNIGHT.minusSeconds(1_201))).isEqualTo(9);
            for (int seconds : List.of(-1_140, -60, 4, 5, 59, 60, 120)) {
                Instant asOf = MIDNIGHT.plusSeconds(seconds);
                assertThat(max(ebb + asOf)).as("%s at %s", window, asOf).isEqualTo(3);
                assertThat(items(ebb + asOf).stream()
                                .mapToLong(item -> item.get("count").asLong())
                                .sum())
                        .as("%s at %s", window, asOf)
                        .isEqualTo(seconds < -600 ? 1 : 2);
            }
        }
    }

    @Test
    void valueThatHoldsIntoARangeIsTheOneThatReplacedAnotherWhileWindowsClose() throws Exception {
        for (String datastream : List.of("t/a/sluice", "t/b/sluice")) {
            for (int seconds : List.of(4, 6, 59, 60)) {
                String sluice = "/api/v1/windows?datastream=" + datastream + "&state=all&agg=max&window=PT1H&as_of="
                        + MIDNIGHT.plusSeconds(seconds) + "&datetime=";
                List<JsonNode> both = items(sluice + MIDNIGHT.minusSeconds(3_600) + "/PT2H");
                assertThat(both).as("%s after %s s", datastream, seconds).hasSize(2);
                assertThat(both.get(0).get("max").asDouble()).isEqualTo(3);
                assertThat(items(sluice + MIDNIGHT + "/PT1H"))
                        .as("%s after %s s", datastream, seconds)
                        .isEqualTo(both.subList(1, 2));
                assertThat(both.get(1).get("max").asDouble())
                        .as("%s after %s s", datastream, seconds)
                        .isEqualTo(3);
            }
        }
    }

    private static double max(String path) throws Exception {
        return items(path).stream()
                .mapToDouble(item -> item.get("max").asDouble())
                .max()
                .orElseThrow();
    }

    @Test
    void valueIsBelievedNoLongerThanItsHold() throws Exception {
        List<JsonNode> hours =
                items("/api/v1/windows?datastream=t/a/lamp&window=PT1H&agg=mean&datetime=" + DAY + "/PT6H");
        assertThat(hours).hasSize(2);
        assertThat(hours.get(1).get("mean").asDouble()).isEqualTo(80);
        assertThat(hours.get(1).get("coverage").asDouble()).isEqualTo(0.5);
    }

    @Test
    void timeInEachStateIsToldByItsWord() throws Exception {
        List<JsonNode> hours = items("/api/v1/windows?datastream=t/a/door&window=PT1H&datetime=" + DAY + "/PT3H");
        assertThat(hours).hasSize(3);
        assertThat(hours.get(0).get("timeInState").get("closed").asDouble()).isEqualTo(45 * 60);
        assertThat(hours.get(0).get("timeInState").get("open").asDouble()).isEqualTo(5 * 60);
        assertThat(hours.get(0).get("transitions").asLong()).isEqualTo(2);
        assertThat(hours.get(0).get("coverage").asDouble()).isCloseTo(50 / 60.0, within(1e-9));
        assertThat(hours.get(0).has("mean")).isFalse();
        assertThat(hours.get(2).get("timeInState").get("closed").asDouble()).isEqualTo(3_600);
        assertThat(hours.get(2).get("mode").asDouble()).isZero();
        assertThat(hours.get(2).get("transitions").asLong()).isZero();
        assertThat(api.get("/api/v1/windows?datastream=t/a/door&window=PT1H&agg=time-in-state&f=csv&datetime=" + DAY
                                + "/PT1H")
                        .body())
                .contains("closed=2700.0;open=300.0");
        assertThat(api.get("/api/v1/windows?datastream=t/a/door&agg=mean").statusCode())
                .isEqualTo(400);
    }

    @Test
    void groupOfHeldValuesWeighsTheirTimeAndCountsTheMemberThatIsNotKnown() throws Exception {
        JsonNode hour = items("/api/v1/windows?property=lamp&group_by=zone&window=PT1H&agg=mean,min,max&datetime=" + DAY
                        + "/PT1H")
                .get(0);
        assertThat(hour.get("mean").asDouble()).isEqualTo(80);
        assertThat(hour.get("min").isNull()).isTrue();
        assertThat(hour.get("coverage").asDouble()).isEqualTo(0.5);
    }

    @Test
    void meterThatWasMovedCountsInTheZoneOfItsTimeWithTheStepOverTheMove() throws Exception {
        String zones = "/api/v1/windows?property=gas&group_by=zone&agg=increase,count";
        List<JsonNode> twelve = items(zones + "&window=PT1H&datetime=" + DAY.plus(Duration.ofHours(12)) + "/PT1H");
        assertThat(twelve).hasSize(1);
        assertThat(twelve.get(0).get("group").asText()).isEqualTo("t/nord");
        assertThat(twelve.get(0).get("increase").asDouble()).isEqualTo(20);
        assertThat(twelve.get(0).get("count").asLong()).isEqualTo(8);
        List<JsonNode> thirteen = items(zones + "&window=PT1H&datetime=" + DAY.plus(Duration.ofHours(13)) + "/PT1H");
        assertThat(thirteen)
                .extracting(
                        hour -> hour.get("group").asText(),
                        hour -> hour.get("increase").asDouble())
                .containsExactly(tuple("t/nord", 12.0), tuple("t/sued", 8.0));
        assertThat(items(zones + "&window=PT2H&datetime=" + DAY.plus(Duration.ofHours(12)) + "/PT2H"))
                .hasSize(2)
                .allSatisfy(hours -> {
                    assertThat(hours.get("increase").isNull()).isTrue();
                    assertThat(hours.get("unknown").asText()).isEqualTo("moved");
                });
    }

    @Test
    void meanOfAGroupInWhichSomeValuesHoldAndSomeDoNotIsNotKnown() throws Exception {
        JsonNode hour = items("/api/v1/windows?property=level&group_by=testbed&window=PT1H&agg=mean,count&datetime="
                        + DAY + "/PT1H")
                .get(0);
        assertThat(hour.get("count").asLong()).isEqualTo(2);
        assertThat(hour.get("mean").isNull()).isTrue();
        assertThat(hour.get("unknown").asText()).isEqualTo("mixed");
        assertThat(hour.get("coverage").asDouble()).isEqualTo(1);
    }

    @Test
    void missingReadingEndsTheValueThatHeldAndAnAnswerThatBeginsLaterKnowsIt() throws Exception {
        String bolt = "/api/v1/windows?datastream=t/b/door&window=PT1H&datetime=";
        List<JsonNode> hours = items(bolt + DAY + "/PT4H");
        assertThat(hours)
                .extracting(
                        hour -> hour.get("timeInState").path("open").asDouble(),
                        hour -> hour.get("coverage").asDouble(),
                        hour -> hour.get("transitions").asLong())
                .containsExactly(
                        tuple(1_800.0, 0.5, 0L), tuple(0.0, 0.0, 0L), tuple(1_800.0, 0.5, 0L), tuple(600.0, 1.0, 1L));
        assertThat(items(bolt + DAY.plusSeconds(3_600) + "/PT1H")
                        .get(0)
                        .get("coverage")
                        .asDouble())
                .isZero();
        assertThat(items(bolt + DAY.plus(Duration.ofHours(2)) + "/PT2H")).isEqualTo(hours.subList(2, 4));
    }

    @Test
    void reasonComesWithTheMeanThatItExplainsAlsoInCsv() throws Exception {
        String valve = "/api/v1/windows?datastream=t/a/valve&window=PT1H&qc=good,suspect&agg=mean,min,max&datetime="
                + DAY + "/PT1H";
        JsonNode hour = items(valve).get(0);
        assertThat(List.of(
                        hour.get("mean").isNull(),
                        hour.get("min").isNull(),
                        hour.get("max").isNull()))
                .containsOnly(true);
        assertThat(hour.get("unknown").asText()).isEqualTo("other-qc");
        assertThat(api.get(valve + "&f=csv").body()).contains("unknown").contains("other-qc");
        JsonNode usual = items(
                        "/api/v1/profiles?datastream=t/a/valve&qc=good,suspect&agg=mean&datetime=" + DAY + "/PT24H")
                .get(0);
        assertThat(usual.get("mean").isNull()).isTrue();
        assertThat(usual.get("unknown").asText()).isEqualTo("other-qc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"valve", "lamp", "door"})
    void profileOfOneDayHasTheCoverageAndMeanOfEachHour(String property) throws Exception {
        for (Instant from : List.of(DAY, DAY.plus(Duration.ofHours(2)))) {
            String asked = "datastream=t/a/" + property + "&tz=UTC&datetime=" + from + "/PT10H";
            Map<String, String> hours = new TreeMap<>();
            for (JsonNode hour : items("/api/v1/windows?window=PT1H&" + asked)) {
                hours.put(hour.get("start").asText().substring(11, 13), known(hour));
            }
            assertThat(hours.isEmpty())
                    .as("the lamp goes out within two hours")
                    .isEqualTo(property.equals("lamp") && from.isAfter(DAY));
            for (JsonNode hour : items("/api/v1/profiles?" + asked)) {
                assertThat(known(hour))
                        .as("%s", hour)
                        .isEqualTo(hours.getOrDefault(hour.get("label").asText().substring(0, 2), "0.0 null"));
            }
        }
    }

    private static String known(JsonNode hour) {
        return hour.get("coverage").asText() + " " + hour.path("mean").asText("null");
    }

    @Test
    void groupSaysWhetherItsReadingsOrTheirTimeHaveEqualWeight() throws Exception {
        String hour = "&group_by=zone&window=PT1H&datetime=" + DAY + "/PT1H&property=";
        assertThat(items("/api/v1/windows?agg=mean" + hour + "lamp")
                        .get(0)
                        .get("weight")
                        .asText())
                .isEqualTo("time");
        assertThat(items("/api/v1/windows?agg=sum" + hour + "rain")
                        .get(0)
                        .get("weight")
                        .asText())
                .isEqualTo("reading");
    }

    @Test
    void coverageOfHeldValuesWhoseOrderIsNotKnownIsThatOfTheirReadings() throws Exception {
        JsonNode hour = items("/api/v1/windows?datastream=t/a/valve&window=PT1H&qc=good,suspect&agg=count&datetime="
                        + DAY + "/PT1H")
                .get(0);
        assertThat(hour.get("coverage").asDouble()).isEqualTo(1);
        assertThat(hour.get("incomplete").asBoolean()).isFalse();
    }

    private static List<JsonNode> items(String path) throws Exception {
        return api.items(path);
    }
}
