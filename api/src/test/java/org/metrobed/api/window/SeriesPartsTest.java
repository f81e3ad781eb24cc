package org.metrobed.api.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.CatalogPast;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.model.calendar.WindowCalendar;
import org.metrobed.model.calendar.WindowSize;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.model.window.WindowRevisionBuilder;
import org.metrobed.store.window.MergedWindow;

class SeriesPartsTest {

    private static final String ID = "tb/s/t";
    private static final String BUNDLE = """
            testbed: { id: tb, name: T, zone: UTC }
            properties:
              t: { name: T, unit: UNIT, statistic: STATISTIC, interval: PT1M }
            thing-types:
              any: { family: air, properties: { t: } }
            things:
              s: { name: S, type: any, location: { lat: 1, lon: LON, district: dLON } }
            bindings:
              native: { topic: "metrobed/v1/{testbed}/{gateway}/{thing}/up", decoder: native-json }
            """;

    @Test
    void partInAnotherUnitIsConvertedBeforeItIsMerged() {
        List<SeriesWindow> rows = compose(catalog("Cel", "instant", 1), catalog("[degF]", "instant", 1));

        assertThat(rows).extracting(row -> row.series().unit()).containsExactly("[degF]");
        Summary summary = rows.get(0).window().window().good();
        assertThat(summary.count()).isEqualTo(2);
        assertThat(summary.mean()).isCloseTo((68 + 20) / 2.0, within(1e-9));
        assertThat(summary.max()).isCloseTo(68, within(1e-9));
    }

    @Test
    void partThatCannotBeConvertedHasRowOfItsOwnInItsUnit() {
        List<SeriesWindow> rows = compose(catalog("Cel", "instant", 1), catalog("hPa", "instant", 1));

        assertThat(rows).extracting(row -> row.series().unit()).containsExactly("hPa", "Cel");
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.series().datastream()).isEqualTo(ID);
            assertThat(row.window().window().good().mean()).isEqualTo(20);
        });
    }

    @Test
    void partOfAnotherStatisticHasRowOfItsOwn() {
        assertThat(compose(catalog("Cel", "instant", 1), catalog("Cel", "mean", 1)))
                .hasSize(2);
    }

    @Test
    void windowOverMoveIsOfTwoDeployments() {
        Catalog after = catalog("Cel", "instant", 2);
        SeriesParts parts = parts(catalog("Cel", "instant", 1), after);

        assertThat(parts.windows())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(parts.deployments(row.series(), 0))
                        .extracting(deployment -> deployment.location().longitudeDegrees())
                        .containsExactly(1.0, 2.0));
    }

    @Test
    void windowOfMovedThingBelongsToTheZoneOfItsTime() {
        List<SeriesWindow> rows = parts(catalog("Cel", "instant", 1), catalog("Cel", "instant", 2), WindowGrouping.ZONE)
                .windows();

        assertThat(rows).extracting(row -> row.series().group()).containsExactlyInAnyOrder("tb/d1", "tb/d2");
    }

    @Test
    void windowOfThingThatStoodNowhereBelongsToNoZone() {
        for (String deployments : List.of(
                "[ { to: 1970-01-01T00:01:00Z, PLACE }, { from: 1970-01-01T01:00:00Z, PLACE } ]",
                "[ { to: 1970-01-01T00:01:00Z, PLACE } ]")) {
            String place = "location: { lat: 1, lon: 1, district: d1 }";
            CatalogFiles files = CatalogFiles.of(Map.of(
                    "tb/tb.yaml",
                    text("Cel", "instant", 1).replace(place, "deployments: " + deployments.replace("PLACE", place))));

            assertThat(parts(CatalogReader.read(files, 1), CatalogReader.read(files, 5), WindowGrouping.ZONE)
                            .windows())
                    .extracting(row -> row.series().group())
                    .as(deployments)
                    .containsExactlyInAnyOrder("tb/d1", "tb/-");
        }
    }

    private static List<SeriesWindow> compose(Catalog before, Catalog after) {
        return parts(before, after).windows();
    }

    /** Two minutes of an hour, one judged by each catalog. */
    private static SeriesParts parts(Catalog before, Catalog after) {
        return parts(before, after, WindowGrouping.NONE);
    }

    private static SeriesParts parts(Catalog before, Catalog after, WindowGrouping grouping) {
        Catalog now = after.with(CatalogPast.NONE.plus(before, Instant.MIN).plus(after, Instant.ofEpochSecond(60)));
        SeriesParts parts = new SeriesParts(WindowQuestionBuilder.builder()
                .catalog(now)
                .grouping(grouping)
                .series(grouping.series(List.of(ID), now))
                .calendar(new WindowCalendar(WindowSize.parse("PT1H"), ZoneOffset.UTC))
                .level(WindowLevel.MINUTE)
                .build());
        parts.add(part(0, 1));
        parts.add(part(1, 5));
        return parts;
    }

    private static MergedWindow part(int minute, long version) {
        return MergedWindow.ofStored(
                WindowRevisionBuilder.builder()
                        .datastream(ID)
                        .sizeMillis(60_000)
                        .startMicros(minute * 60_000_000L)
                        .intervalMillis(60_000)
                        .good(Summary.of(20, minute * 60_000_000L))
                        .suspect(Summary.EMPTY)
                        .catalogVersion(version)
                        .build(),
                1,
                "9");
    }

    private static String text(String unit, String statistic, int longitude) {
        return BUNDLE.replace("UNIT", '"' + unit + '"')
                .replace("STATISTIC", statistic)
                .replace("LON", Integer.toString(longitude));
    }

    private static Catalog catalog(String unit, String statistic, int longitude) {
        String text = text(unit, statistic, longitude);
        long version = unit.equals("Cel") && statistic.equals("instant") && longitude == 1 ? 1 : 5;
        return CatalogReader.read(CatalogFiles.of(Map.of("tb/tb.yaml", text)), version);
    }
}
