package org.metrobed.analysis.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The last good total of a meter, and how a run of rows since then lies to it. Mutable, one thread. */
final class LastTotal {

    /** A meter counts at most so many times what it counts at its usual rate: the first total after a reset is below. */
    private static final double FIRST_OF_RESET = 20;
    /** A jump of so many times what the meter counts at its usual rate is that of another meter. */
    private static final double JUMP_OF_OTHER = 1_000;
    /** A first total from here on is no first total of a new meter, if the meter then stands still. */
    private static final double HIGH_STAND = 1_000;
    /** A total is that of the meter before a reset if it is so many times nearer to its last one than to the one since. */
    private static final double NEARER = 10;

    /** NaN if there is none. */
    double value = Double.NaN;

    long micros;
    /** At which it rose last, per microsecond; 0 if it did not. */
    double rate;

    boolean isKnown() {
        return !Double.isNaN(value);
    }

    /** Takes a row that goes on from it. */
    void take(Row row) {
        if (row.value > value && row.timeMicros > micros) {
            rate = (row.value - value) / (row.timeMicros - micros);
        }
        value = row.value;
        micros = row.timeMicros;
    }

    /** Takes the last row of a run. */
    void takeRun(TotalRun run) {
        value = run.last;
        micros = run.lastMicros;
        rate = run.rate > 0 ? run.rate : rate;
    }

    /** Whether a value at a time rose faster than is stated. */
    boolean isTooFast(TotalStep.Params params, double risen, long atMicros) {
        return params.isTooFast(risen - value, atMicros - micros);
    }

    /** Whether the meter began again at 0 and has counted since: the run then is what it counted. */
    boolean isReset(TotalStep.Params params, TotalRun run, Row row) {
        double usual = usual(run);
        return !run.broken
                && params.kind().isReset(value, run.first)
                && (run.held == run.rows || params.kind().isReset(value, row.value))
                && (usual == 0 || run.first <= FIRST_OF_RESET * usual);
    }

    /** Whether a step within the run is a jump that makes that before the run a usual step. */
    boolean isOtherJump(TotalRun run, double step, long stepMicros) {
        double jumped = (run.first - value) / (run.firstMicros - micros);
        return step > JUMP_OF_OTHER * Math.max(rate, Math.max(run.rate, jumped)) * stepMicros;
    }

    /** Whether a value goes on from this total, not from the run above it. */
    boolean isBack(TotalStep.Params params, TotalRun run, double next) {
        return next >= value ? next - value < run.last - next : !params.kind().isReset(value, next) && next >= 0;
    }

    /** Whether the run above it is of another meter. */
    boolean isOther(TotalStep.Params params, TotalRun run) {
        double usual = usual(run);
        return isTooFast(params, run.first, run.firstMicros)
                || (usual > 0 ? run.first - value > JUMP_OF_OTHER * usual : run.zeros > 0 && run.first >= HIGH_STAND);
    }

    /**
     * Whether a jump is back to this total, the last one before a reset: it is too large for the time since the total before
     * it, and ends near this one, or where the meter can be if it counted on from this one.
     *
     * @param since the total before the jump
     * @param sinceRate at which it rose since the reset, per microsecond
     */
    boolean isBackAfterReset(double since, long sinceMicros, double sinceRate, double next, long nextMicros) {
        double most = FIRST_OF_RESET * Math.max(rate, sinceRate);
        double jumped = next - since;
        double risen = next - value;
        return jumped > most * (nextMicros - sinceMicros)
                && (NEARER * Math.abs(risen) <= jumped || (risen >= 0 && risen <= most * (nextMicros - micros)));
    }

    /** Whether a meter that began again from another total is more likely to come back to this one: that one is far lower. */
    boolean outweighs(LastTotal other) {
        return value > NEARER * other.value;
    }

    /** What the meter counts at its usual rate until the run begins. */
    private double usual(TotalRun run) {
        return Math.max(rate, run.rate) * (run.firstMicros - micros);
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(value);
        out.writeLong(micros);
        out.writeDouble(rate);
    }

    static LastTotal read(DataInput in) throws IOException {
        LastTotal total = new LastTotal();
        total.value = in.readDouble();
        total.micros = in.readLong();
        total.rate = in.readDouble();
        return total;
    }
}
