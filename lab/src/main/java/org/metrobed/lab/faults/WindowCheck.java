package org.metrobed.lab.faults;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.window.MergedWindow;

/**
 * Compares the one-minute windows of the database with the published readings. It checks all whole minutes that end
 * before the last reading of their datastream. One thread.
 */
final class WindowCheck {

    private static final long MINUTE_MICROS = 60_000_000;
    private static final double ROUNDING = 1e-9;

    private final Expected expected;
    private final boolean once;
    private final Map<String, Integer> datastreams = new HashMap<>();
    private long exact;
    private long wrong;

    /**
     * The result of the comparison. Immutable.
     *
     * @param expected expected windows
     * @param exact windows with one revision, all readings, no late reading, and the sum of the sent values
     * @param wrong all other windows
     */
    record Count(long expected, long exact, long wrong) {

        static final Count NONE = new Count(0, 0, 0);

        Count plus(Count other) {
            return new Count(expected + other.expected, exact + other.exact, wrong + other.wrong);
        }

        boolean holds() {
            return exact == expected && wrong == 0;
        }
    }

    WindowCheck(Expected expected) {
        this(expected, true);
    }

    private WindowCheck(Expected expected, boolean once) {
        this.expected = expected;
        this.once = once;
        List<String> ids = expected.listDatastreams();
        for (int i = 0; i < ids.size(); i++) {
            datastreams.put(ids.get(i), i);
        }
    }

    /** A check that accepts windows with several revisions and with late readings. */
    static WindowCheck ofAnyRevision(Expected expected) {
        return new WindowCheck(expected, false);
    }

    /** The end of the last whole minute, exclusive. */
    static long endMicros(Expected expected) {
        return expected.startMicros() + minutes(expected) * MINUTE_MICROS;
    }

    /** Adds a window. */
    void add(MergedWindow merged) {
        Integer datastream = datastreams.get(merged.window().datastream());
        if (datastream != null && isAsSent(merged, datastream)) {
            exact++;
        } else {
            wrong++;
        }
    }

    /** The result so far. */
    Count count() {
        return new Count(minutes(expected) * datastreams.size(), exact, wrong);
    }

    private boolean isAsSent(MergedWindow merged, int datastream) {
        WindowRevision window = merged.window();
        long readings = MINUTE_MICROS / expected.stepMicros();
        double sum = 0;
        for (long i = 0; i < readings; i++) {
            sum += expected.value(datastream, window.startMicros() + i * expected.stepMicros());
        }
        boolean first = merged.revisions() == 1 && window.lateCount() == 0;
        return (first || !once)
                && window.good().count() == readings
                && Math.abs(window.good().sum() - sum) <= ROUNDING * sum;
    }

    private static long minutes(Expected expected) {
        return (expected.rounds() - 1) * expected.stepMicros() / MINUTE_MICROS;
    }
}
