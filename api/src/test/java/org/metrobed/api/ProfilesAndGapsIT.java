package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.analysis.quality.GrossRange;
import org.metrobed.analysis.quality.Spike;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEventBuilder;
import org.metrobed.model.Finding;
import org.metrobed.model.Liveness;
import org.metrobed.model.LivenessBuilder;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Severity;
import org.metrobed.model.Verdicts;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.model.window.WindowRevisionBuilder;
import org.metrobed.store.RowWriters;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;
import org.metrobed.testkit.Times;

/** Profiles and gaps on real rows. */
class ProfilesAndGapsIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final String STATION = "city/station/pm25";
    private static final String PARK = "city/park/pm25";
    private static final String BRIDGE = "city/bridge/strain";
    private static final Instant BEFORE_SUMMER_TIME = Instant.parse("2026-03-27T23:00:00Z");
    private static final String DAYS =
            "/api/v1/profiles?datastream=" + STATION + "&datetime=2026-03-27T23:00:00Z/2026-03-29T22:00:00Z";
    private static final String FIRST_HOURS =
            "&datetime=2026-05-01T00:00:00Z/2026-05-01T12:00:00Z&as_of=2026-05-01T12:10:00Z";

    private static ApiFixture api;

    @BeforeAll
    static void start() throws Exception {
        api = ApiFixture.start(POSTGRES, KAFKA);
        api.append(RowWriters.windows(), windows());
        List<Observation> rows = new ArrayList<>();
        rows.addAll(station());
        rows.addAll(bridge());
        api.append(RowWriters.observations(), rows);
        api.append(RowWriters.alertEvents(), silence());
        api.append(RowWriters.liveness(), liveness());
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    @Test
    void localClockDecidesTheHourWhenSummerTimeBegins() throws Exception {
        JsonNode items = api.json(DAYS + "&by=hour-of-day&tz=Europe/Paris").get("items");
        Map<Integer, List<Double>> naive = naive("Europe/Paris");
        assertThat(items).hasSize(24);
        for (JsonNode item : items) {
            List<Double> values = naive.get(item.get("key").asInt());
            assertThat(item.at("/counts/good").asInt()).isEqualTo(values.size());
            assertThat(item.get("mean").asDouble())
                    .isCloseTo(
                            values.stream()
                                    .mapToDouble(Double::doubleValue)
                                    .average()
                                    .orElseThrow(),
                            within(1e-9));
            assertThat(item.get("expected").asLong())
                    .isEqualTo(360L * item.get("days").asInt());
            assertThat(item.get("coverage").asDouble()).isCloseTo(2 / 360.0 * 60, within(1e-9));
        }
        JsonNode skipped = items.get(2);
        assertThat(skipped.get("label").asText()).isEqualTo("02:00");
        assertThat(skipped.get("days").asInt())
                .as("the clock shows two only on Saturday")
                .isEqualTo(1);
        assertThat(skipped.get("hours").asDouble()).isEqualTo(1);
        assertThat(items.get(3).get("days").asInt()).isEqualTo(2);
    }

    @Test
    void weekdayOf23HoursExpectsFewerReadings() throws Exception {
        JsonNode items =
                api.json(DAYS + "&by=day-of-week&tz=Europe/Paris&agg=mean").get("items");
        assertThat(texts(items, "label")).containsExactly("Saturday", "Sunday");
        assertThat(items.get(0).get("expected").asLong()).isEqualTo(24 * 360);
        assertThat(items.get(1).get("expected").asLong()).isEqualTo(23 * 360);
        assertThat(items.get(1).at("/counts/good").asInt()).isEqualTo(23 * 120);
        assertThat(items.get(1).has("p50")).isFalse();
        assertThat(items.get(1).has("sd")).isFalse();
    }

    @Test
    void monthKeepsReadingsThatAreSuspectApart() throws Exception {
        String month = DAYS + "&by=month&agg=mean,p50,max";
        JsonNode march = api.json(month).at("/items/0");
        JsonNode both = api.json(month + "&qc=1,3").at("/items/0");
        JsonNode suspect = api.json(month + "&qc=3").at("/items/0");
        assertThat(march.get("label").asText()).isEqualTo("March");
        assertThat(suspect.get("max").asDouble()).isEqualTo(999);
        assertThat(suspect.get("p50").asDouble()).isCloseTo(999, within(9.99));
        assertThat(march.get("max").asDouble()).isLessThan(100);
        assertThat(both.get("max").asDouble()).isEqualTo(999);
        assertThat(both.at("/counts/suspect").asInt()).isEqualTo(47);
        assertThat(both.at("/counts/fail").asInt()).isEqualTo(47 * 60);
    }

    @Test
    void profilesGoOnFromPageToPage() throws Exception {
        String all = "/api/v1/profiles?property=pm25&datetime=2026-03-28/2026-03-29&by=hour-of-day&agg=mean";
        List<String> whole = rows(api.json(all));
        List<String> paged = new ArrayList<>();
        String next = all + "&limit=7";
        while (next != null) {
            JsonNode page = api.json(next);
            paged.addAll(rows(page));
            next = page.get("next").isNull() ? null : page.get("next").asText();
        }
        assertThat(whole).hasSize(48);
        assertThat(paged).isEqualTo(whole);
        HttpResponse<String> csv = api.get(all + "&f=csv");
        assertThat(csv.body().lines()).hasSize(49);
        assertThat(csv.body()).startsWith("datastream,by,zone,key,label,unit,counts_good,");
        assertThat(api.get(all + "&f=ndjson").body().lines()).hasSize(48);
    }

    @Test
    void nothingIsExpectedOfTimeThatHasNotBeen() throws Exception {
        JsonNode answer = api.json("/api/v1/profiles?datastream=" + PARK
                + "&datetime=2026-05-01T00:00:00Z/2026-06-01&by=month&as_of=2026-05-01T12:00:30Z");
        assertThat(answer.get("datetime").asText()).isEqualTo("2026-05-01T00:00:00.000Z/2026-05-01T12:00:00.000Z");
        assertThat(answer.at("/items/0/expected").asLong()).isEqualTo(12 * 360);
        assertThat(answer.at("/items/0/mean").isNull()).isTrue();
        assertThat(answer.at("/items/0/coverage").asDouble()).isZero();
    }

    @Test
    void nightOfSeventeenHoursIsOneGap() throws Exception {
        JsonNode gaps = api.json(
                        "/api/v1/gaps?datastream=" + BRIDGE + "&datetime=2026-04-29T12:00:00Z/2026-05-01T00:00:00Z")
                .get("items");
        assertThat(texts(gaps, "from")).containsExactly("2026-04-29T12:00:00.000Z", "2026-04-30T01:00:00.000Z");
        JsonNode night = gaps.get(1);
        assertThat(night.get("to").asText()).isEqualTo("2026-04-30T18:00:00.000Z");
        assertThat(night.get("lengthSeconds").asDouble()).isEqualTo(17 * 3_600);
        assertThat(night.get("missing").asLong()).isEqualTo(17 * 360 - 1);
        assertThat(night.get("interval").asText()).isEqualTo("PT10S");
        assertThat(night.get("cause").asText()).isEqualTo("not-received");
        assertThat(gaps.get(0).get("cause").asText()).isEqualTo("before-first");
        assertThat(gaps.get(0).get("openStart").asBoolean()).isTrue();
        assertThat(gaps.get(0).get("openEnd").asBoolean()).isFalse();
    }

    @Test
    void causesAreNamedWhereTheyAreKnown() throws Exception {
        JsonNode gaps =
                api.json("/api/v1/gaps?datastream=" + STATION + FIRST_HOURS).get("items");
        assertThat(texts(gaps, "cause"))
                .containsExactly("before-first", "withheld-by-quality", "ingest-down", "not-received", "after-last");
        JsonNode withheld = gaps.get(1);
        assertThat(texts(withheld.get("tests"))).containsExactly("spike");
        assertThat(withheld.at("/withheld/fail").asInt()).isEqualTo(30);
        assertThat(withheld.get("missing").asInt()).isEqualTo(30);
        assertThat(gaps.get(2).get("detail").asText()).contains("ingest metrobed-ingest is silent");
        assertThat(gaps.get(4).get("openEnd").asBoolean()).isTrue();
        assertThat(gaps.get(4).get("to").asText()).as("clipped to the range").isEqualTo("2026-05-01T12:00:00.000Z");
    }

    @Test
    void gatewayThatIsSilentSinceExplainsWhatLasts() throws Exception {
        String now = "/api/v1/gaps?datastream=" + STATION + "&datetime=2026-05-01T03:00:00Z/..";
        JsonNode lasting = api.json(now).at("/items/0");
        assertThat(lasting.get("cause").asText()).isEqualTo("gateway-offline");
        assertThat(lasting.get("detail").asText())
                .isEqualTo("gateway city/gw was last seen at 2026-05-01T04:00:05.000Z"
                        + " and has been offline since 2026-05-01T04:01:30.000Z");
        assertThat(lasting.get("to").asText())
                .as("it lasts to the log time, less the mean of ten seconds that is not due yet")
                .isEqualTo("2026-05-01T12:19:50.000Z");
        assertThat(api.json(now + "&as_of=2026-05-01T12:00:00Z")
                        .at("/items/0/cause")
                        .asText())
                .as("of an earlier log time liveness is not kept")
                .isEqualTo("after-last");
    }

    @Test
    void lastMinuteIsTheOneBeforeTheLogTimeInEveryList() throws Exception {
        String minute = "?testbed=city&datetime=PT1M/..";
        for (String asOf : List.of("", "&as_of=2026-05-01T12:00:30Z")) {
            String end = asOf.isEmpty() ? "2026-05-01T12:20:00.000Z" : "2026-05-01T12:00:30.000Z";
            String start = asOf.isEmpty() ? "2026-05-01T12:19:00.000Z" : "2026-05-01T11:59:30.000Z";
            assertThat(range("/api/v1/gaps" + minute + asOf)).isEqualTo(start + "/" + end);
            for (String list : List.of("observations", "windows", "conflicts", "alerts")) {
                assertThat(range("/api/v1/" + list + minute + asOf)).as(list).startsWith(start + "/");
            }
        }
    }

    private static String range(String path) throws Exception {
        return api.get(path).headers().firstValue("Metrobed-Datetime").orElseThrow();
    }

    @Test
    void flagsAndLengthThatCountAreChosen() throws Exception {
        String path = "/api/v1/gaps?datastream=" + STATION + FIRST_HOURS;
        assertThat(texts(api.json(path + "&longer_than=PT30M").get("items"), "cause"))
                .containsExactly("before-first", "not-received", "after-last");
        JsonNode strict = api.json(path + "&qc=1&longer_than=PT1M").get("items");
        assertThat(texts(strict.get(1).get("tests")))
                .as("what is suspect is withheld too")
                .containsExactly("gross-range");
        assertThat(strict.at("/1/withheld/suspect").asInt()).isEqualTo(12);
    }

    @Test
    void gapsGoOnFromPageToPage() throws Exception {
        String all = "/api/v1/gaps?testbed=city&datetime=2026-04-29T12:00:00Z/..";
        List<String> whole = rows(api.json(all));
        List<String> paged = new ArrayList<>();
        String next = all + "&limit=1";
        while (next != null) {
            JsonNode page = api.json(next);
            paged.addAll(rows(page));
            next = page.get("next").isNull() ? null : page.get("next").asText();
        }
        assertThat(whole).hasSize(3 + 1 + 5);
        assertThat(paged).isEqualTo(whole);
        assertThat(api.get(all + "&f=csv").body().lines()).hasSize(10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "profiles?by=year | by | one of hour-of-day, day-of-week, month",
                "profiles?tz=Mars/Olympus | tz | time zone such as",
                "profiles?agg=p33 | agg | one of direction, max, mean, min, p05",
                "profiles?property=pm25&agg=mean,sum | agg | 'sum', which has no meaning for the statistic mean",
                "windows?property=pm25&agg=mean,total | agg | 'total', which has no meaning for the statistic mean",
                "windows?property=strain&agg=direction | agg | no meaning for the statistic instant",
                "profiles?qc=4 | qc | one of good, suspect, 1, 3",
                "gaps?longer_than=5min | longer_than | positive ISO 8601 duration",
                "gaps?longer_than=-PT5M | longer_than | positive ISO 8601 duration",
                "gaps?datastream=city/gone/pm25 | datastream | 'city/gone/pm25', which no version of the catalog has",
                "gaps?qc=9 | qc | one of good, not-evaluated, suspect, 1, 2, 3"
            })
    void badParameterIsAProblemThatNamesItAndTheRule(String path, String parameter, String rule) throws Exception {
        HttpResponse<String> response = api.get("/api/v1/" + path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        JsonNode problem = ApiFixture.parse(response.body());
        assertThat(problem.at("/errors/0/parameter").asText()).isEqualTo(parameter);
        assertThat(problem.at("/errors/0/rule").asText()).contains(rule);
    }

    @ParameterizedTest
    @CsvSource({"profiles, Profile", "gaps, Gap"})
    void answersHaveTheFieldsThatTheDocumentTells(String path, String schema) throws Exception {
        JsonNode told = api.json("/openapi.json").at("/components/schemas/" + schema + "/properties");
        JsonNode item = api.json("/api/v1/" + path + "?datastream=" + STATION).at("/items/0");
        List<String> fields = new ArrayList<>();
        told.fieldNames().forEachRemaining(fields::add);
        List<String> there = new ArrayList<>();
        item.fieldNames().forEachRemaining(there::add);
        assertThat(there).isNotEmpty().isEqualTo(fields);
    }

    /**
     * Saturday and the Sunday of 23 hours: two good readings in each minute; one suspect and sixty failed readings in
     * each hour.
     */
    private static List<WindowRevision> windows() {
        List<WindowRevision> rows = new ArrayList<>();
        for (int minute = 0; minute < 47 * 60; minute++) {
            Instant start = BEFORE_SUMMER_TIME.plus(Duration.ofMinutes(minute));
            long micros = Times.micros(start);
            Summary suspect = minute % 60 == 0 ? Summary.of(999, micros + 3) : Summary.EMPTY;
            Summary good = Summary.of(value(minute), micros).add(value(minute) + 1, micros + 1);
            rows.add(WindowRevisionBuilder.builder()
                    .datastream(STATION)
                    .sizeMillis(60_000)
                    .startMicros(micros)
                    .recordedMillis(start.plusSeconds(90).toEpochMilli())
                    .intervalMillis(10_000)
                    .good(good)
                    .suspect(suspect)
                    .failCount(1)
                    .build());
        }
        return rows;
    }

    private static double value(int minute) {
        return minute * 37 % 90;
    }

    private static Map<Integer, List<Double>> naive(String zone) {
        Map<Integer, List<Double>> values = new TreeMap<>();
        for (int minute = 0; minute < 47 * 60; minute++) {
            Instant start = BEFORE_SUMMER_TIME.plus(Duration.ofMinutes(minute));
            values.computeIfAbsent(start.atZone(ZoneId.of(zone)).getHour(), key -> new ArrayList<>())
                    .addAll(List.of(value(minute), value(minute) + 1));
        }
        return values;
    }

    /**
     * From 01:00 to 04:00 on the first of May: five minutes withheld at 01:10, ten minutes missing at 01:30 while
     * ingest was silent, an hour missing at 02:00; one suspect minute at 01:02.
     */
    private static List<Observation> station() {
        List<Observation> rows = new ArrayList<>();
        Instant start = Instant.parse("2026-05-01T01:00:00Z");
        for (int second = 0; second <= 3 * 3_600; second += 10) {
            int minute = second / 60;
            boolean lost = (minute >= 30 && minute < 40) || (minute >= 60 && minute < 120);
            QualityFlag flag = minute >= 10 && minute < 15
                    ? QualityFlag.FAIL
                    : minute == 2 || minute == 3 ? QualityFlag.SUSPECT : QualityFlag.GOOD;
            if (!lost) {
                rows.add(observation(STATION, start.plusSeconds(second), flag));
            }
        }
        return rows;
    }

    /** Hours of the previous day with a gap of seventeen hours in the night. */
    private static List<Observation> bridge() {
        List<Observation> rows = new ArrayList<>();
        Instant start = Instant.parse("2026-04-30T00:00:00Z");
        for (int second = 0; second <= 24 * 3_600; second += 10) {
            if (second <= 3_600 || second >= 18 * 3_600) {
                rows.add(observation(BRIDGE, start.plusSeconds(second), QualityFlag.GOOD));
            }
        }
        return rows;
    }

    private static List<AlertEvent> silence() {
        Instant onset = Instant.parse("2026-05-01T01:29:55Z");
        return List.of(
                silence(0, AlertEvent.Kind.OPENED, onset, onset.plusSeconds(60)),
                silence(1, AlertEvent.Kind.RESOLVED, onset, onset.plusSeconds(605)));
    }

    private static AlertEvent silence(int sequence, AlertEvent.Kind kind, Instant onset, Instant at) {
        return AlertEventBuilder.builder()
                .alertId("silence")
                .sequence(sequence)
                .kind(kind)
                .datastream("metrobed/pipeline/ingest")
                .detector("ingest-silent")
                .severity(Severity.CRITICAL)
                .onsetMicros(Times.micros(onset))
                .atMicros(Times.micros(at))
                .recordedMillis(at.toEpochMilli())
                .observed(60)
                .peak(60)
                .expectedLow(Double.NaN)
                .expectedHigh(60)
                .message("no data has come in: ingest metrobed-ingest is silent")
                .catalogVersion(-1)
                .finding(Finding.THRESHOLD)
                .build();
    }

    private static List<Liveness> liveness() {
        long heard = Instant.parse("2026-05-01T04:00:05Z").toEpochMilli();
        return List.of(
                LivenessBuilder.builder()
                        .kind(Liveness.Kind.GATEWAY)
                        .id("city/gw")
                        .gateway("")
                        .heardMillis(heard)
                        .phenomenonMicros(Long.MIN_VALUE)
                        .status(Liveness.Status.OFFLINE)
                        .statusMillis(heard + 85_000)
                        .build(),
                LivenessBuilder.builder()
                        .kind(Liveness.Kind.THING)
                        .id("city/station")
                        .gateway("city/gw")
                        .heardMillis(heard)
                        .phenomenonMicros(Long.MIN_VALUE)
                        .status(Liveness.Status.UNKNOWN)
                        .build());
    }

    private static Observation observation(String datastream, Instant time, QualityFlag flag) {
        int slot = flag == QualityFlag.FAIL ? Spike.TEST.slot() : GrossRange.TEST.slot();
        return ObservationBuilder.builder()
                .datastream(datastream)
                .phenomenonMicros(Times.micros(time))
                .result(1)
                .flag(flag)
                .tests(TestBits.with(Verdicts.NONE, slot, flag))
                .cause(Observation.Cause.ARRIVAL)
                .raw(new RawPosition(0, time.getEpochSecond(), 0))
                .receivedMillis(time.toEpochMilli() + 500)
                .build();
    }

    private static List<String> rows(JsonNode answer) {
        return StreamSupport.stream(answer.get("items").spliterator(), false)
                .map(JsonNode::toString)
                .toList();
    }

    private static List<String> texts(JsonNode items, String field) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.get(field).asText())
                .toList();
    }

    private static List<String> texts(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
