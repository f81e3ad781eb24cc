package org.metrobed.stream.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.correlate.DetectorReport;
import org.metrobed.analysis.correlate.Deviation;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEvent.Kind;
import org.metrobed.model.AlertEventBuilder;
import org.metrobed.model.Finding;
import org.metrobed.model.Finding.Origin;
import org.metrobed.model.Severity;
import org.metrobed.model.Site;
import org.metrobed.stream.Harnesses;
import org.metrobed.stream.anomaly.DetectorReportFormat;

class AskNeighboursTest {

    private static final long NOON = 1_777_636_800_000L;
    private static final Site SITE = new Site(48.2, 16.4);

    private KeyedOneInputStreamOperatorTestHarness<String, AlertInput, DetectorReport> operator;

    @BeforeEach
    void open() throws Exception {
        operator = Harnesses.open(new AskNeighbours(), AlertInput::place, new DetectorReportFormat());
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void neighboursThatTellInTimeDecideWhateverComesFirst() throws Exception {
        report("tb/a/pm25", 60, Kind.OPENED);
        deviation("tb/b/pm25", 30);
        deviation("tb/c/pm25", 60);
        deviation("tb/d/no2", 60);
        operator.processWatermark(new Watermark(NOON + 60_000));
        assertThat(operator.extractOutputValues()).singleElement().satisfies(report -> {
            assertThat(report.event().finding().origin()).isEqualTo(Origin.SENSOR);
            assertThat(report.event().message()).contains("none of 2 neighbours");
        });
    }

    @Test
    void neighbourThatTellsLaterInTheLogIsNotHeardUntilTheyAreAskedAgain() throws Exception {
        deviation("tb/b/pm25", 61);
        deviation("tb/c/pm25", 61);
        report("tb/a/pm25", 60, Kind.OPENED);
        operator.processWatermark(new Watermark(NOON + 100_000));
        operator.processWatermark(new Watermark(NOON + 960_000));
        assertThat(operator.extractOutputValues())
                .extracting(report -> report.event().finding().origin())
                .containsExactly(Origin.UNKNOWN, Origin.SENSOR);
    }

    @Test
    void noStateAndNoTimerAreLeft() throws Exception {
        deviation("tb/b/pm25", 30);
        report("tb/a/pm25", 60, Kind.OPENED);
        report("tb/a/pm25", 90, Kind.RESOLVED);
        operator.processWatermark(new Watermark(NOON + 3 * 86_400_000L));
        assertThat(operator.numKeyedStateEntries()).isZero();
        assertThat(operator.numEventTimeTimers()).isZero();
    }

    private void deviation(String datastream, long second) throws Exception {
        long at = NOON + second * 1_000;
        operator.processElement(AlertInput.of(new Deviation(datastream, at * 1_000, at, 31, 30, 10, 50, SITE)), at);
    }

    private void report(String datastream, long second, Kind kind) throws Exception {
        long at = NOON + second * 1_000;
        AlertEvent event = AlertEventBuilder.builder()
                .alertId(datastream)
                .sequence(kind == Kind.OPENED ? 0 : 1)
                .kind(kind)
                .datastream(datastream)
                .detector("high")
                .severity(Severity.WARNING)
                .onsetMicros(at * 1_000)
                .atMicros(at * 1_000)
                .recordedMillis(at)
                .observed(60)
                .peak(60)
                .expectedLow(Double.NaN)
                .expectedHigh(50)
                .message("words")
                .catalogVersion(1)
                .finding(Finding.THRESHOLD)
                .build();
        operator.processElement(AlertInput.of(new DetectorReport(event, SITE, 60_000)), at);
    }
}
