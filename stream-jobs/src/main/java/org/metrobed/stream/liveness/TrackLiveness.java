package org.metrobed.stream.liveness;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.metrobed.model.Liveness;
import org.metrobed.stream.decode.LivenessSignal;
import org.metrobed.stream.support.KeyTimer;
import org.metrobed.stream.support.StateFormatType;

/**
 * Tracks when each gateway and thing was last heard, its reported status, and its clock skew. Keyed by
 * {@link LivenessSignal#key}.
 *
 * <p>State: one {@link LivenessState}, at most about 400 bytes. Timers: one per key, to clear the state after 30 days
 * of log time without a signal. A signal that is older than one before changes only the status. No side output.
 */
public final class TrackLiveness extends KeyedProcessFunction<String, LivenessSignal, Liveness> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<LivenessState> states;

    @Override
    public void open(OpenContext context) {
        states = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("liveness", new StateFormatType<>(new LivenessStateFormat())));
    }

    @Override
    public void processElement(LivenessSignal livenessSignal, Context context, Collector<Liveness> out)
            throws Exception {
        LivenessState state = states.value() == null ? new LivenessState() : states.value();
        state.timerMillis = KeyTimer.keep(
                context.timerService(), state.timerMillis, livenessSignal.receivedMillis() + KeyTimer.FORGET_MILLIS);
        if (state.take(livenessSignal)) {
            out.collect(state.row(livenessSignal));
        }
        states.update(state);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Liveness> out) throws Exception {
        LivenessState state = states.value();
        if (KeyTimer.isEndOfRun(context.timerService()) || state == null) {
            return;
        }
        long end = state.heardMillis + KeyTimer.FORGET_MILLIS;
        if (end <= timestamp) {
            states.clear();
            return;
        }
        state.timerMillis = KeyTimer.keep(context.timerService(), KeyTimer.NONE, end);
        states.update(state);
    }
}
