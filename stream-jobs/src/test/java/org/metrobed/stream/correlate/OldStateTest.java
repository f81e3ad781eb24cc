package org.metrobed.stream.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.correlate.AlertCorrelator;
import org.metrobed.analysis.correlate.CorrelatorState;
import org.metrobed.analysis.correlate.DetectorReport;
import org.metrobed.analysis.correlate.DeviationSide;
import org.metrobed.analysis.correlate.EventGroups;
import org.metrobed.analysis.correlate.GatewayRegistry;
import org.metrobed.analysis.correlate.GatewayState;
import org.metrobed.analysis.correlate.IngestOutages.Outage;
import org.metrobed.analysis.correlate.Neighbourhood;
import org.metrobed.analysis.correlate.PendingSilences;
import org.metrobed.analysis.correlate.TrackedAlert;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEvent.Kind;
import org.metrobed.model.AlertEventBuilder;
import org.metrobed.model.Finding;
import org.metrobed.model.Liveness;
import org.metrobed.model.Severity;
import org.metrobed.model.Site;
import org.metrobed.stream.Harnesses;
import org.metrobed.stream.anomaly.DetectorReportFormat;
import org.metrobed.stream.decode.LivenessSignal;
import org.metrobed.stream.support.StateFormat;
import org.metrobed.stream.support.StateFormatType;

/** Checkpoints of release 0.1.0, in which each of both operators had one value, are read. */
class OldStateTest {

    private static final long NOON = RandomAlertInputs.START;
    private static final Site SITE = new Site(48.2, 16.4);

    /** Keeps one value, and inputs that wait, as the operators of release 0.1.0 did. */
    private static final class OfRelease010<S> extends KeyedProcessFunction<String, AlertInput, DetectorReport> {

        private static final long serialVersionUID = 1L;

        private final StateFormat<S> form;
        private final transient S value;

        OfRelease010(StateFormat<S> form, S value) {
            this.form = form;
            this.value = value;
        }

        @Override
        public void open(OpenContext context) {
            InLogOrder.waiting(getRuntimeContext());
        }

        @Override
        public void processElement(AlertInput alertInput, Context context, Collector<DetectorReport> out)
                throws Exception {
            getRuntimeContext()
                    .getState(new ValueStateDescriptor<>("state", new StateFormatType<>(form)))
                    .update(value);
            InLogOrder.waiting(getRuntimeContext()).add(alertInput, context.timerService());
        }
    }

    @Test
    void correlatorOfEachTestBedGoesOnWithItsPart() throws Exception {
        KeyedBroadcastOperatorTestHarness<String, AlertInput, Outage, AlertEvent> correlator =
                restored(old(), signal("tb/gw", 5));
        correlator.processBroadcastElement(new Outage("outage", at(-200), at(100)), 0);
        for (int second = 0; second <= 400; second++) {
            advance(correlator, second);
        }
        assertThat(correlator.extractOutputValues())
                .extracting(event -> event.alertId() + " " + event.kind() + " " + (event.recordedMillis() - NOON))
                .containsExactly("gateway RESOLVED 5000", "silence OPENED 355000");
        correlator.close();
    }

