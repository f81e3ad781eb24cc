package org.metrobed.stream.window;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.stream.cleaning.CleanedStep;
import org.metrobed.stream.support.KeyTimer;
import org.metrobed.stream.support.StateFormatType;

/**
 * Summarises the readings of a datastream in windows of all lengths that {@link org.metrobed.model.window.WindowLevel}
 * names. Keyed by datastream.
 *
 * <p>State: one {@link WindowState}, usually with one open window of each length: 1 to 2 KiB for a sensor that reports
 * good values every minute, at most 4 KiB with suspect values or six values a minute. Late additions that wait add one
 * window for each that they touch. Timers: one per key, at the next deadline, while it is idle with open windows or
 * while late additions wait. Before a step is taken, the due deadlines run. Late input becomes revisions; duplicates do
 * not reach this operator. Side output: {@link #STORED}. A datastream that has been idle for more than a day has no open window and
 * no waiting additions; only the time up to which windows have closed is kept.
 */
public final class CloseWindows extends KeyedProcessFunction<String, CleanedStep, WindowRevision> {

    private static final long serialVersionUID = 2L;

    /** The revisions that are stored; the main output has all. */
    public static final OutputTag<WindowRevision> STORED =
            new OutputTag<>("stored-windows", new StateFormatType<>(new WindowRevisionFormat()));

    private transient Windower windower;
    private transient ValueState<WindowState> states;

    @Override
    public void open(OpenContext context) {
        windower = new Windower();
        states = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("windows", new StateFormatType<>(new WindowStateFormat())));
    }

    @Override
    public void processElement(CleanedStep step, Context context, Collector<WindowRevision> out) throws Exception {
        WindowState state = states.value();
        if (state == null) {
            state = new WindowState();
        }
        windower.accept(state, step, output(context, out));
        schedule(state, context.timerService());
        states.update(state);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<WindowRevision> out) throws Exception {
        if (KeyTimer.isEndOfRun(context.timerService())) {
            return; // the end of a bounded run is neither the end of a minute nor silence
        }
        WindowState state = states.value();
        state.timerMillis = 0;
        windower.runDue(state, context.getCurrentKey(), timestamp, output(context, out));
        schedule(state, context.timerService());
        states.update(state);
    }

    private static Windower.Output output(Context context, Collector<WindowRevision> out) {
        return new Windower.Output() {
            @Override
            public void revision(WindowRevision revision) {
                out.collect(revision);
            }

            @Override
            public void store(WindowRevision revision) {
                context.output(STORED, revision);
            }
        };
    }

    private static void schedule(WindowState state, TimerService timers) {
        long due = state.nextDueMillis();
        state.timerMillis = KeyTimer.keep(timers, state.timerMillis, due == WindowState.NEVER ? KeyTimer.NONE : due);
    }
}
