package org.metrobed.stream.support;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;

/**
 * The values of the current key that wait until the log is known up to their log time. They are then taken in the order of the log,
 * whatever the order in which they came. One event-time timer for each log time with values. A value behind the watermark is due when
 * the watermark advances next. One thread.
 */
public final class WaitingForLog<T> {

    private final MapState<Long, List<T>> byLogTime;
    private final ToLongFunction<T> logMillis;
    private final Comparator<T> order;

    /**
     * The values in a state of an operator.
     *
     * @param name of the state
     * @param logMillis log time of a value, milliseconds since 1970 UTC
     * @param order of the values of one log time; equal values stay in the order in which they came
     */
    public WaitingForLog(
            RuntimeContext context,
            String name,
            StateFormat<T> form,
            ToLongFunction<T> logMillis,
            Comparator<T> order) {
        this.byLogTime = context.getMapState(
                new MapStateDescriptor<>(name, Types.LONG, Types.LIST(new StateFormatType<>(form))));
        this.logMillis = logMillis;
        this.order = order;
    }

    /** Whether no value waits. */
    public boolean isEmpty() throws Exception {
        return byLogTime.isEmpty();
    }

    /** Adds a value and its timer. */
    public void add(T value, TimerService timers) throws Exception {
        long at = logMillis.applyAsLong(value);
        List<T> beside = byLogTime.get(at);
        if (beside == null) {
            beside = new ArrayList<>(1);
        }
        // a message may have many thousand readings of one time; the state copies what a snapshot still needs
        beside.add(value);
        byLogTime.put(at, beside);
        timers.registerEventTimeTimer(at);
    }

    /** Removes the values of the log time of a timer, and returns them in their order; none if the timer is another one. */
    public List<T> take(long atMillis) throws Exception {
        List<T> due = byLogTime.get(atMillis);
        if (due == null) {
            return List.of();
        }
        byLogTime.remove(atMillis);
        return due.stream().sorted(order).toList();
    }

    /** Removes all values of a kind, and returns them in the order of the log. Their timers stay. */
    public List<T> takeAll(Predicate<T> kind) throws Exception {
        List<T> taken = new ArrayList<>();
        Map<Long, List<T>> left = new HashMap<>();
        for (Map.Entry<Long, List<T>> beside : byLogTime.entries()) {
            beside.getValue().stream().filter(kind).forEach(taken::add);
            List<T> others = new ArrayList<>(beside.getValue());
            others.removeIf(kind);
            if (!others.isEmpty()) {
                left.put(beside.getKey(), others);
            }
        }
        byLogTime.clear();
        if (!left.isEmpty()) {
            byLogTime.putAll(left); // an empty map would stay in the state
        }
        taken.sort(Comparator.comparingLong(logMillis).thenComparing(order));
        return taken;
    }

    /** Sets the timer of a log time again, if values wait for it: the key deleted a deadline of that time. */
    public void keepTimer(long atMillis, TimerService timers) throws Exception {
        if (byLogTime.contains(atMillis)) {
            timers.registerEventTimeTimer(atMillis);
        }
    }
}