    @Test
    void testBedWithoutNewInputIsSweptWhenItWasPlanned() throws Exception {
        KeyedBroadcastOperatorTestHarness<String, AlertInput, Outage, AlertEvent> correlator =
                restored(old(), signal("other/gw", 5));
        advance(correlator, 0);
        advance(correlator, 40 * 86_400);
        assertThat(correlator.extractOutputValues())
                .filteredOn(event -> event.alertId().equals("gateway"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.kind()).isEqualTo(Kind.RESOLVED);
                    assertThat(event.message()).endsWith("stayed away and is counted no more");
                    assertThat(event.recordedMillis()).isEqualTo(at(30 * 86_400 + 3_600));
                });
        correlator.close();
    }

    private static void advance(
            KeyedBroadcastOperatorTestHarness<String, AlertInput, Outage, AlertEvent> correlator, long second)
            throws Exception {
        correlator.processBroadcastWatermark(new Watermark(at(second)));
        correlator.processWatermark(new Watermark(at(second)));
    }

    /** A correlator that has the divided state of a checkpoint, in which an input waited. */
    private static KeyedBroadcastOperatorTestHarness<String, AlertInput, Outage, AlertEvent> restored(
            CorrelatorState state, AlertInput waiting) throws Exception {
        OperatorSubtaskState old =
                checkpoint(alertInput -> DivideOldState.KEY, new CorrelatorStateFormat(), state, waiting);
        KeyedOneInputStreamOperatorTestHarness<String, Outage, Outage> divider =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new DivideOldState(), outage -> DivideOldState.KEY, Types.STRING);
        Harnesses.open(divider, new IngestOutageFormat(), old);
        divider.processWatermark(new Watermark(NOON));
        divider.processWatermark(new Watermark(NOON + 1));
        assertThat(divider.numKeyedStateEntries()).isZero();
        KeyedBroadcastOperatorTestHarness<String, AlertInput, Outage, AlertEvent> correlator = Correlators.open(null);
        for (Outage outage : divider.extractOutputValues()) {
            correlator.processBroadcastElement(outage, 0);
        }
        for (StreamRecord<AlertInput> restored : divider.getSideOutput(DivideOldState.RESTORED)) {
            correlator.processElement(restored.getValue(), 0);
        }
        divider.close();
        return correlator;
    }

    /** A silent gateway, a silence that waits for the end of an outage, and an alert of another test-bed. */
    private static CorrelatorState old() {
        AlertEvent gateway = event("gateway", "tb/gw/gateway", AlertCorrelator.GATEWAY_SILENT, -500);
        AlertEvent silence = event("silence", "tb/a/pm25", "watch", -60);
        AlertEvent other = event("other", "other/a/pm25", "watch", -60);
        return new CorrelatorState(
                List.of(
                        new TrackedAlert(gateway, Site.NOWHERE, 0, at(-500)),
                        new TrackedAlert(other, SITE, 0, at(-60))),
                List.of(new EventGroups.Group(
                        "other", "other/pm25", DeviationSide.ABOVE, Severity.WARNING, 1, 2, 3, List.of(SITE))),
                List.of(new GatewayState("tb/gw", at(-600) / 30_000, 0, 0, 0, "gateway", 0)),
                List.of(new GatewayRegistry.Way("other/a", "other/gw", at(-60) / 30_000)),
                List.of(new Outage("outage", at(-200), Long.MAX_VALUE)),
                List.of(new PendingSilences.Held(
                        new DetectorReport(silence, SITE, 60_000), Long.MAX_VALUE, at(-300), false)),
                at(3_600));
    }

    private static AlertEvent event(String id, String datastream, String detector, long second) {
        return AlertEventBuilder.builder()
                .alertId(id)
                .kind(Kind.OPENED)
                .datastream(datastream)
                .detector(detector)
                .severity(Severity.WARNING)
                .onsetMicros(at(second - 240) * 1_000)
                .atMicros(at(second) * 1_000)
                .recordedMillis(at(second))
                .observed(60)
                .peak(60)
                .expectedLow(Double.NaN)
                .expectedHigh(50)
                .message("words")
                .catalogVersion(1)
                .finding(Finding.certain("silence"))
                .build();
    }

    private static AlertInput signal(String gateway, long second) {
        return AlertInput.of(new LivenessSignal(
                Liveness.Kind.GATEWAY, gateway, "", at(second), LivenessSignal.NO_TIME, Liveness.Status.UNKNOWN));
    }

    private static long at(long second) {
        return NOON + second * 1_000;
    }

    @Test
    void neighboursKnowTheDeviationsOfBefore() throws Exception {
        List<AlertInput> log = new RandomAlertInputs(1).log();
        AlertInput deviation = log.stream()
                .filter(alertInput -> alertInput.deviation() != null)
                .findFirst()
                .orElseThrow();
        Neighbourhood.Saved saved = new Neighbourhood.Saved(List.of(deviation.deviation()), List.of(), 0);
        KeyedOneInputStreamOperatorTestHarness<String, AlertInput, DetectorReport> operator = Harnesses.open(
                new AskNeighbours(),
                AlertInput::place,
                new DetectorReportFormat(),
                checkpoint(AlertInput::place, new NeighbourhoodFormat(), saved, deviation));
        operator.processWatermark(new Watermark(deviation.logMillis()));
        assertThat(operator.numKeyedStateEntries()).isEqualTo(1); // the pieces of the place
        operator.processWatermark(new Watermark(deviation.logMillis() + 3 * 86_400_000L));
        assertThat(operator.numKeyedStateEntries()).isZero();
        operator.close();
    }

    private static <S> OperatorSubtaskState checkpoint(
            KeySelector<AlertInput, String> key, StateFormat<S> form, S value, AlertInput waiting) throws Exception {
        KeyedOneInputStreamOperatorTestHarness<String, AlertInput, DetectorReport> before =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new OfRelease010<>(form, value)), key, Types.STRING);
        before.open();
        before.processElement(waiting, waiting.logMillis());
        OperatorSubtaskState state = before.snapshot(1, 1);
        before.close();
        return state;
    }
}
