package org.metrobed.simulators.fleet;

/**
 * The instants at which a sensor measures: every interval, with a phase. Immutable.
 *
 * @param intervalMillis at least 1
 * @param phaseMillis in [0, intervalMillis)
 */
record Ticks(long intervalMillis, long phaseMillis) {
    Ticks {
        if (intervalMillis < 1 || phaseMillis < 0 || phaseMillis >= intervalMillis) {
            throw new IllegalArgumentException("phase " + phaseMillis + " is not in [0," + intervalMillis + ")");
        }
    }

    /** The first tick at or after an instant. */
    long atOrAfter(long millis) {
        return Math.floorDiv(millis - phaseMillis + intervalMillis - 1, intervalMillis) * intervalMillis + phaseMillis;
    }

    /** Number of ticks in [from, to). */
    long count(long from, long to) {
        return Math.max(0, (atOrAfter(to) - atOrAfter(from)) / intervalMillis);
    }
}
