package org.metrobed.api.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.analysis.correction.Correction;
import org.metrobed.api.http.FieldException;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.CatalogPast;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.store.correction.AnnotationDraft;
import org.metrobed.testkit.Times;

final class AnnotationOrderTest {

    private static final CatalogFiles CATALOG_FILES = CatalogFiles.readFolder(Path.of("src/test/resources/bundles"));
    private static final Catalog CATALOG = CatalogReader.read(CATALOG_FILES, 3);
    private static final Instant NOW = Times.NOON;

    @Test
    void draftHasTheSettingsInForceNow() {
        AnnotationRequest asked = new AnnotationRequest(
                "city/station/pm25", "2026-05-01T11:00:00Z/PT30M", null, "offset", -2.5, " drift ", "ada");
        AnnotationDraft draft = AnnotationOrder.parse(asked, NOW).draft(CATALOG, NOW);
        assertThat(draft.settings().catalogVersion()).isEqualTo(3);
        assertThat(draft.correction()).isEqualTo(new Correction(Correction.Kind.OFFSET, -2.5));
        assertThat(draft.toMicros() - draft.fromMicros()).isEqualTo(1_800_000_000L);
        assertThat(draft.reason()).isEqualTo("drift");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "city/nobody/pm25 | 2026-05-01T11:00:00Z/PT30M | bad | | r | a | datastream | not in the catalog",
                "| 2026-05-01T11:00:00Z/PT30M | bad | | r | a | datastream | must not be empty",
                "city/station/pm25 | | bad | | r | a | datetime | must not be empty",
                "city/station/pm25 | yesterday | bad | | r | a | datetime | ISO 8601",
                "city/station/pm25 | 2026-05-01T11:00:00Z/PT0S | bad | | r | a | datetime | end after it starts",
                "city/station/pm25 | 2024-05-01T11:00:00Z/P2Y | bad | | r | a | datetime | 366 days",
                "city/station/pm25 | 2026-05-01T11:00:00Z/PT3H | bad | | r | a | datetime | in the future",
                "city/station/pm25 | 2026-05-01T11:00:00Z/PT30M | good | | r | a | kind | bad, offset, scale",
                "city/station/pm25 | 2026-05-01T11:00:00Z/PT30M | recompute | | r | a | kind | bad, offset, scale",
                "city/station/pm25 | 2026-05-01T11:00:00Z/PT30M | offset | | r | a | value | is needed",
                "city/station/pm25 | 2026-05-01T11:00:00Z/PT30M | scale | 0 | r | a | value | must not be 0",
                "city/station/pm25 | 2026-05-01T11:00:00Z/PT30M | bad | 1 | r | a | value | not taken",
                "city/station/pm25 | 2026-05-01T11:00:00Z/PT30M | bad | | | a | reason | must not be empty",
                "city/station/pm25 | 2026-05-01T11:00:00Z/PT30M | bad | | r | | author | must not be empty",
            })
    void fieldThatBreaksARuleIsNamed(
            String datastream,
            String datetime,
            String kind,
            Double value,
            String reason,
            String author,
            String field,
            String rule) {
        AnnotationRequest asked = new AnnotationRequest(datastream, datetime, null, kind, value, reason, author);
        assertThatThrownBy(() -> AnnotationOrder.parse(asked, NOW).draft(CATALOG, NOW))
                .isInstanceOfSatisfying(
                        FieldException.class, e -> assertThat(e.field()).isEqualTo(field))
                .hasMessageContaining(rule);
    }

    @ParameterizedTest
    @CsvSource({
        "direction, scale, must not be 'scale' for directions",
        "state, scale, must not be 'scale' for states",
        "state, offset, must not be 'offset' for states",
        "direction, offset,",
        "state, bad,",
    })
    void correctionThatHasNoMeaningForAStatisticIsRefused(String statistic, String kind, String rule) {
        String text = CATALOG_FILES
                .texts()
                .get("city/city.yaml")
                .replaceFirst(
                        "(?s)  strain:\n.*?\n\n",
                        "  strain: { name: S, unit: deg, statistic: " + statistic
                                + ", interval: PT10S, anomaly-detection: off }\n\n");
        Catalog catalog = CatalogReader.read(CatalogFiles.of(Map.of("city/city.yaml", text)), 4);
        AnnotationOrder order = AnnotationOrder.parse(
                new AnnotationRequest(
                        "city/bridge/strain",
                        "2026-05-01T11:00:00Z/PT30M",
                        null,
                        kind,
                        kind.equals("bad") ? null : 2.0,
                        "r",
                        "a"),
                NOW);
        if (rule == null) {
            assertThat(order.draft(catalog, NOW).correction().kind().word()).isEqualTo(kind);
        } else {
            assertThatThrownBy(() -> order.draft(catalog, NOW))
                    .isInstanceOf(FieldException.class)
                    .hasMessageContaining(rule);
        }
    }

    @Test
    void rowsOfRetiredDatastreamAreAnnotatedByItsName() {
        String text =
                CATALOG_FILES.texts().get("city/city.yaml").replace("properties: { strain: }", "properties: { pm25: }");
        Catalog after = CatalogReader.read(CatalogFiles.of(Map.of("city/city.yaml", text)), 9);
        Catalog now = after.with(CatalogPast.NONE.plus(CATALOG, Instant.MIN).plus(after, NOW));
        AnnotationRequest asked =
                new AnnotationRequest("city/bridge/strain", "2026-05-01T11:00:00Z/PT30M", null, "bad", null, "r", "a");

        assertThat(AnnotationOrder.parse(asked, NOW).draft(now, NOW).settings().catalogVersion())
                .isEqualTo(3);
    }

    @Test
    void partOfATotalIsNotShifted() {
        String text = CATALOG_FILES.texts().get("city/city.yaml").replace("statistic: instant", "statistic: total");
        Catalog meters = CatalogReader.read(CatalogFiles.of(Map.of("city/city.yaml", text)), 3);
        for (String kind : List.of("offset", "scale")) {
            AnnotationRequest asked = new AnnotationRequest(
                    "city/bridge/strain", "2026-05-01T11:00:00Z/PT30M", null, kind, 100.0, "r", "a");
            assertThatThrownBy(() -> AnnotationOrder.parse(asked, NOW).draft(meters, NOW))
                    .isInstanceOfSatisfying(
                            FieldException.class, e -> assertThat(e.field()).isEqualTo("kind"))
                    .hasMessageContaining("must not be '" + kind + "' for totals")
                    .hasMessageContaining("use 'bad'");
        }
    }

    @Test
    void datesAreOfTheZone() {
        RecomputeRequest asked = new RecomputeRequest("city/station/pm25", "2026-03-29", "Europe/Berlin", "r", "a");
        assertThat(AnnotationOrder.parse(asked, NOW).datetime())
                .hasToString("2026-03-28T23:00:00.000Z/2026-03-29T22:00:00.000Z");
        RecomputeRequest nowhere = new RecomputeRequest("city/station/pm25", "2026-03-29", "Nowhere", "r", "a");
        assertThatThrownBy(() -> AnnotationOrder.parse(nowhere, NOW))
                .isInstanceOfSatisfying(
                        FieldException.class, e -> assertThat(e.field()).isEqualTo("tz"));
    }

    @Test
    void textsAreBounded() {
        assertThatThrownBy(() -> AnnotationOrder.author("a".repeat(201)))
                .hasMessage("must be at most 200 characters long");
        assertThatThrownBy(() -> AnnotationOrder.reason("  ")).hasMessage("must not be empty");
        assertThat(AnnotationOrder.author(" ana ")).isEqualTo("ana");
    }

    @Test
    void recomputeChangesNoReading() {
        RecomputeRequest asked = new RecomputeRequest("city/station/pm25", "2026-05-01T00:00:00Z/PT1H", null, "r", "a");
        AnnotationOrder order = AnnotationOrder.parse(asked, NOW);
        assertThat(order.correction().changesReadings()).isFalse();
    }
}
