package org.metrobed.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.model.AnomalyDetection;
import org.metrobed.model.AnomalyDetectionOptions;
import org.metrobed.model.CityHolidays;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.Severity;
import org.metrobed.model.Site;

class AnomalyDetectionsTest {

    @Test
    void measuredDatastreamIsWatchedWhereItStandsUnlessSomeoneSaysOff() {
        assertThat(pm25(CatalogFiles.of(Bundles.SOUND)))
                .isEqualTo(new AnomalyDetection(
                        true,
                        AnomalyDetectionOptions.of(Severity.WARNING),
                        "PM2.5",
                        "ug/m3",
                        ZoneId.of("Europe/Vienna"),
                        new Site(48.2, 16.3),
                        Statistic.MEAN,
                        CityHolidays.NONE));
    }

    @Test
    void strongestLayerThatSpeaksOfItWins() {
        assertThat(pm25(Bundles.soundBut("properties.yaml", "unit: ug/m3", "unit: ug/m3\n    anomaly-detection: off")))
                .isEqualTo(AnomalyDetection.OFF);
        assertThat(pm25(Bundles.soundBut(
                                "thing-types.yaml", "pm25:", "pm25: { anomaly-detection: { severity: info } }"))
                        .severity())
                .isEqualTo(Severity.INFO);
        assertThat(
                        pm25(
                                Bundles.soundBut(
                                        "things.yaml",
                                        "project: air",
                                        "project: air\n    properties: { pm25: { name: Dust, anomaly-detection: { severity: critical } } }")))
                .returns(Severity.CRITICAL, AnomalyDetection::severity)
                .returns("Dust", AnomalyDetection::name);
    }

    @Test
    void derivedDatastreamIsNotWatchedUnlessAsked() {
        String asked = DerivedTest.TWIN.replace("humidity] }", "humidity] }, anomaly-detection: { severity: info }");

        assertThat(twin(DerivedTest.PROPERTIES, DerivedTest.TWIN, "pm25")).isEqualTo(AnomalyDetection.OFF);
        assertThat(twin(DerivedTest.PROPERTIES, DerivedTest.TWIN, "nowcast")).isEqualTo(AnomalyDetection.OFF);
        assertThat(twin(DerivedTest.PROPERTIES, DerivedTest.TWIN, "humidity").on())
                .isTrue();
        assertThat(twin(DerivedTest.PROPERTIES, asked, "pm25").on()).isTrue();
    }

    @Test
    void whatIsComputedEachHourCannotBeWatched() {
        String asked = DerivedTest.PROPERTIES.replaceFirst(
                "name: NowCast,", "name: NowCast, anomaly-detection: { severity: info },");

        assertThatThrownBy(() -> twin(asked, DerivedTest.TWIN, "nowcast"))
                .hasMessageContaining(
                        "properties.nowcast.anomaly-detection does not fit: a product of hourly windows has no anomaly detection; write off");
        assertThat(twin(asked.replace("{ severity: info }", "off"), DerivedTest.TWIN, "nowcast"))
                .isEqualTo(AnomalyDetection.OFF);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "on | anomaly-detection must be 'off' or a map",
                "{ severity: loud } | anomaly-detection.severity is 'loud', must be one of info, warning, critical",
                "{} | anomaly-detection lacks 'severity'",
                "{ severity: info, level: 3 } | anomaly-detection has the unknown key 'level'"
            })
    void complaintNamesFieldAndRule(String text, String message) {
        assertThatThrownBy(() -> pm25(Bundles.soundBut(
                        "properties.yaml", "unit: ug/m3", "unit: ug/m3\n    anomaly-detection: " + text)))
                .hasMessageContaining("properties.pm25." + message);
    }

    private static AnomalyDetection pm25(CatalogFiles files) {
        return CatalogReader.read(files, 1)
                .findDatastream("town/air-01/pm25")
                .orElseThrow()
                .settings()
                .anomalyDetection();
    }

    private static AnomalyDetection twin(String properties, String type, String property) {
        return CatalogReader.read(DerivedTest.bundle(properties, type, DerivedTest.THING), 1)
                .findDatastream("town/twin-01/" + property)
                .orElseThrow()
                .settings()
                .anomalyDetection();
    }
}
