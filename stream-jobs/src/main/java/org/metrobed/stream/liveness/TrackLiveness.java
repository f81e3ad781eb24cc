package org.metrobed.stream.liveness;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.metrobed.core.model.Liveness;
import org.metrobed.stream.decode.Sighting;
import org.metrobed.stream.support.FormType;

/**
 * Keeps when each gateway and thing was last heard, what it said of itself, and how far its clock is off. Keyed by
 * {@link Sighting#key}.
 *
 * <p>State: one {@link LivenessState}, at most about 400 bytes. Timers: one a key, to clear the state after
 * {@value #KEPT_MILLIS} ms of log time in which it was not heard. A sighting that is older than one before changes nothing but
 * the status. No side output.
 */
public final class TrackLiveness extends KeyedProcessFunction<String, Sighting, Liveness> {

    private static final long serialVersionUID = 1L;

    /** Thirty days. */
    static final long KEPT_MILLIS = 30L * 24 * 3_600_000;

    private transient ValueState<LivenessState> states;

    @Override
    public void open(OpenContext context) {
        states = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("liveness", new FormType<>(new LivenessStateForm())));
    }

    @Override
    public void processElement(Sighting sighting, Context context, Collector<Liveness> out) throws Exception {
        LivenessState state = states.value() == null ? new LivenessState() : states.value();
        if (state.timerMillis == 0) {
            state.timerMillis = sighting.receivedMillis() + KEPT_MILLIS;
            context.timerService().registerEventTimeTimer(state.timerMillis);
        }
        if (state.take(sighting)) {
            out.collect(state.row(sighting));
        }
        states.update(state);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Liveness> out) throws Exception {
        LivenessState state = states.value();
        if (context.timerService().currentWatermark() == Long.MAX_VALUE || state == null) {
            return;
        }
        long end = state.heardMillis + KEPT_MILLIS;
        if (end <= timestamp) {
            states.clear();
            return;
        }
        state.timerMillis = end;
        context.timerService().registerEventTimeTimer(end);
        states.update(state);
    }
}
