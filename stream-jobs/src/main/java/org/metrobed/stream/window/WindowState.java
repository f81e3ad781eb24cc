package org.metrobed.stream.window;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.metrobed.model.window.WindowAccumulator;
import org.metrobed.model.window.WindowLevel;

/**
 * The open windows of one datastream, of all lengths, and the late additions that wait to become revisions. Only
 * windows of a minute collect single readings; longer windows merge the contents of shorter ones. Mutable, one thread.
 */
public final class WindowState {

    /** The value if there is no deadline. */
    static final long NEVER = Long.MAX_VALUE;

    /** Open windows of a minute, by start; usually one. */
    final NavigableMap<Long, WindowAccumulator> minutes = new TreeMap<>();
    /** Late additions to closed windows of a minute, by start, not yet added to longer windows. */
    final NavigableMap<Long, WindowAccumulator> late = new TreeMap<>();

    private final Map<WindowLevel, LevelState> levels = new EnumMap<>(WindowLevel.class);

    /** Log time of the newest step or deadline; milliseconds. */
    long logMillis;
    /** Expected time between readings, as last known; milliseconds. */
    long intervalMillis = WindowLevel.MINUTE.millis();
    /** Log time at which the datastream became idle; 0 if it is not. */
    long idleMillis;
    /** How long after its end a window of an idle datastream closes; milliseconds. */
    long idleTimeoutMillis;
    /** Log time at which the late additions become revisions; 0 if there are none. */
    long flushMillis;
    /** When the timer of this key fires; 0 if there is none. */
    long timerMillis;
    /** Open windows of any length that start at or before this are stored when they close; microseconds. */
    long storedMicros = Long.MIN_VALUE;
    /** The catalog version of the settings in force; {@link #NEVER} if it is not known. */
    long settingsVersion = NEVER;
    /** Log time at which other settings came into force: windows that close then are stored. */
    long changedMillis = Long.MIN_VALUE;

    /** The open minute that was added to last; null if it has closed. */
    private WindowAccumulator recent;

    /** The initial state. */
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

    /** The open minute with this start; a new one if there is none. */
    WindowAccumulator minute(long startMicros) {
        if (recent == null || recent.startMicros() != startMicros) {
            recent = minutes.computeIfAbsent(startMicros, WindowAccumulator::new);
        }
        return recent;
    }

    /** Notes the settings of a step; if they are others than before, the windows that are open now are stored. */
    void use(long catalogVersion, long stepMillis) {
        if (catalogVersion != settingsVersion) {
            boolean begins = level(WindowLevel.MINUTE).closedMicros == Long.MIN_VALUE;
            changedMillis = begins ? changedMillis : stepMillis;
            long newest = minutes.isEmpty() ? level(WindowLevel.MINUTE).closedMicros : minutes.lastKey();
            storedMicros = Math.max(storedMicros, newest);
            settingsVersion = catalogVersion;
        }
    }

    /** Removes the open minute that starts first and returns it. */
    WindowAccumulator pollMinute() {
        recent = null;
        return minutes.pollFirstEntry().getValue();
    }

    /** Log time of the next deadline, {@link #NEVER} if there is none. */
    long nextDueMillis() {
        long flush = flushMillis == 0 ? NEVER : flushMillis;
        return idleMillis == 0 ? flush : Math.min(flush, idleDueMillis());
    }

    /** Log time at which the window that ends first closes because the datastream is idle. */
    private long idleDueMillis() {
        long endMicros = minutes.isEmpty() ? NEVER : WindowLevel.MINUTE.endMicros(minutes.firstKey());
        for (LevelState level : levels()) {
            if (!level.open().isEmpty()) {
                endMicros =
                        Math.min(endMicros, level.size().endMicros(level.open().firstKey()));
            }
        }
        return endMicros == NEVER ? NEVER : Math.max(idleMillis, endMicros / 1_000 + idleTimeoutMillis);
    }
}
