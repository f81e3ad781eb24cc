package org.metrobed.stream.anomaly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.metrobed.analysis.correlate.DetectorReport;
import org.metrobed.analysis.correlate.Deviation;
import org.metrobed.stream.cleaning.CleanedStep;
import org.metrobed.stream.support.KeyTimer;
import org.metrobed.stream.support.StateFormatType;

/**
 * Detects anomalies of datastreams without a rule of the catalog, and reports the steps of its episodes. Keyed by
 * datastream.
 *
 * <p>State: one {@link AnomalyState}, and the bytes of its value detector, which change at most once in five minutes;
 * together at most 6 KiB. Timers: one per key, for the silence of the datastream in log
 * time, moved at most once per interval. Before a reading is taken, the due deadlines of its key run; so the result
 * depends on the log alone, not on when watermarks pass. Readings come in the order of arrival. Late and duplicate
 * readings count as arrivals, but their values are not judged. The side output {@link #DEVIATIONS} has the deviation of
 * each judged value from its expected value. State is cleared after 30 days without a reading and if the catalog ends
 * anomaly detection; an open alert is then resolved.
 */
public final class DetectAnomalies extends KeyedProcessFunction<String, CleanedStep, DetectorReport> {

    private static final long serialVersionUID = 1L;

    /** Deviations of judged values from expected values; at most one in five minutes per datastream. */
    public static final OutputTag<Deviation> DEVIATIONS =
            new OutputTag<>("deviations", new StateFormatType<>(new DeviationFormat()));

    private transient ValueState<AnomalyState> states;
    private transient ValueState<byte[]> values;

    @Override
    public void open(OpenContext context) {
        states = getRuntimeContext()
                .getState(new ValueStateDescriptor<>(
                        "anomaly-detection", new StateFormatType<>(new AnomalyStateFormat())));
        values = getRuntimeContext()
                .getState(new ValueStateDescriptor<>(
                        "value-detection", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    }

    @Override
    public void processElement(CleanedStep arrival, Context context, Collector<DetectorReport> out) throws Exception {
        AnomalyState state = state();
        AnomalyDecisions decisions = decisions(context, out);
        boolean dead = state != null && decisions.runDue(state, arrival.logMillis());
        if (!arrival.settings().anomalyDetection().on()) {
            if (state != null && !dead) {
                decisions.switchOff(state, arrival.logMillis());
            }
            clear(state, context.timerService());
            return;
        }
        if (state == null || dead) {
            clear(state, context.timerService());
            state = AnomalyState.of(arrival.settings());
        }
        decisions.take(state, arrival);
        keep(state, context.timerService());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<DetectorReport> out) throws Exception {
        AnomalyState state = state();
        if (KeyTimer.isEndOfRun(context.timerService()) || state == null) {
            return; // the end of a bounded run is not silence
        }
        state.timerMillis = KeyTimer.NONE;
        if (decisions(context, out).runDue(state, timestamp)) {
            clear();
            return;
        }
        keep(state, context.timerService());
    }

    private AnomalyState state() throws IOException {
        AnomalyState state = states.value();
        if (state != null) {
            state.use(this::readValues);
        }
        return state;
    }

    private byte[] readValues() {
        try {
            return values.value();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void clear() {
        states.clear();
        values.clear();
    }

    private void clear(AnomalyState state, TimerService timers) {
        if (state != null) {
            if (state.timerMillis != KeyTimer.NONE) {
                timers.deleteEventTimeTimer(state.timerMillis);
            }
            clear();
        }
    }

    private void keep(AnomalyState state, TimerService timers) throws IOException {
        state.timerMillis = KeyTimer.keep(timers, state.timerMillis, state.nextDeadlineMillis());
        Optional<byte[]> changed = state.rest();
        if (changed.isPresent()) {
            values.update(changed.get());
        }
        states.update(state);
    }

    private static AnomalyDecisions decisions(
            KeyedProcessFunction<String, CleanedStep, DetectorReport>.Context context, Collector<DetectorReport> out) {
        return new AnomalyDecisions(context.getCurrentKey(), new AnomalyDecisions.Output() {
            @Override
            public void report(DetectorReport report) {
                out.collect(report);
            }

            @Override
            public void deviation(Deviation deviation) {
                context.output(DEVIATIONS, deviation);
            }
        });
    }
}
