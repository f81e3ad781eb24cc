package org.metrobed.stream.correlate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.Collector;
import org.metrobed.analysis.correlate.InPieces;
import org.metrobed.stream.support.KeyTimer;
import org.metrobed.stream.support.StateFormat;
import org.metrobed.stream.support.StateFormatType;
import org.metrobed.stream.support.WaitingForLog;

/**
 * Takes the inputs of several streams in the order of the log, whatever the order in which they arrive. For the
 * operator that has it, one thread.
 *
 * <p>State: inputs beyond the watermark, and the pieces of one value for each key. The value itself is kept in memory
 * and made of its pieces after a restart; after each step the pieces that have changed are stored. Timers: one for each
 * log time with waiting inputs, and one for the next deadline of the value. A deadline runs before the inputs of its
 * time. An input behind the watermark is taken when the watermark advances next. Deadlines that fire only because a
 * bounded run has ended are ignored.
 */
final class InLogOrder<V extends InPieces<P, O>, P, O> {

    /** Makes the value of the current key of the pieces of its state. */
    interface Restoring<V, P> {

        V restore(List<P> pieces) throws Exception;
    }

    private final WaitingForLog<AlertInput> waiting;
    private final MapState<String, P> pieces;
    private final Restoring<V, P> restoring;
    private final Map<String, V> values = new HashMap<>();

    InLogOrder(RuntimeContext context, StateFormat<P> form, Restoring<V, P> restoring) {
        this.waiting = waiting(context);
        this.pieces =
                context.getMapState(new MapStateDescriptor<>("pieces", Types.STRING, new StateFormatType<>(form)));
        this.restoring = restoring;
    }

    /** The inputs of an operator that wait for the watermark. */
    static WaitingForLog<AlertInput> waiting(RuntimeContext context) {
        return new WaitingForLog<>(context, "waiting", new AlertInputFormat(), AlertInput::logMillis, AlertInput.ORDER);
    }

    /** An input has arrived. */
    void add(AlertInput alertInput, TimerService timers) throws Exception {
        waiting.add(alertInput, timers);
    }

    /** Adds a piece to the state of the current key, before any of its timers has fired. */
    void put(String id, P piece, TimerService timers) throws Exception {
        pieces.put(id, piece);
        timers.registerEventTimeTimer(0);
    }

    /**
     * A timer has fired.
     *
     * @param take takes an input; all earlier inputs have been taken, and all deadlines up to and with its log time have
     *     run
     */
    void run(String key, long timestamp, TimerService timers, BiFunction<V, AlertInput, List<O>> take, Collector<O> out)
            throws Exception {
        List<AlertInput> due = waiting.take(timestamp);
        if (due.isEmpty() && KeyTimer.isEndOfRun(timers)) {
            return;
        }
        V value = values.get(key);
        if (value == null) {
            List<P> saved = new ArrayList<>();
            pieces.values().forEach(saved::add);
            value = restoring.restore(saved);
            values.put(key, value);
        }
        value.pass(timestamp).forEach(out::collect);
        for (AlertInput alertInput : due) {
            take.apply(value, alertInput).forEach(out::collect);
        }
        keep(key, value, timers);
    }

    private void keep(String key, V value, TimerService timers) throws Exception {
        Map<String, P> changes = value.takeChanges();
        if (value.isEmpty()) {
            pieces.clear();
            values.remove(key);
            return;
        }
        for (Map.Entry<String, P> changed : changes.entrySet()) {
            if (changed.getValue() == null) {
                pieces.remove(changed.getKey());
            } else {
                pieces.put(changed.getKey(), changed.getValue());
            }
        }
        long next = value.nextMillis();
        if (next != Long.MAX_VALUE) {
            timers.registerEventTimeTimer(next);
        }
    }
}
