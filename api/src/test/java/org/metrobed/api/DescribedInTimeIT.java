package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.api.catalog.CatalogPublisher;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Verdicts;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.RowWriters;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;
import org.metrobed.testkit.Times;

/** Rows of a catalog that changed: a property got another name and unit, a thing another name, one moved, one went. */
class DescribedInTimeIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String NOON = "datetime=2026-05-01T12:00:00Z/PT1H";

    private static final String TRAM = """
              tram-1:
                name: A Tram
                type: tram
                location: { lat: 48.0, lon: 16.0 }
                track: { latitude: lat, longitude: lon }
            """;

    private static final String KIOSK = """
              kiosk: { name: A Kiosk, type: air-station, project: air-watch, location: { lat: 48.30, lon: 16.50, district: South } }
            """;

    private static final String TAKES_DUST = "properties: { dust: { was: kiosk/pm25 } }\n";

    private static final String POSITION = """
              lat: { name: Latitude, unit: deg, statistic: instant, interval: PT10S }
              lon: { name: Longitude, unit: deg, statistic: instant, interval: PT10S }

            """;

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static ApiFixture api;

    @BeforeAll
    static void start() throws Exception {
        Map<String, String> first = new TreeMap<>(ApiFixture.bundles().texts());
        first.replaceAll((path, text) -> text.replace("  bridge:\n", KIOSK + "  bridge:\n"));
        api = ApiFixture.start(POSTGRES, KAFKA, CatalogFiles.of(first));
        Map<String, String> texts = new TreeMap<>(ApiFixture.bundles().texts());
        texts.replaceAll((path, text) -> text.replace("  pm25:", "  dust:")
                .replace("pm25:", "dust:")
                .replace("unit: ug/m3", "unit: mg/m3\n    was: pm25")
                .replace("statistic: mean\n    interval: PT10S", "statistic: mean\n    interval: PT1M")
                .replace(
                        "thing-types:",
                        "thing-types:\n  tram: { family: mobility, properties: { dust: , lat: , lon: } }")
                .replace("  park:", "  garden:\n    was: park")
                .replace("lat: 48.20, lon: 16.37", "lat: 48.90, lon: 16.90")
                .replace("    name: The Station\n", "    name: The Station\n    " + TAKES_DUST)
                .replaceAll("(?s)  bridge:.*?\n\n", TRAM + "\n")
                .replace("thing-types:", POSITION + "thing-types:"));
        new CatalogPublisher(KAFKA.bootstrapServers(), api.config().topics()).publish(CatalogFiles.of(texts));
        api.append(RowWriters.observations(), observations());
        api.append(RowWriters.windows(), windows());
        Eventually.await("the new catalog is in force", LIMIT, () -> catalogVersion() == 1);
        Instant inForce = InstantSource.system().instant().plusSeconds(1);
        api.advance(Duration.between(Instant.ofEpochMilli(ApiFixture.AS_OF_MILLIS), inForce));
    }

    private static long catalogVersion() {
        try {
            return items("/api/v1/things").get(0).get("catalogVersion").asLong();
        } catch (Exception e) {
            throw new AssertionError("the API does not answer", e);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    @Test
    void newNameAndFormerNameFindAllRowsEachInTheUnitInWhichItWasJudged() throws Exception {
        List<JsonNode> rows = items("/api/v1/observations?datastream=city/garden/dust&" + NOON);

        assertThat(rows).extracting(row -> row.get("datastream").asText()).containsOnly("city/garden/dust");
        assertThat(rows).extracting(row -> row.get("unit").asText()).containsExactly("ug/m3", "mg/m3");
        assertThat(rows).extracting(row -> row.get("was").asText(null)).containsExactly("city/park/pm25", null);
        assertThat(rows).extracting(row -> row.get("result").asDouble()).containsExactly(10.0, 0.02);
        assertThat(items("/api/v1/observations?datastream=city/park/pm25&" + NOON))
                .isEqualTo(rows);
        assertThat(items("/api/v1/observations?thing=city/park&" + NOON)).isEqualTo(rows);
        assertThat(items("/api/v1/latest?datastream=city/park/pm25"))
                .singleElement()
                .satisfies(row -> assertThat(row.get("result").asDouble()).isEqualTo(0.02));
    }

    @Test
    void conflictUnderFormerNameIsFoundByBothNamesInTheUnitInWhichItWasJudged() throws Exception {
        JsonNode conflict = one("/api/v1/conflicts?datastream=city/garden/dust&" + NOON);

        assertThat(conflict.get("datastream").asText()).isEqualTo("city/garden/dust");
        assertThat(conflict.get("was").asText()).isEqualTo("city/park/pm25");
        assertThat(conflict.get("unit").asText()).isEqualTo("ug/m3");
        assertThat(conflict.get("otherResult").asDouble()).isEqualTo(12);
        assertThat(one("/api/v1/conflicts?datastream=city/park/pm25&" + NOON)).isEqualTo(conflict);
    }

    @Test
    void windowsOfBothNamesAreJoinedInOneUnit() throws Exception {
        JsonNode window = one("/api/v1/windows?datastream=city/garden/dust&window=PT1M&agg=mean,min,sd,median&" + NOON);

        assertThat(window.get("unit").asText()).isEqualTo("mg/m3");
        assertThat(window.get("counts").get("good").asLong()).isEqualTo(3);
        assertThat(window.get("mean").asDouble()).isCloseTo(0.02, within(1e-12));
        assertThat(window.get("min").asDouble()).isCloseTo(0.01, within(1e-12));
        assertThat(window.get("sd").asDouble()).isCloseTo(0.01, within(1e-12));
        assertThat(window.get("median").asDouble()).isCloseTo(0.02, within(1e-12));
        assertThat(window.get("expected").asDouble()).isEqualTo(6);
    }

    @Test
    void revisionsTellTheUnitInWhichTheyAreStored() throws Exception {
        assertThat(items("/api/v1/windows?datastream=city/garden/dust&window=PT1M&revisions=all&" + NOON))
                .extracting(
                        row -> row.get("unit").asText() + " " + row.get("mean").asDouble())
                .containsExactlyInAnyOrder("ug/m3 15.0", "mg/m3 0.03");
    }

    @Test
    void readingsOfMovedThingAreWhereItStoodThenWhateverVersionJudgedThem() throws Exception {
        double then = thing("&at=2026-05-01T12:00:00Z").get("latitude").asDouble();
        assertThat(then).isEqualTo(48.20);
        assertThat(items("/api/v1/observations?datastream=city/station/dust&" + NOON))
                .extracting(row -> row.get("latitude").asDouble())
                .containsExactly(then, then);
        assertThat(items("/api/v1/windows?datastream=city/station/dust&window=PT1M&" + NOON))
                .extracting(row -> row.get("latitude").asDouble())
                .containsExactly(then, then);
        JsonNode both = one("/api/v1/windows?datastream=city/station/dust&window=PT5M&" + NOON);
        assertThat(both.get("deployments").asInt()).isEqualTo(1);
        assertThat(both.get("latitude").asDouble()).isEqualTo(then);
    }

    @Test
    void rowsOfAPropertyThatCameFromAnotherThingAreWhereThatThingStood() throws Exception {
        String later = "datetime=2026-05-01T14:00:00Z/PT1H";
        assertThat(items("/api/v1/observations?datastream=city/station/dust&" + later))
                .extracting(
                        row -> row.get("was").asText(null),
                        row -> row.get("latitude").asDouble())
                .containsExactly(tuple("city/kiosk/pm25", 48.30), tuple(null, 48.20));
        assertThat(items("/api/v1/windows?datastream=city/station/dust&window=PT1M&agg=count&" + later))
                .extracting(row -> row.get("latitude").asDouble())
                .containsExactly(48.30);
        assertThat(items("/api/v1/windows?property=dust&group_by=zone&window=PT1M&agg=count&" + later))
                .extracting(row -> row.get("group").asText())
                .containsExactly("city/South");
        assertThat(thing("&at=2026-05-01T14:00:00Z").get("latitude").asDouble()).isEqualTo(48.20);
    }

    @Test
    void thingsAreShownWhereTheyStood() throws Exception {
        JsonNode now = thing("");
        assertThat(now.get("latitude").asDouble()).isEqualTo(48.90);
        assertThat(now.get("deployments")).hasSize(2);
        assertThat(now.get("deployments").get(0).get("to"))
                .isEqualTo(now.get("deployments").get(1).get("from"));
        assertThat(thing("&at=2026-05-01T12:00:00Z").get("latitude").asDouble()).isEqualTo(48.20);
        assertThat(thing("&as_of=2026-05-01T12:00:00Z").get("latitude").asDouble())
                .isEqualTo(48.20);
        assertThat(items("/api/v1/things?bbox=16.8,48.8,17,49&at=2026-05-01T12:00:00Z"))
                .isEmpty();
    }

    @Test
    void retiredDatastreamIsFoundWithItsUnitAndTheTimeWhenItWent() throws Exception {
        assertThat(items("/api/v1/datastreams"))
                .extracting(row -> row.get("id").asText())
                .containsExactly(
                        "city/garden/dust",
                        "city/station/dust",
                        "city/tram-1/dust",
                        "city/tram-1/lat",
                        "city/tram-1/lon");
        JsonNode strain = one("/api/v1/datastreams?datastream=city/bridge/strain");
        assertThat(strain.get("unit").asText()).isEqualTo("um/m");
        assertThat(Instant.parse(strain.get("retired").asText())).isAfter("2026-01-01T00:00:00Z");
        assertThat(items("/api/v1/datastreams?retired=true&family=infrastructure"))
                .containsExactly(strain);
        assertThat(items("/api/v1/things?retired=true"))
                .extracting(row -> row.get("id").asText())
                .containsExactly(
                        "city/bridge", "city/garden", "city/kiosk", "city/park", "city/station", "city/tram-1");
        assertThat(one("/api/v1/observations?datastream=city/bridge/strain&" + NOON)
                        .get("unit")
                        .asText())
                .isEqualTo("um/m");
    }

    @Test
    void readingOfMovingThingIsWhereTheThingWas() throws Exception {
        assertThat(items("/api/v1/observations?datastream=city/tram-1/dust&" + NOON))
                .extracting(row -> row.get("latitude").asText())
                .containsExactly("48.5", "48.6", "null");
        assertThat(items("/api/v1/observations?property=dust&bbox=16.4,48.55,16.6,48.65&" + NOON))
                .singleElement()
                .satisfies(row -> assertThat(row.get("result").asDouble()).isEqualTo(2));
        assertThat(items("/api/v1/observations?bbox=16.85,48.85,16.95,48.95&" + NOON))
                .isEmpty();
        assertThat(items("/api/v1/observations?bbox=16.365,48.19,16.375,48.21&" + NOON))
                .extracting(row -> row.get("datastream").asText())
                .contains("city/station/dust");
    }

    @Test
    void gapsOfRenamedDatastreamAreThoseBetweenTheRowsOfAllItsNames() throws Exception {
        assertThat(
                        items(
                                "/api/v1/gaps?datastream=city/garden/dust&longer_than=PT3.5S&datetime=2026-05-01T11:59:57Z/2026-05-01T12:00:01.5Z"))
                .isEmpty();
    }

    @Test
    void gapsAreJudgedByTheIntervalOfTheReadingBeforeThem() throws Exception {
        List<JsonNode> gaps =
                items("/api/v1/gaps?datastream=city/garden/dust&datetime=2026-05-01T11:58:00Z/2026-05-01T12:10:01Z");
        assertThat(gaps).extracting(gap -> gap.get("interval").asText()).containsExactly("PT10S", "PT1M");
        assertThat(gaps).extracting(gap -> gap.get("missing").asLong()).containsExactly(12L, 9L);
        assertThat(items("/api/v1/gaps?datastream=city/garden/dust&datetime=2026-05-01T11:59:00Z/2026-05-01T12:01:30Z"))
                .as("a minute and a half is no gap at an interval of a minute")
                .extracting(gap -> gap.get("interval").asText())
                .containsExactly("PT10S");
    }

    @Test
    void profilesExpectReadingsAtTheIntervalOfTheirWindows() throws Exception {
        JsonNode noon = one("/api/v1/profiles?datastream=city/garden/dust&agg=mean&" + NOON);
        assertThat(noon.get("expected").asDouble()).isEqualTo(360);
        assertThat(one("/api/v1/profiles?datastream=city/tram-1/dust&agg=mean&" + NOON)
                        .get("expected")
                        .asDouble())
                .as("without windows, that of the first version with the datastream")
                .isEqualTo(60);
    }

    private static JsonNode thing(String parameters) throws Exception {
        return items("/api/v1/things?testbed=city" + parameters).stream()
                .filter(thing -> thing.get("id").asText().equals("city/station"))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode one(String path) throws Exception {
        List<JsonNode> items = items(path);
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    private static List<JsonNode> items(String path) throws Exception {
        return api.items(path);
    }

    private static List<Observation> observations() {
        List<Observation> rows = new ArrayList<>();
        rows.add(observation("city/park/pm25", 0, 10));
        rows.add(observation("city/garden/dust", 1, 0.02));
        rows.add(observation("city/station/pm25", 0, 10));
        rows.add(observation("city/station/dust", 1, 0.02));
        rows.add(observation("city/bridge/strain", 0, 7));
        rows.add(at(observation("city/kiosk/pm25", 0, 11), Duration.ofHours(2)));
        rows.add(at(observation("city/station/dust", 1, 0.03), Duration.ofMinutes(150)));
        rows.add(observation("city/park/pm25", 0, 12)
                .with()
                .tests(TestBits.mark(Verdicts.NONE, TestBits.DUPLICATE))
                .raw(new RawPosition(0, 500, 0))
                .build());
        for (int i = 1; i <= 3; i++) {
            Duration at = Duration.ofMinutes(i - 1);
            rows.add(at(observation("city/tram-1/dust", 1, i), at));
            if (i < 3) {
                rows.add(at(observation("city/tram-1/lat", 1, 48.4 + i / 10.0), at.plusSeconds(5)));
                rows.add(at(observation("city/tram-1/lon", 1, 16.5), at.plusSeconds(5)));
            }
        }
        return rows;
    }

    private static Observation at(Observation row, Duration afterNoon) {
        return row.with()
                .phenomenonMicros(Times.micros(Times.NOON.plus(afterNoon)))
                .build();
    }

    private static Observation observation(String datastream, int version, double value) {
        return ObservationBuilder.builder()
                .datastream(datastream)
                .phenomenonMicros(Times.micros(Times.NOON.plus(SECOND.multipliedBy(version))))
                .result(value)
                .flag(QualityFlag.GOOD)
                .tests(Verdicts.NONE)
                .cause(Observation.Cause.ARRIVAL)
                .raw(new RawPosition(0, version, 0))
                .receivedMillis(Times.NOON_MILLIS)
                .catalogVersion(version)
                .build();
    }

    private static List<WindowRevision> windows() {
        Instant next = Times.NOON.plusSeconds(60);
        Instant later = Times.NOON.plus(Duration.ofHours(2));
        return List.of(
                window("city/park/pm25", Times.NOON, 0, Seeds.summary(Times.NOON, 10, 20)),
                window("city/garden/dust", Times.NOON, 1, Seeds.summary(Times.NOON.plusSeconds(20), 0.03)),
                window("city/station/pm25", Times.NOON, 0, Seeds.summary(Times.NOON, 10)),
                window("city/station/dust", next, 1, Seeds.summary(next, 0.01)),
                window("city/kiosk/pm25", later, 0, Seeds.summary(later, 11)));
    }

    private static WindowRevision window(String datastream, Instant start, int version, Summary good) {
        return Seeds.window(datastream, start, 0, good, Summary.EMPTY, 0, start.plusSeconds(90))
                .with()
                .catalogVersion(version)
                .build();
    }
}
