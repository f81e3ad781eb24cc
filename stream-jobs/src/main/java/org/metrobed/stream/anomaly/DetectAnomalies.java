package org.metrobed.stream.anomaly;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
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
 * <p>State: one {@link AnomalyState}, at most 6 KiB. Timers: one per key, for the silence of the datastream in log
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

    @Override
    public void open(OpenContext context) {
        states = getRuntimeContext()
                .getState(new ValueStateDescriptor<>(
                        "anomaly-detection", new StateFormatType<>(new AnomalyStateFormat())));
    }

    @Override
    public void processElement(CleanedStep arrival, Context context, Collector<DetectorReport> out) throws Exception {
        AnomalyState state = states.value();
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
        scheduleAndRest(state, context.timerService());
        states.update(state);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<DetectorReport> out) throws Exception {
        AnomalyState state = states.value();
        if (KeyTimer.isEndOfRun(context.timerService()) || state == null) {
            return; // the end of a bounded run is not silence
        }
        state.timerMillis = KeyTimer.NONE;
        if (decisions(context, out).runDue(state, timestamp)) {
            states.clear();
            return;
        }
        scheduleAndRest(state, context.timerService());
        states.update(state);
    }

    private void clear(AnomalyState state, TimerService timers) {
        if (state != null) {
            if (state.timerMillis != KeyTimer.NONE) {
                timers.deleteEventTimeTimer(state.timerMillis);
            }
            states.clear();
        }
    }

    private static void scheduleAndRest(AnomalyState state, TimerService timers) {
        state.timerMillis = KeyTimer.keep(timers, state.timerMillis, state.nextDeadlineMillis());
        state.rest();
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
