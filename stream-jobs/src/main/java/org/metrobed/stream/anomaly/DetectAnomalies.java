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
 * Watches datastreams for what nobody wrote a rule for, and reports the steps of its episodes. Keyed by datastream.
 *
 * <p>State: one {@link AnomalyState}, at most 6 KiB. Timers: one a key, moved at most once an interval, for the silence of the
 * datastream by the log's clock. A reading first runs its key's deadlines when they are due, so that the result depends on the
 * log alone, not on when watermarks pass. Readings come in the order of arrival: late and repeated ones count for how they
 * arrive, their values are not judged. By the side output {@link #DEVIATIONS} leaves how each judged value stands. State is
 * cleared after 30 days without a reading and when the catalog ends the watch; an open alert is resolved then.
 */
public final class DetectAnomalies extends KeyedProcessFunction<String, CleanedStep, DetectorReport> {

    private static final long serialVersionUID = 1L;

    /** How judged values stand to what was expected; at most one in five minutes of a datastream. */
    public static final OutputTag<Deviation> DEVIATIONS =
            new OutputTag<>("standings", new StateFormatType<>(new DeviationFormat()));

    private transient ValueState<AnomalyState> states;

    @Override
    public void open(OpenContext context) {
        states = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("watch", new StateFormatType<>(new AnomalyStateFormat())));
    }

    @Override
    public void processElement(CleanedStep arrival, Context context, Collector<DetectorReport> out) throws Exception {
        AnomalyState state = states.value();
        AnomalyDecisions watching = watching(context, out);
        boolean dead = state != null && watching.runDue(state, arrival.logMillis());
        if (!arrival.settings().anomalyDetection().on()) {
            if (state != null && !dead) {
                watching.switchOff(state, arrival.logMillis());
            }
            clear(state, context.timerService());
            return;
        }
        if (state == null || dead) {
            clear(state, context.timerService());
            state = AnomalyState.of(arrival.settings());
        }
        watching.take(state, arrival);
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
        if (watching(context, out).runDue(state, timestamp)) {
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

    private static AnomalyDecisions watching(
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
