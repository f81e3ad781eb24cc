package org.metrobed.stream.windows;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.metrobed.core.window.WindowRevision;
import org.metrobed.stream.cleaning.Cleaned;
import org.metrobed.stream.support.FormType;

/**
 * Summarises the readings of a datastream in windows of one size. Keyed by datastream.
 *
 * <p>State: one {@link WindowState}, about 300 bytes with one open window. Timers: one a key and minute while late
 * additions wait, at the end of that minute of log time; a step first runs it when it is due. Late input becomes revisions;
 * repeats never come here. No side output. A quiet datastream has no open window and nothing waiting; what is left is the
 * time up to which windows have closed.
 */
public final class CloseWindows extends KeyedProcessFunction<String, Cleaned, WindowRevision> {

    private static final long serialVersionUID = 1L;

    private final long sizeMillis;
    private transient Windower windower;
    private transient ValueState<WindowState> states;

    /** @param sizeMillis length of the windows, milliseconds */
    public CloseWindows(long sizeMillis) {
        this.sizeMillis = sizeMillis;
    }

    @Override
    public void open(OpenContext context) {
        windower = new Windower(sizeMillis);
        states = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("windows", new FormType<>(new WindowStateForm())));
    }

    @Override
    public void processElement(Cleaned step, Context context, Collector<WindowRevision> out) throws Exception {
        WindowState state = states.value();
        if (state == null) {
            state = new WindowState();
        }
        if (state.flushMillis != 0 && state.flushMillis <= step.logMillis()) {
            windower.flush(state, step.datastream(), out::collect);
        }
        long before = state.flushMillis;
        windower.accept(state, step, out::collect);
        if (before == 0 && state.flushMillis != 0) {
            context.timerService().registerEventTimeTimer(state.flushMillis);
        }
        states.update(state);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<WindowRevision> out) throws Exception {
        if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
            return; // the end of a bounded run is not the end of a minute
        }
        WindowState state = states.value();
        if (state.flushMillis != 0 && state.flushMillis <= timestamp) {
            windower.flush(state, context.getCurrentKey(), out::collect);
            states.update(state);
        }
    }
}
