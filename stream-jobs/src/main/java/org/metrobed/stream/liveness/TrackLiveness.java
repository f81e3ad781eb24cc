package org.metrobed.stream.liveness;

import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.metrobed.model.Liveness;
import org.metrobed.stream.decode.LivenessSignal;
import org.metrobed.stream.decode.LivenessSignalFormat;
import org.metrobed.stream.support.KeyTimer;
import org.metrobed.stream.support.StateFormatType;
import org.metrobed.stream.support.WaitingForLog;

/**
 * Tracks when each gateway and thing was last heard, its reported status, and its clock skew. Keyed by
 * {@link LivenessSignal#key}. Signals come from several partitions, and are taken in the order of the log.
 *
 * <p>State: the signals beyond the watermark, and one {@link LivenessState}, at most about 400 bytes. Timers: one per log time
 * with waiting signals, and one per key, to clear the state after 30 days of log time without a signal. A signal that comes
 * behind the watermark and is older than one before changes only the status. No side output.
 */
public final class TrackLiveness extends KeyedProcessFunction<String, LivenessSignal, Liveness> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<LivenessState> states;
    private transient WaitingForLog<LivenessSignal> waiting;

    @Override
    public void open(OpenContext context) {
        states = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("liveness", new StateFormatType<>(new LivenessStateFormat())));
        waiting = new WaitingForLog<>(
                getRuntimeContext(),
                "waiting",
                new LivenessSignalFormat(),
                LivenessSignal::receivedMillis,
                LivenessSignal.ORDER);
    }

    @Override
    public void processElement(LivenessSignal livenessSignal, Context context, Collector<Liveness> out)
            throws Exception {
        waiting.add(livenessSignal, context.timerService());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Liveness> out) throws Exception {
        List<LivenessSignal> due = waiting.take(timestamp);
        LivenessState state = states.value();
        if (due.isEmpty() && (state == null || KeyTimer.isEndOfRun(context.timerService()))) {
            return;
        }
        state = state == null ? new LivenessState() : state;
        for (LivenessSignal livenessSignal : due) {
            if (state.take(livenessSignal)) {
                out.collect(state.row(livenessSignal));
            }
        }
        long end = state.heardMillis + KeyTimer.FORGET_MILLIS;
        if (end <= timestamp) {
            states.clear();
            return;
        }
        long timer = timestamp == state.timerMillis ? KeyTimer.NONE : state.timerMillis;
        state.timerMillis = KeyTimer.keep(context.timerService(), timer, end);
        states.update(state);
    }
}
