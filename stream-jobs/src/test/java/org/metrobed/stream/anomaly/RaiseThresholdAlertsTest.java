package org.metrobed.stream.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metrobed.stream.Steps.DATASTREAM;
import static org.metrobed.stream.Steps.SECOND;

import java.time.ZoneId;
import java.util.List;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.correlate.DetectorReport;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AnomalyDetection;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Severity;
import org.metrobed.model.Site;
import org.metrobed.model.ThresholdRule;
import org.metrobed.model.Verdicts;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Sentinels;
import org.metrobed.stream.Harnesses;
import org.metrobed.stream.Steps;
import org.metrobed.stream.cleaning.CleanedStep;

class RaiseThresholdAlertsTest {

    private static final DatastreamSettings WITH_RULE = Steps.settings(0, 130);
    private static final DatastreamSettings WITHOUT_RULE = new DatastreamSettings(
            DATASTREAM, 2, 60_000, 0, 130_000, QualityConfig.ofInterval(60_000_000), Sentinels.NONE, List.of());

    private KeyedOneInputStreamOperatorTestHarness<String, CleanedStep, DetectorReport> operator;

    @BeforeEach
    void open() throws Exception {
        operator = Harnesses.open(new RaiseThresholdAlerts(), CleanedStep::datastream, new DetectorReportFormat());
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void episodeIsOneAlertAndLeavesNoStateAndNoTimer() throws Exception {
        step(1, 60, QualityFlag.GOOD, false, WITH_RULE);
        step(2, 70, QualityFlag.SUSPECT, false, WITH_RULE);
        assertThat(operator.numKeyedStateEntries()).isEqualTo(1);
        step(3, 30, QualityFlag.GOOD, false, WITH_RULE);
        assertThat(operator.extractOutputValues())
                .extracting(report -> report.event().kind())
                .containsExactly(AlertEvent.Kind.OPENED, AlertEvent.Kind.RESOLVED);
        assertThat(operator.numKeyedStateEntries()).isZero();
        assertThat(operator.numEventTimeTimers()).isZero();
    }

    @Test
    void lateFailedAndMissingValuesRaiseNothing() throws Exception {
        step(1, 60, QualityFlag.GOOD, true, WITH_RULE);
        step(2, 60, QualityFlag.FAIL, false, WITH_RULE);
        step(3, Double.NaN, QualityFlag.MISSING, false, WITH_RULE);
        assertThat(operator.extractOutputValues()).isEmpty();
        assertThat(operator.numKeyedStateEntries()).isZero();
    }

    @Test
    void ruleThatLeavesTheCatalogResolvesItsAlert() throws Exception {
        step(1, 60, QualityFlag.GOOD, false, WITH_RULE);
        step(2, 60, QualityFlag.GOOD, false, WITHOUT_RULE);
        assertThat(operator.extractOutputValues())
                .extracting(report -> report.event().kind())
                .containsExactly(AlertEvent.Kind.OPENED, AlertEvent.Kind.RESOLVED);
        assertThat(operator.numKeyedStateEntries()).isZero();
    }

    @Test
    void reportTellsWhereItIsAndHowOftenItReads() throws Exception {
        Site site = new Site(48.2, 16.4);
        AnomalyDetection anomalyDetection =
                new AnomalyDetection(true, Severity.WARNING, "PM2.5", "ug/m3", ZoneId.of("Europe/Vienna"), site);
        step(1, 60, QualityFlag.GOOD, false, WITH_RULE.withAnomalyDetection(anomalyDetection));
        assertThat(operator.extractOutputValues()).singleElement().satisfies(report -> {
            assertThat(report.site()).isEqualTo(site);
            assertThat(report.intervalMillis()).isEqualTo(60_000);
        });
    }

    @Test
    void signsThatDoNotLastArePendingAndWithdrawn() throws Exception {
        DatastreamSettings patient = withDuration(120_000);
        step(1, 60, QualityFlag.GOOD, false, patient);
        step(2, 30, QualityFlag.GOOD, false, patient);
        assertThat(operator.extractOutputValues())
                .extracting(report -> report.event().kind())
                .containsExactly(AlertEvent.Kind.PENDING, AlertEvent.Kind.WITHDRAWN);
        assertThat(operator.numKeyedStateEntries()).isZero();
    }

    private static DatastreamSettings withDuration(long millis) {
        return new DatastreamSettings(
                DATASTREAM,
                2,
                60_000,
                0,
                130_000,
                QualityConfig.ofInterval(60_000_000),
                Sentinels.NONE,
                List.of(new ThresholdRule("high", ThresholdRule.Direction.ABOVE, 55, 40, millis, Severity.WARNING)));
    }

    private void step(long second, double value, QualityFlag flag, boolean late, DatastreamSettings settings)
            throws Exception {
        Observation observation = ObservationBuilder.builder()
                .datastream(DATASTREAM)
                .phenomenonMicros(second * SECOND)
                .result(value)
                .flag(flag)
                .tests(Verdicts.NONE)
                .cause(Observation.Cause.ARRIVAL)
                .raw(new RawPosition(0, second, 0))
                .receivedMillis(second * 1_000)
                .catalogVersion(1)
                .build();
        operator.processElement(
                new CleanedStep(DATASTREAM, observation, late, second * SECOND, false, second * 1_000, settings),
                second * 1_000);
    }
}
