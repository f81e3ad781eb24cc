package org.metrobed.stream.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.metrobed.analysis.anomaly.IngestSilence;
import org.metrobed.analysis.correlate.DetectorReport;
import org.metrobed.analysis.correlate.IngestOutages.Outage;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEvent.Kind;
import org.metrobed.model.AlertEventBuilder;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;
import org.metrobed.model.Site;

class CorrelateAlertsTest {

    private static final long NOON = 1_777_636_800_000L;

    private KeyedBroadcastOperatorTestHarness<String, AlertInput, Outage, AlertEvent> operator;

    @BeforeEach
    void open() throws Exception {
        operator = Correlators.open(null);
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void alertLeavesWhenTheLogIsKnownUpToItsTimeAndNotLater() throws Exception {
        send("tb/a/pm25", "threshold", 10);
        watermark(9);
        assertThat(operator.extractOutputValues()).isEmpty();
        watermark(10);
        assertThat(operator.extractOutputValues()).hasSize(1);
    }

    @Test
    void whatLiesBehindTheWatermarkIsTakenAtItsNextStep() throws Exception {
        watermark(100);
        send("tb/a/pm25", "threshold", 10);
        watermark(101);
        assertThat(operator.extractOutputValues())
                .singleElement()
                .satisfies(event -> assertThat(event.recordedMillis()).isEqualTo(NOON + 10_000));
    }

    @Test
    void endOfABoundedRunIsNoSilence() throws Exception {
        send("tb/a/pm25", "silence", 10);
        send("tb/b/pm25", "threshold", 20);
        end();
        assertThat(operator.extractOutputValues())
                .extracting(AlertEvent::datastream)
                .containsExactly("tb/b/pm25");
    }

    @Test
    void whatWasDueBeforeTheLastNoticeOfABoundedRunIsTold() throws Exception {
        send("tb/a/pm25", "silence", 10);
        send("tb/b/pm25", "threshold", 60);
        end();
        assertThat(operator.extractOutputValues())
                .extracting(AlertEvent::datastream)
                .containsExactly("tb/a/pm25", "tb/b/pm25");
    }

    @Test
    void outageOfIngestIsKnownAtOnceAndNotToldAgain() throws Exception {
        watermark(9);
        send("tb/a/pm25", "silence", 20);
        IngestSilence ingest = new IngestSilence(1_001);
        ingest.heartbeat("metrobed-ingest", NOON + 10_000);
        for (AlertEvent event : ingest.heartbeat("metrobed-ingest", NOON + 600_000)) {
            operator.processBroadcastElement(Outage.of(event), event.recordedMillis());
        }
        watermark(599);
        assertThat(operator.extractOutputValues()).isEmpty();
        watermark(600 + 4 * 60 + 15);
        assertThat(operator.extractOutputValues())
                .extracting(AlertEvent::datastream)
                .containsExactly("tb/a/pm25");
    }

    @Test
    void outageOfIngestHoldsTheSilencesOfEveryTestBedAlsoAfterARestart() throws Exception {
        watermark(9);
        send("tb/a/pm25", "silence", 20);
        send("other/a/pm25", "silence", 20);
        IngestSilence ingest = new IngestSilence(1_001);
        ingest.heartbeat("metrobed-ingest", NOON + 10_000);
        for (AlertEvent event : ingest.monitor(NOON + 100_000)) {
            operator.processBroadcastElement(Outage.of(event), event.recordedMillis());
        }
        watermark(60);
        restart();
        for (AlertEvent event : ingest.heartbeat("metrobed-ingest", NOON + 600_000)) {
            operator.processBroadcastElement(Outage.of(event), event.recordedMillis());
        }
        watermark(600 + 4 * 60 + 14);
        assertThat(operator.extractOutputValues()).isEmpty();
        watermark(600 + 4 * 60 + 15);
        assertThat(operator.extractOutputValues())
                .extracting(AlertEvent::datastream)
                .containsExactlyInAnyOrder("tb/a/pm25", "other/a/pm25");
    }

    /** In a rebuild, outages of much later arrive while log time is still in the first day. */
    @Test
    void silencesInAnOutageAreNotToldHoweverMuchLaterTheNextOneIs() throws Exception {
        watermark(9);
        operator.processBroadcastElement(outage("first", 10, 600), 0);
        operator.processBroadcastElement(outage("second", 40 * 86_400, 40 * 86_400 + 600), 0);
        send("tb/a/pm25", "silence", 20);
        watermark(600 + 4 * 60 + 14);
        assertThat(operator.extractOutputValues()).isEmpty();
        watermark(600 + 4 * 60 + 15);
        assertThat(operator.extractOutputValues()).hasSize(1);
    }

    /** Looking each 15 seconds would take minutes. */
    @Test
    @Timeout(120)
    void outageThatLastsWhileTheLogGoesOnForDecadesCostsNoMoreThanOneOfAMinute() throws Exception {
        long decades = 20_000 * 86_400L;
        watermark(9);
        operator.processBroadcastElement(new Outage("lasts", NOON + 10_000, Long.MAX_VALUE), 0);
        send("tb/a/pm25", "silence", 20);
        watermark(decades);
        assertThat(operator.extractOutputValues()).isEmpty();
        operator.processBroadcastElement(outage("lasts", 10, decades + 60), 0);
        watermark(decades + 60 + 4 * 60 + 15);
        assertThat(operator.extractOutputValues())
                .extracting(AlertEvent::recordedMillis)
                .containsExactly(NOON + (decades + 60 + 4 * 60 + 15) * 1_000);
    }

    private static Outage outage(String id, long fromSecond, long toSecond) {
        return new Outage(id, NOON + fromSecond * 1_000, NOON + toSecond * 1_000);
    }

    @Test
    void alertsOfThePipelineHaveAPlaceToo() throws Exception {
        send("metrobed/pipeline/disk", "threshold", 10);
        watermark(10);
        assertThat(operator.extractOutputValues())
                .extracting(AlertEvent::datastream)
                .containsExactly("metrobed/pipeline/disk");
    }

    private void restart() throws Exception {
        OperatorSubtaskState state = operator.snapshot(1, 1);
        operator.close();
        operator = Correlators.open(state);
    }

    private void watermark(long second) throws Exception {
        watermark(new Watermark(NOON + second * 1_000));
    }

    private void end() throws Exception {
        watermark(Watermark.MAX_WATERMARK);
    }

    private void watermark(Watermark mark) throws Exception {
        operator.processBroadcastWatermark(mark);
        operator.processWatermark(mark);
    }

    private void send(String datastream, String cause, long second) throws Exception {
        long at = NOON + second * 1_000;
        long onset = cause.equals("silence") ? at - 240_000 : at;
        AlertEvent event = AlertEventBuilder.builder()
                .alertId(datastream + cause)
                .kind(Kind.OPENED)
                .datastream(datastream)
                .detector("high")
                .severity(Severity.WARNING)
                .onsetMicros(onset * 1_000)
                .atMicros(at * 1_000)
                .recordedMillis(at)
                .observed(60)
                .peak(60)
                .expectedLow(Double.NaN)
                .expectedHigh(50)
                .message("words")
                .catalogVersion(1)
                .finding(Finding.certain(cause))
                .build();
        operator.processElement(AlertInput.of(new DetectorReport(event, Site.NOWHERE, 60_000)), at);
    }
}
