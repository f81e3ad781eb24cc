package org.metrobed.analysis.quality;

import org.metrobed.analysis.quality.TotalRun.Kind;

/** The last good total of a meter, and that before its reset until the meter has counted up to it. Mutable, one thread. */
final class KnownTotals {

    LastTotal good = new LastTotal();
    LastTotal beforeReset = new LastTotal();

    /** Takes a row for good. */
    void take(Row row) {
        good.take(row);
        forgetIfReached();
    }

    /** Takes the rows of a run for good: below the last good total, they make it that before a reset. */
    void takeRun(TotalRun run) {
        if (run.kind == Kind.DOWN && !beforeReset.outweighs(good)) {
            beforeReset = good;
            good = new LastTotal();
            good.rate = beforeReset.rate;
        }
        good.takeRun(run);
        forgetIfReached();
    }

    /** The meter rolled over: there was no reset. */
    void forgetBeforeReset() {
        beforeReset = new LastTotal();
    }

    /** Whether a jump from the last good total to a value at a time is back to the total before the reset. */
    boolean areBackAfterReset(double value, long micros) {
        return beforeReset.isBackAfterReset(good.value, good.micros, good.rate, value, micros);
    }

    /** Whether a jump from the end of a run to a row is back to the total before the reset. */
    boolean areBackAfterReset(TotalRun run, Row row) {
        return beforeReset.isBackAfterReset(
                run.last, run.lastMicros, Math.max(good.rate, run.rate), row.value, row.timeMicros);
    }

    private void forgetIfReached() {
        if (good.value >= beforeReset.value) {
            forgetBeforeReset();
        }
    }
}
