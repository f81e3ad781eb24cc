package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.RowWriters;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;
import org.metrobed.testkit.Times;

/** Windows of sizes, zones, aggregates, gaps and groups on real rows of all stored sizes. */
class WindowsIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final String STATION = "/api/v1/windows?datastream=city/station/pm25";
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final Instant FIRST = Instant.parse("2026-03-20T00:00:00Z");
    /** The watermark of a datastream at the end, between two quarter hours. */
    private static final Instant CLOCK = Times.NOON.plus(Duration.ofMinutes(19));

    private static final LevelSeeds READINGS = new LevelSeeds("city/station/pm25", STEP.toMillis());
    private static ApiFixture api;

    @BeforeAll
    static void start() throws Exception {
        api = ApiFixture.start(POSTGRES, KAFKA);
        Duration gap = Duration.ofHours(3);
        for (Instant time = FIRST; time.isBefore(CLOCK); time = time.plus(STEP)) {
            boolean missing = !time.isBefore(Times.NOON.minus(gap.multipliedBy(3)))
                    && time.isBefore(Times.NOON.minus(gap.multipliedBy(2)));
            if (!missing) {
                READINGS.add(time, (double) (time.getEpochSecond() / 300 % 1_000));
            }
        }
        api.append(RowWriters.windows(), READINGS.rows(CLOCK));
        LevelSeeds park = new LevelSeeds("city/park/pm25", STEP.toMillis());
        for (int i = 0; i < 12; i++) {
            park.add(Times.NOON.minus(Duration.ofHours(2)).plus(STEP.multipliedBy(i)), 7);
        }
        api.append(RowWriters.windows(), park.rows(Times.NOON));
        api.advance(Duration.ZERO);
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Paris, 2026-03-29, PT23H, 2026-03-29T00:00:00+01:00, PT1H",
        "Europe/Paris, 2026-03-30, PT24H, 2026-03-30T00:00:00+02:00, PT1H",
        "Australia/Sydney, 2026-04-05, PT25H, 2026-04-05T00:00:00+11:00, PT1H",
        "Australia/Lord_Howe, 2026-04-05, PT24H30M, 2026-04-05T00:00:00+11:00, PT15M",
        "Asia/Kolkata, 2026-04-05, PT24H, 2026-04-05T00:00:00+05:30, PT15M",
        "America/New_York, 2026-04-05, PT24H, 2026-04-05T00:00:00-04:00, PT1H",
        "UTC, 2026-04-05, PT24H, 2026-04-05T00:00:00Z, P1D",
    })
    void localDayHoldsItsReadingsWhateverItsLength(
            String zone, LocalDate date, Duration length, String localStart, String level) throws Exception {
        Instant from = date.atStartOfDay(ZoneId.of(zone)).toInstant();
        JsonNode day = api.json(
                        STATION + "&window=P1D&tz=" + zone + "&agg=mean,count,first,p95&datetime=" + from + "/PT1S")
                .at("/items/0");
        Summary readings = READINGS.summary(from, from.plus(length));
        assertThat(day.get("start").asText()).isEqualTo(from.toString().replace("Z", ".000Z"));
        assertThat(day.get("end").asText())
                .isEqualTo(from.plus(length).toString().replace("Z", ".000Z"));
        assertThat(day.get("localStart").asText()).isEqualTo(localStart);
        assertThat(day.get("size").asText()).isEqualTo("P1D");
        assertThat(day.get("level").asText()).isEqualTo(level);
        assertThat(day.get("count").asLong()).isEqualTo(readings.count());
        assertThat(day.get("expected").asLong()).isEqualTo(length.dividedBy(STEP));
        assertThat(day.get("coverage").asDouble()).isEqualTo(1);
        assertThat(day.get("mean").asDouble()).isCloseTo(readings.mean(), within(1e-9));
        assertThat(day.get("first").asDouble()).isEqualTo(readings.first());
        assertThat(day.get("p95").asDouble()).isEqualTo(readings.quantiles().at(0.95));
        assertThat(day.has("sd")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Paris, P1D, 2026-03-29/P1D, 2026-03-29T00:00:00+01:00",
        "Europe/Paris, P1D, 2026-03-29, 2026-03-29T00:00:00+01:00",
        "Europe/Paris, P1D, 2026-03-28/P2D, 2026-03-28T00:00:00+01:00 2026-03-29T00:00:00+01:00",
        "Europe/Paris, P1M, 2026-04-01/P1M, 2026-04-01T00:00:00+02:00",
        "Europe/Paris, P1W, 2026-03-30/P1W, 2026-03-30T00:00:00+02:00",
        "America/New_York, P1D, P1D/2026-03-29, 2026-03-28T00:00:00-04:00",
        "Asia/Kolkata, PT12H, 2026-04-05, 2026-04-05T00:00:00+05:30 2026-04-05T12:00:00+05:30",
    })
    void rangeByDateGivesTheRowsOfThoseDates(String zone, String size, String range, String localStarts)
            throws Exception {
        String path = STATION + "&window=" + size + "&tz=" + zone + "&agg=count&datetime=" + range;
        List<String> starts = new ArrayList<>();
        List<String> times = new ArrayList<>();
        for (JsonNode item : api.json(path).get("items")) {
            starts.add(item.get("localStart").asText());
            times.add(item.get("localTime").asText());
        }
        assertThat(starts).containsExactly(localStarts.split(" "));
        assertThat(times)
                .containsExactlyElementsOf(starts.stream()
                        .map(start -> start.substring(0, "2026-03-29T00:00:00".length()))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "datastream=city/station/pm25&window=PT15M&datetime=2026-04-30/2026-05-02, 7",
        "datastream=city/station/pm25&window=PT1M&datetime=2026-05-01/2026-05-02, 50",
        "testbed=city&window=PT1H&datetime=2026-04-28/2026-05-02, 9",
        "testbed=city&window=PT1H&datetime=2026-04-30/2026-05-02&fill=linear&fill_limit=2, 20",
        "testbed=city&window=P1D&tz=Europe/Paris&datetime=2026-03-20/2026-05-02&state=all, 5",
        "testbed=city&window=P1M&datetime=2026-01-01/2026-06-01&state=all, 1",
        "testbed=city&window=PT1H&group_by=testbed&datetime=2026-04-30/2026-05-02, 4",
        "testbed=city&window=PT1H&revisions=all&datetime=2026-05-01/2026-05-02, 3"
    })
    void windowsAreReadFromEitherEnd(String query, int limit) throws Exception {
        List<JsonNode> ascending = items("/api/v1/windows?" + query + "&limit=1000");
        List<JsonNode> descending = items("/api/v1/windows?" + query + "&order=desc&limit=" + limit);
        Collections.reverse(descending);
        assertThat(ascending).isNotEmpty().isEqualTo(descending);
    }

    @Test
    void newestWindowsNeedNoDatetime() throws Exception {
        List<JsonNode> hours = items(STATION + "&window=PT1H&datetime=2026-05-01/P1D");
        JsonNode newest = api.json(STATION + "&window=PT1H&order=desc&limit=2").get("items");
        assertThat(newest).containsExactly(hours.get(hours.size() - 1), hours.get(hours.size() - 2));
        assertThat(api.json(STATION + "&window=PT1H&order=desc&limit=2&fill=null")
                        .get("items"))
                .isNotEmpty();
    }

    private static List<JsonNode> items(String path) throws Exception {
        return api.itemsOfAllPages(path);
    }

    @Test
    void answerOfEachFormatTellsTheRangeThatWasTaken() throws Exception {
        String path = STATION + "&window=P1D&tz=Europe/Paris&agg=count&datetime=2026-03-29/P1D&f=";
        String taken = "2026-03-28T23:00:00.000Z/2026-03-29T22:00:00.000Z";
        assertThat(api.json(path + "json").get("datetime").asText()).isEqualTo(taken);
        for (String format : List.of("json", "csv", "ndjson")) {
            assertThat(api.get(path + format).headers().firstValue("Metrobed-Datetime"))
                    .as(format)
                    .contains(taken);
        }
        assertThat(api.get(path + "csv").body())
                .contains(",localStart,localTime,")
                .contains(",2026-03-29T00:00:00+01:00,2026-03-29T00:00:00,");
    }

    @Test
    void datesOfEachListAreOfItsZone() throws Exception {
        String range = "tz=Europe/Paris&datetime=2026-03-29";
        String taken = "2026-03-28T23:00:00.000Z/2026-03-29T22:00:00.000Z";
        for (String list : List.of("observations", "windows", "profiles", "gaps", "alerts", "deadletters")) {
            assertThat(api.json("/api/v1/" + list + "?" + range).get("datetime").asText())
                    .as(list)
                    .isEqualTo(taken);
        }
        assertThat(api.get("/api/v1/windows?tz=Europe/Paris&datetime=2026-03-29T02:30")
                        .body())
                .contains("datetime", "2026-03-29T01:30:00Z or 2026-03-29T00:30:00Z");
    }

    @ParameterizedTest
    @CsvSource({"PT10M, 600, PT1M", "PT2H, 7200, PT1H", "PT30M, 1800, PT15M", "P1W, 604800, P1D"})
    void anySizeThatAStoredOneDividesIsComposed(String size, long seconds, String level) throws Exception {
        Instant monday = Instant.parse("2026-04-13T00:00:00Z");
        JsonNode items = api.json(STATION + "&window=" + size + "&datetime=" + monday + "/P14D&limit=2")
                .get("items");
        for (int i = 0; i < 2; i++) {
            Instant start = monday.plusSeconds(i * seconds);
            Summary readings = READINGS.summary(start, start.plusSeconds(seconds));
            assertThat(items.get(i).get("start").asText())
                    .startsWith(start.toString().substring(0, 19));
            assertThat(items.get(i).get("level").asText()).isEqualTo(level);
            assertThat(items.get(i).get("mean").asDouble()).isCloseTo(readings.mean(), within(1e-9));
            assertThat(items.get(i).get("sum").isNull()).isTrue();
            assertThat(items.get(i).get("sd").asDouble()).isCloseTo(readings.standardDeviation(), within(1e-9));
        }
    }

    @Test
    void pagesOfComposedWindowsLoseNothing() throws Exception {
        String path = "/api/v1/windows?property=pm25&window=PT30M&datetime=2026-04-30T20:00:00Z/2026-05-01T12:00:00Z";
        for (String fill : List.of("none", "linear")) {
            List<String> whole = lines(path + "&f=ndjson&fill=" + fill);
            for (int limit : new int[] {1, 7, 30}) {
                assertThat(pages(path + "&fill=" + fill + "&limit=" + limit)).isEqualTo(whole);
            }
        }
    }

    @Test
    void runningWindowsComeMarkedWhenAllAreAskedFor() throws Exception {
        String path = STATION + "&window=PT6H&agg=count,last&datetime=2026-05-01T06:00:00Z/..";
        JsonNode closed = api.json(path).get("items");
        assertThat(closed).hasSize(1);
        assertThat(closed.at("/0/open").asBoolean()).isFalse();
        JsonNode all = api.json(path + "&state=all").get("items");
        assertThat(all).hasSize(2);
        assertThat(all.at("/1/open").asBoolean()).isTrue();
        assertThat(all.at("/1/count").asLong()).isEqualTo(4);
        assertThat(all.at("/1/last").asDouble())
                .isEqualTo(READINGS.summary(Times.NOON, CLOCK).last());
        JsonNode before =
                api.json(path + "&state=all&as_of=2026-05-01T12:12:00Z").at("/items/1");
        assertThat(before.get("count").asLong()).isEqualTo(3);
        JsonNode today = api.json(STATION + "&window=P1D&state=all&agg=count&datetime=2026-05-01/..")
                .at("/items/0");
        assertThat(today.get("open").asBoolean()).isTrue();
        assertThat(today.get("count").asLong())
                .isEqualTo(READINGS.summary(Instant.parse("2026-05-01T00:00:00Z"), CLOCK)
                        .count());
    }

    @Test
    void windowsOfASilentDatastreamCloseAndThoseToComeAreNotToldOf() throws Exception {
        String path = "/api/v1/windows?datastream=city/park/pm25&window=PT6H&agg=count&datetime=2026-05-01/..";
        JsonNode items =
                api.json(path + "&as_of=2026-05-01T12:15:00Z&state=all").get("items");
        assertThat(items).hasSize(1);
        assertThat(items.at("/0/count").asLong()).isEqualTo(12);
        assertThat(items.at("/0/open").asBoolean()).isTrue();
        assertThat(api.json(path + "&as_of=2026-05-01T12:15:00Z").get("items")).isEmpty();
    }

    @Test
    void gapIsFilledAndMarkedAsAsked() throws Exception {
        String path = STATION + "&window=PT1H&agg=mean,count&datetime=2026-05-01T02:00:00Z/PT5H";
        assertThat(column(path, "filled")).containsExactly("null", "null");
        assertThat(column(path + "&fill=null", "filled")).containsExactly("null", "empty", "empty", "empty", "null");
        assertThat(column(path + "&fill=null", "mean").subList(1, 4)).containsOnly("null");
        assertThat(column(path + "&fill=null", "count").subList(1, 4)).containsOnly("0");
        assertThat(column(path + "&fill=previous", "filled"))
                .containsExactly("null", "previous", "previous", "previous", "null");
        List<String> carried = column(path + "&fill=previous", "mean");
        assertThat(carried.subList(1, 4)).containsOnly(carried.get(0));
        assertThat(column(path + "&fill=linear", "filled"))
                .containsExactly("null", "linear", "linear", "linear", "null");
        double step = 12;
        double before = Double.parseDouble(carried.get(0));
        List<String> line = column(path + "&fill=linear", "mean");
        for (int i = 0; i < line.size(); i++) {
            assertThat(Double.parseDouble(line.get(i))).isCloseTo(before + i * step, within(1e-9));
        }
        assertThat(column(path + "&fill=linear&fill_limit=2", "filled").subList(1, 4))
                .containsOnly("empty");
        assertThat(column(path + "&fill=linear", "count").subList(1, 4)).containsOnly("0");
        assertThat(column(path + "&fill=linear", "expected")).containsOnly("12.0", "360.0");
    }

    @Test
    void groupsMergeTheirDatastreamsReadingByReading() throws Exception {
        String hour = "&window=PT1H&agg=mean,count&datetime=2026-05-01T10:00:00Z/PT1H";
        JsonNode zones =
                api.json("/api/v1/windows?property=pm25&group_by=zone" + hour).get("items");
        assertThat(zones).hasSize(2);
        assertThat(zones.at("/0/group").asText()).isEqualTo("city/Centre");
        assertThat(zones.at("/1/group").asText()).isEqualTo("city/North");
        JsonNode bed = api.json("/api/v1/windows?property=pm25&group_by=testbed" + hour)
                .at("/items/0");
        Summary station =
                READINGS.summary(Times.NOON.minus(Duration.ofHours(2)), Times.NOON.minus(Duration.ofHours(1)));
        assertThat(bed.get("group").asText()).isEqualTo("city");
        assertThat(bed.get("property").asText()).isEqualTo("pm25");
        assertThat(bed.get("unit").asText()).isEqualTo("ug/m3");
        assertThat(bed.get("weight").asText()).isEqualTo("reading");
        assertThat(bed.get("datastreams").asInt()).isEqualTo(2);
        assertThat(bed.get("count").asLong()).isEqualTo(24);
        assertThat(bed.get("mean").asDouble()).isCloseTo((station.mean() + 7) / 2, within(1e-9));
        assertThat(bed.has("datastream")).isFalse();
        assertThat(api.json("/api/v1/windows?group_by=project" + hour)
                        .at("/items/0/group")
                        .asText())
                .isEqualTo("air-watch");
        assertThat(api.json("/api/v1/windows?group_by=thing" + hour)
                        .at("/items/0/group")
                        .asText())
                .isEqualTo("city/park");
    }

    @Test
    void thinWindowsAreMarkedAndWithheldIfAsked() throws Exception {
        String path = STATION + "&window=PT6H&agg=mean,count&datetime=2026-05-01T00:00:00Z/PT6H";
        JsonNode half = api.json(path).at("/items/0");
        assertThat(half.get("coverage").asDouble()).isEqualTo(0.5);
        assertThat(half.get("incomplete").asBoolean()).isTrue();
        assertThat(half.get("mean").isNull()).isFalse();
        JsonNode withheld = api.json(path + "&min_coverage=0.75").at("/items/0");
        assertThat(withheld.get("withheld").asBoolean()).isTrue();
        assertThat(withheld.get("mean").isNull()).isTrue();
        assertThat(withheld.at("/counts/good").asInt()).isEqualTo(36);
        assertThat(withheld.get("count").asInt()).isEqualTo(36);
    }

    @Test
    void countOfAWindowWithoutAReadingOfTheClassIsZeroAndItsValuesAreNull() throws Exception {
        String path = STATION + "&window=PT6H&agg=mean,count&qc=suspect&datetime=2026-05-01T00:00:00Z/PT6H";
        JsonNode none = api.json(path).at("/items/0");
        assertThat(none.get("count").isNull()).isFalse();
        assertThat(none.get("count").asInt()).isZero();
        assertThat(none.get("mean").isNull()).isTrue();
        assertThat(column(path, "count")).containsExactly("0");
    }

    @Test
    void everyRevisionIsListedAsTheWindowStoodFromThenOn() throws Exception {
        String bridge = "city/bridge/strain";
        Instant start = Times.NOON.minus(Duration.ofDays(2));
        WindowRevision closed =
                Seeds.window(bridge, start, 0, Seeds.summary(start, 1, 2), Summary.EMPTY, 0, start.plusSeconds(90));
        WindowRevision late = Seeds.window(
                bridge, start, 5, Seeds.summary(start.plusSeconds(30), 9), Summary.EMPTY, 1, start.plusSeconds(400));
        WindowRevision again = replacing(
                Seeds.window(bridge, start, 8, Seeds.summary(start, 4), Summary.EMPTY, 0, start.plusSeconds(900)));
        api.append(RowWriters.windows(), List.of(closed, late, again));
        String path = "/api/v1/windows?datastream=" + bridge + "&datetime=" + start + "/PT1M&agg=mean,count";
        assertThat(column(path, "mean")).containsExactly("4.0");
        assertThat(column(path, "revisions")).containsExactly("3");
        assertThat(column(path, "pipelineVersion")).containsExactly("test");
        assertThat(column(path + "&revisions=all", "mean")).containsExactly("1.5", "4.0", "4.0");
        assertThat(column(path + "&revisions=all", "count")).containsExactly("2", "3", "1");
        assertThat(column(path + "&revisions=all", "lateCount")).containsExactly("0", "1", "0");
        assertThat(column(path + "&revisions=all", "replaces")).containsExactly("false", "false", "true");
        assertThat(column(path + "&revisions=all", "recordedTime")).doesNotHaveDuplicates();
        assertThat(pages(path + "&revisions=all&limit=1")).isEqualTo(lines(path + "&revisions=all&f=ndjson"));
        assertThat(column(path + "&as_of=" + start.plusSeconds(500), "mean")).containsExactly("4.0");
        assertThat(column(path + "&as_of=" + start.plusSeconds(500), "count")).containsExactly("3");
    }

    private static WindowRevision replacing(WindowRevision revision) {
        return revision.with()
                .revision(revision.revision() + WindowRevision.REPLACING)
                .replaces(true)
                .build();
    }

    private static List<String> column(String path, String field) throws Exception {
        List<String> cells = new ArrayList<>();
        api.json(path).get("items").forEach(item -> cells.add(item.get(field).asText()));
        return cells;
    }

    private static List<String> lines(String path) throws Exception {
        return api.get(path).body().lines().toList();
    }

    private static List<String> pages(String path) throws Exception {
        List<String> items = new ArrayList<>();
        for (String next = path; !next.equals("null"); ) {
            JsonNode page = api.json(next);
            page.get("items").forEach(item -> items.add(item.toString()));
            next = page.get("next").asText();
        }
        return items;
    }
}
