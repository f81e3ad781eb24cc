package org.metrobed.stream.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.metrobed.stream.support.Form;
import org.metrobed.stream.support.FormType;
import org.metrobed.stream.support.KeyTimer;

/**
 * Lets notices of several streams meet in the order of the log, whatever the order in which they arrive.
 *
 * <p>State: notices that lie beyond the watermark, and one value of the subclass. Timers: one a log time at which notices
 * wait, and the next deadline of the value; a deadline runs before what lies at its time. A notice behind the watermark is
 * taken at the watermark's next step. Deadlines that fire only because a bounded run has ended are passed over.
 */
abstract class InLogOrder<S, O> extends KeyedProcessFunction<String, Notice, O> {

    private static final long serialVersionUID = 1L;

    private final Form<S> form;
    private transient MapState<Long, List<Notice>> waiting;
    private transient ValueState<S> states;

    InLogOrder(Form<S> form) {
        this.form = form;
    }

    /** The value of a key of which nothing is known. */
    abstract S nothing();

    /** Whether a value need not be kept. */
    abstract boolean isNothing(S state);

    /** Takes a notice; what lies before it has been taken, and what was due too, up to and with its log time. */
    abstract void take(S state, Notice notice, Consumer<O> out);

    /** Log time has come so far. */
    abstract void pass(S state, long nowMillis, Consumer<O> out);

    /** When {@link #pass} has something to do, {@link Long#MAX_VALUE} for never. */
    abstract long nextMillis(S state);

    /** Takes what need not wait; whether it did. */
    boolean takeAtOnce(S state, Notice notice) {
        return false;
    }

    @Override
    public void open(OpenContext context) {
        waiting = getRuntimeContext()
                .getMapState(
                        new MapStateDescriptor<>("waiting", Types.LONG, Types.LIST(new FormType<>(new NoticeForm()))));
        states = getRuntimeContext().getState(new ValueStateDescriptor<>("state", new FormType<>(form)));
    }

    @Override
    public void processElement(Notice notice, Context context, Collector<O> out) throws Exception {
        S state = state();
        if (takeAtOnce(state, notice)) {
            keep(state, context.timerService());
            return;
        }
        long at = notice.logMillis();
        List<Notice> beside = waiting.get(at);
        List<Notice> all = beside == null ? new ArrayList<>(1) : new ArrayList<>(beside);
        all.add(notice);
        waiting.put(at, all);
        context.timerService().registerEventTimeTimer(at);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<O> out) throws Exception {
        List<Notice> notices = waiting.get(timestamp);
        if (notices == null && KeyTimer.isEndOfRun(context.timerService())) {
            return;
        }
        S state = state();
        pass(state, timestamp, out::collect);
        if (notices != null) {
            waiting.remove(timestamp);
            notices.stream().sorted(Notice.ORDER).forEach(notice -> take(state, notice, out::collect));
        }
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
