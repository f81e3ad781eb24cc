package org.metrobed.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.quality.FlatLine;
import org.metrobed.analysis.quality.GrossRange;
import org.metrobed.analysis.quality.RateOfChange;
import org.metrobed.analysis.quality.Spike;
import org.metrobed.analysis.quality.TimeGap;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.model.AnomalyDetection;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Severity;
import org.metrobed.model.ThresholdRule;
import org.metrobed.model.ThresholdRule.Direction;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Sentinels;

class OverridesTest {

    private static final ThresholdRule HIGH =
            new ThresholdRule("high", Direction.ABOVE, 55.4, 45, 300_000, Severity.WARNING);

    @Test
    void datastreamTakesWhatItsPropertySays() {
        Datastream stream = pm25(CatalogFiles.of(Bundles.SOUND));

        assertThat(stream.name()).isEqualTo("PM2.5");
        assertThat(stream.unit()).isEqualTo("ug/m3");
        assertThat(stream.statistic()).isEqualTo(Datastream.Statistic.MEAN);
        assertThat(stream.settings().withAnomalyDetection(AnomalyDetection.OFF))
                .isEqualTo(new DatastreamSettings(
                        "town/air-01/pm25",
                        1,
                        60_000,
                        0,
                        130_000,
                        QualityConfig.ofInterval(60_000_000)
                                .with(new GrossRange.Params(
                                        new org.metrobed.model.limits.Span(-5, 1000),
                                        new org.metrobed.model.limits.Span(0, 500))),
                        Sentinels.NONE,
                        List.of(HIGH)));
    }

    @Test
    void thingTypeGoesBeforeProperty() {
        Datastream stream = pm25(Bundles.soundBut(
                "thing-types.yaml", "pm25:", "pm25: { name: Dust, interval: PT5M, ranges: { suspect: [1, 2] } }"));

        assertThat(stream.name()).isEqualTo("Dust");
        assertThat(stream.settings().intervalMillis()).isEqualTo(300_000);
        assertThat(stream.settings().idleTimeoutMillis()).isEqualTo(610_000);
        assertThat(stream.settings().suspect().high()).isEqualTo(2);
        assertThat(stream.settings().fail().high()).isEqualTo(1000);
    }

    @Test
    void thingGoesBeforeThingType() {
        Map<String, String> files = new TreeMap<>(Bundles.SOUND);
        files.computeIfPresent(
                "town/thing-types.yaml",
                (path, text) -> text.replace(
                        "pm25:", "pm25: { interval: PT5M, max-out-of-orderness: PT2S, idle-timeout: PT20M }"));
        files.computeIfPresent(
                "town/things.yaml", (path, text) -> text + "    properties: { pm25: { interval: PT10M } }\n");

        DatastreamSettings settings = pm25(CatalogFiles.of(files)).settings();

        assertThat(settings.intervalMillis()).isEqualTo(600_000);
        assertThat(settings.maxOutOfOrdernessMillis()).isEqualTo(2_000);
        assertThat(settings.idleTimeoutMillis()).isEqualTo(1_200_000);
    }

    @Test
    void thresholdsAreMergedByName() {
        Datastream stream = pm25(
                Bundles.soundBut(
                        "thing-types.yaml",
                        "pm25:",
                        "pm25: { thresholds: { high: none, low: { below: -3, severity: info }, top: { above: 9, severity: critical } } }"));

        assertThat(stream.settings().thresholds())
                .containsExactly(
                        new ThresholdRule("low", Direction.BELOW, -3, -3, 0, Severity.INFO),
                        new ThresholdRule("top", Direction.ABOVE, 9, 9, 0, Severity.CRITICAL));
    }

    @Test
    void thresholdMayBeForThePublic() {
        Datastream stream = pm25(Bundles.soundBut(
                "thing-types.yaml",
                "pm25:",
                "pm25: { thresholds: { high: none, top: { above: 9, severity: critical, public: true } } }"));

        assertThat(stream.settings().thresholds())
                .containsExactly(new ThresholdRule("top", Direction.ABOVE, 9, 9, 0, Severity.CRITICAL).forPublic());
    }

    @Test
    void testsAreMergedByTheirKeyAndReplacedWhole() {
        Map<String, String> files = new TreeMap<>(Bundles.SOUND);
        files.computeIfPresent(
                "town/properties.yaml",
                (path, text) -> text.replaceFirst(
                        "PT1M",
                        "PT1M\n    quality: { spike: { suspect: 4, fail: 9 }, flat-line: { fail: PT1H },"
                                + " time-gap: { fail: PT2H }, sentinels: [-999] }"));
        files.computeIfPresent(
                "town/thing-types.yaml",
                (path, text) -> text.replace("pm25:", "pm25: { quality: { spike: { fail: 8 }, time-gap: none } }"));
        files.computeIfPresent(
                "town/things.yaml",
                (path, text) -> text + "    properties: { pm25: { interval: PT10M, quality: { sentinels: [-1] } } }\n");

        DatastreamSettings settings = pm25(CatalogFiles.of(files)).settings();

        QualityConfig quality = settings.quality();
        assertThat(quality.find(Spike.Params.class))
                .get()
                .isEqualTo(new Spike.Params(Double.NaN, 8, Spike.Method.AVERAGE));
        assertThat(quality.find(FlatLine.Params.class).orElseThrow().failCount(quality.intervalMicros()))
                .isEqualTo(6);
        assertThat(quality.find(FlatLine.Params.class).orElseThrow().gap())
                .as("five intervals")
                .isEqualTo(3_000);
        assertThat(quality.find(TimeGap.Params.class)).isEmpty();
        assertThat(quality.find(GrossRange.Params.class)).isPresent();
        assertThat(settings.sentinels()).isEqualTo(new Sentinels(List.of(-1.0)));
    }

    @Test
    void thresholdsAreReadInUnitsOfTimeAsStated() {
        DatastreamSettings settings = pm25(Bundles.soundBut(
                        "properties.yaml",
                        "PT1M",
                        "PT1M\n    quality: { rate-of-change: { suspect: 6, per: PT1M },"
                                + " time-gap: { suspect: PT5M, fail: PT1H } }"))
                .settings();

        assertThat(settings.quality().find(RateOfChange.Params.class))
                .get()
                .isEqualTo(new RateOfChange.Params(6, Double.NaN, 60, false));
        assertThat(settings.quality().find(TimeGap.Params.class))
                .get()
                .isEqualTo(new TimeGap.Params(300, 3_600, false));
    }

    @Test
    void thingMayObserveMoreOrLessThanItsType() {
        Map<String, String> files = new TreeMap<>(Bundles.SOUND);
        files.computeIfPresent("town/thing-types.yaml", (path, text) -> text.replace("      o3:\n", ""));
        files.computeIfPresent("town/things.yaml", (path, text) -> text + "    properties: { pm25: none, o3: {} }\n");

        Catalog catalog = CatalogReader.read(CatalogFiles.of(files), 1);

        assertThat(catalog.listDatastreams("town/air-01"))
                .extracting(stream -> stream.id().property())
                .containsExactly("o3");
    }

    private static Datastream pm25(CatalogFiles files) {
        return CatalogReader.read(files, 1).findDatastream("town/air-01/pm25").orElseThrow();
    }
}
