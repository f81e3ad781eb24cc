package org.metrobed.stream.correlate;

import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.metrobed.stream.support.KeyTimer;
import org.metrobed.stream.support.StateFormat;
import org.metrobed.stream.support.StateFormatType;
import org.metrobed.stream.support.WaitingForLog;

/**
 * Takes the inputs of several streams in the order of the log, whatever the order in which they arrive.
 *
 * <p>State: inputs beyond the watermark, and one value of the subclass. Timers: one for each log time with waiting
 * inputs, and one for the next deadline of the value. A deadline runs before the inputs of its time. An input behind
 * the watermark is taken when the watermark advances next. Deadlines that fire only because a bounded run has ended are
 * ignored.
 */
abstract class InLogOrder<S, O> extends KeyedProcessFunction<String, AlertInput, O> {

    private static final long serialVersionUID = 1L;

    private final StateFormat<S> form;
    private transient WaitingForLog<AlertInput> waiting;
    private transient ValueState<S> states;

    InLogOrder(StateFormat<S> form) {
        this.form = form;
    }

    /** The initial value of a key. */
    abstract S nothing();

    /** Whether a value need not be stored. */
    abstract boolean isNothing(S state);

    /** Takes an input. All earlier inputs have been taken, and all deadlines up to and with its log time have run. */
    abstract void take(S state, AlertInput alertInput, Consumer<O> out);

    /** Runs the deadlines up to this log time. */
    abstract void pass(S state, long nowMillis, Consumer<O> out);

    /** Log time of the next deadline, {@link Long#MAX_VALUE} if there is none. */
    abstract long nextMillis(S state);

    /** Takes an input that need not wait. Returns whether it was taken. */
    boolean takeAtOnce(S state, AlertInput alertInput) {
        return false;
    }

    @Override
    public void open(OpenContext context) {
        waiting = new WaitingForLog<>(
                getRuntimeContext(), "waiting", new AlertInputFormat(), AlertInput::logMillis, AlertInput.ORDER);
        states = getRuntimeContext().getState(new ValueStateDescriptor<>("state", new StateFormatType<>(form)));
    }

    @Override
    public void processElement(AlertInput alertInput, Context context, Collector<O> out) throws Exception {
        S state = state();
        if (takeAtOnce(state, alertInput)) {
            keep(state, context.timerService());
        } else {
            waiting.add(alertInput, context.timerService());
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<O> out) throws Exception {
        List<AlertInput> due = waiting.take(timestamp);
        if (due.isEmpty() && KeyTimer.isEndOfRun(context.timerService())) {
            return;
        }
        S state = state();
        pass(state, timestamp, out::collect);
        due.forEach(alertInput -> take(state, alertInput, out::collect));
        keep(state, context.timerService());
    }

    private S state() throws Exception {
        S state = states.value();
        return state == null ? nothing() : state;
    }

    private void keep(S state, TimerService timers) throws Exception {
        if (isNothing(state)) {
            states.clear();
            return;
        }
        states.update(state);
        long next = nextMillis(state);
        if (next != Long.MAX_VALUE) {
            timers.registerEventTimeTimer(next);
        }
    }
}
