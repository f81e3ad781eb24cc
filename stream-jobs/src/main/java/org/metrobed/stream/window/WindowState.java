package org.metrobed.stream.window;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.metrobed.model.window.WindowAccumulator;
import org.metrobed.model.window.WindowLevel;

/**
 * The open windows of one datastream, of all lengths, and the late additions that wait to become revisions. Only windows of a
 * minute gather readings one by one; longer ones hold what shorter ones came to. Mutable, one thread.
 */
public final class WindowState {

    /** There is no deadline. */
    static final long NEVER = Long.MAX_VALUE;

    /** Open windows of a minute, by start; usually one. */
    final NavigableMap<Long, WindowAccumulator> minutes = new TreeMap<>();
    /** Late additions to closed windows of a minute, by start, that longer windows do not hold yet. */
    final NavigableMap<Long, WindowAccumulator> late = new TreeMap<>();

    private final Map<WindowLevel, LevelState> levels = new EnumMap<>(WindowLevel.class);

    /** Log time of the newest step or deadline; milliseconds. */
    long logMillis;
    /** Expected time between readings, as last known; milliseconds. */
    long intervalMillis = WindowLevel.MINUTE.millis();
    /** Log time at which the datastream fell quiet, 0 while it is not. */
    long quietMillis;
    /** How long after its end a window of a quiet datastream closes; milliseconds. */
    long idleTimeoutMillis;
    /** Log time at which the late additions become revisions, 0 when there are none. */
    long flushMillis;
    /** When the timer of this key fires, 0 when there is none. */
    long timerMillis;

    /** The open minute that was added to last; null when it has closed. */
    private WindowAccumulator recent;

    /** Of a datastream that was never seen. */
    public WindowState() {
        for (WindowLevel size : WindowLevel.values()) {
            levels.put(size, new LevelState(size));
        }
    }

    LevelState level(WindowLevel size) {
        return levels.get(size);
    }

    /** The shorter ones first. */
    Collection<LevelState> levels() {
        return levels.values();
    }

    /** The open minute that starts then, a new one when there is none. */
    WindowAccumulator minute(long startMicros) {
        if (recent == null || recent.startMicros() != startMicros) {
            recent = minutes.computeIfAbsent(startMicros, WindowAccumulator::new);
        }
        return recent;
    }

    /** Takes the open minute away that starts first. */
    WindowAccumulator pollMinute() {
        recent = null;
        return minutes.pollFirstEntry().getValue();
    }

    /** Log time of the next deadline, {@link #NEVER} when there is none. */
    long nextDueMillis() {
        long flush = flushMillis == 0 ? NEVER : flushMillis;
        return quietMillis == 0 ? flush : Math.min(flush, quietDueMillis());
    }

    /** Log time at which the silence closes the window that ends first. */
    private long quietDueMillis() {
        long endMicros = minutes.isEmpty() ? NEVER : WindowLevel.MINUTE.endMicros(minutes.firstKey());
        for (LevelState level : levels()) {
            if (!level.open().isEmpty()) {
                endMicros =
                        Math.min(endMicros, level.size().endMicros(level.open().firstKey()));
            }
        }
        return endMicros == NEVER ? NEVER : Math.max(quietMillis, endMicros / 1_000 + idleTimeoutMillis);
    }
}
