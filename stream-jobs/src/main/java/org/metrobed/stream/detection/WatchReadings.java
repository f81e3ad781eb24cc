package org.metrobed.stream.detection;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.metrobed.analysis.correlate.Report;
import org.metrobed.analysis.correlate.Standing;
import org.metrobed.stream.cleaning.Cleaned;
import org.metrobed.stream.support.FormType;
import org.metrobed.stream.support.KeyTimer;

/**
 * Watches datastreams for what nobody wrote a rule for, and reports the steps of its episodes. Keyed by datastream.
 *
 * <p>State: one {@link WatchState}, at most 6 KiB. Timers: one a key, moved at most once an interval, for the silence of the
 * datastream by the log's clock. A reading first runs its key's deadlines when they are due, so that the result depends on the
 * log alone, not on when watermarks pass. Readings come in the order of arrival: late and repeated ones count for how they
 * arrive, their values are not judged. By the side output {@link #STANDINGS} leaves how each judged value stands. State is
 * cleared after 30 days without a reading and when the catalog ends the watch; an open alert is resolved then.
 */
public final class WatchReadings extends KeyedProcessFunction<String, Cleaned, Report> {

    private static final long serialVersionUID = 1L;

    /** How judged values stand to what was expected; at most one in five minutes of a datastream. */
    public static final OutputTag<Standing> STANDINGS =
            new OutputTag<>("standings", new FormType<>(new StandingForm()));

    private transient ValueState<WatchState> states;

    @Override
    public void open(OpenContext context) {
        states =
                getRuntimeContext().getState(new ValueStateDescriptor<>("watch", new FormType<>(new WatchStateForm())));
    }

    @Override
    public void processElement(Cleaned arrival, Context context, Collector<Report> out) throws Exception {
        WatchState state = states.value();
        Watching watching = watching(context, out);
        boolean dead = state != null && watching.runDue(state, arrival.logMillis());
        if (!arrival.settings().watch().on()) {
            if (state != null && !dead) {
                watching.switchOff(state, arrival.logMillis());
            }
            clear(state, context.timerService());
            return;
        }
        if (state == null || dead) {
            clear(state, context.timerService());
            state = WatchState.of(arrival.settings());
        }
        watching.take(state, arrival);
        scheduleAndRest(state, context.timerService());
        states.update(state);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Report> out) throws Exception {
        WatchState state = states.value();
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

    private void clear(WatchState state, TimerService timers) {
        if (state != null) {
            if (state.timerMillis != KeyTimer.NONE) {
                timers.deleteEventTimeTimer(state.timerMillis);
            }
            states.clear();
        }
    }

    private static void scheduleAndRest(WatchState state, TimerService timers) {
        state.timerMillis = KeyTimer.keep(timers, state.timerMillis, state.nextDeadlineMillis());
        state.rest();
    }

    private static Watching watching(
            KeyedProcessFunction<String, Cleaned, Report>.Context context, Collector<Report> out) {
        return new Watching(context.getCurrentKey(), new Watching.Output() {
            @Override
            public void report(Report report) {
                out.collect(report);
            }

            @Override
            public void standing(Standing standing) {
                context.output(STANDINGS, standing);
            }
        });
    }
}
