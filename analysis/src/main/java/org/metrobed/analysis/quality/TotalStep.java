package org.metrobed.analysis.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.ReadingKind;
import org.metrobed.model.params.Param;
import org.metrobed.model.params.TestParams;
import org.metrobed.model.params.Unit;

/** Tells resets and jumps of a meter's total from values that are not its total, by the rows after them. */
public final class TotalStep extends QualityTest<TotalStep.Params, TotalStepState> {

    /** The one instance. */
    public static final TotalStep TEST = new TotalStep();

    private static final double SECOND = 1e6;

    /** The largest numbers of counters with and without a sign, of 16, 24, 32 and 64 bits, some with decimals. */
    private static final Set<Double> ENDS = Set.of(
            32_767.0,
            65_535.0,
            6_553.5,
            655.35,
            16_777_215.0,
            2_147_483_647.0,
            214_748_364.7,
            21_474_836.47,
            2_147_483.647,
            4_294_967_295.0,
            429_496_729.5,
            42_949_672.95,
            4_294_967.295,
            0x1p63,
            0x1p64);

    /** A limit from here on is counted in whole numbers. */
    private static final double WHOLE = 10_000;

    private static final double LAST_SHARE = 1 / 40_000.0;

    /**
     * The parameters. Immutable.
     *
     * @param suspect a faster increase is suspect, in the datastream's unit per {@code per}; NaN: none
     * @param per the time unit of suspect, seconds, above 0
     * @param warmUp zeros after a step down are suspect for this long, seconds
     * @param rollsOverAt the total begins again at 0 when it would reach this; NaN: never
     * @param exchangedAt times from which the readings are of another device, microseconds since 1970 UTC
     */
    public record Params(
            @Param(
                    tag = 1,
                    name = "suspect",
                    unit = Unit.DATASTREAM_PER,
                    positive = true,
                    optional = true,
                    doc = "a faster increase since the last good value is suspect; none: no such level")
            double suspect,

            @Param(tag = 2, name = "per", unit = Unit.SECONDS, or = "PT1H", doc = "the time to which suspect refers")
            double per,

            @Param(
                    tag = 3,
                    name = "warm-up",
                    unit = Unit.SECONDS,
                    or = "PT1H",
                    doc = "zeros that follow one another after a step down are suspect for this long, then they are a"
                            + " reset")
            double warmUp,

            @Param(tag = 4, optional = true) double rollsOverAt,

            @Param(tag = 5, optional = true) List<Long> exchangedAt)
            implements TestParams {

        /** The test of a total for which nothing is stated. */
        public static final Params USUAL = new Params(Double.NaN, 3_600, 3_600, Double.NaN);

        public Params {
            exchangedAt = List.copyOf(exchangedAt);
        }

        /** For a meter that was never exchanged. */
        public Params(double suspect, double per, double warmUp, double rollsOverAt) {
            this(suspect, per, warmUp, rollsOverAt, List.of());
        }

        /** These with a limit at which the total rolls over. */
        public Params withRollsOverAt(double limit) {
            return new Params(suspect, per, warmUp, limit, exchangedAt);
        }

        /** These with the times from which the readings are of another device, microseconds since 1970 UTC. */
        public Params withExchangedAt(List<Long> micros) {
            return new Params(suspect, per, warmUp, rollsOverAt, micros);
        }

        /** Whether a reading is of another device than an earlier one. */
        boolean isExchanged(long earlierMicros, long micros) {
            for (long exchange : exchangedAt) {
                if (earlierMicros < exchange && exchange <= micros) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public int slot() {
            return TEST.slot();
        }

        /** The kind of these readings. */
        ReadingKind kind() {
            return new ReadingKind(Statistic.TOTAL, false, 0, rollsOverAt);
        }

        /** Whether a counter that does not roll over would stay at this total. */
        boolean isAtEnd(double total) {
            return Double.isNaN(rollsOverAt)
                    ? ENDS.contains(total)
                    : total >= rollsOverAt - (rollsOverAt >= WHOLE ? 1 : rollsOverAt * LAST_SHARE);
        }

        /** Whether it rose faster than is stated; false if nothing is stated. */
        boolean isTooFast(double increase, long micros) {
            return micros > 0 && increase / (micros / SECOND) > suspect / per;
        }
    }

    private TotalStep() {
        super(
                11,
                Phase.DECIDED_BY_NEXT,
                TestInfo.of(
                        "total-step",
                        "The total of a meter is below its last good value without a reset, or rose too fast.",
                        "Runs on every datastream with statistic total. The first value of another device, which a deployment tells, is not compared with those before. A value below the last good one is suspect until the rows after it"
                                + " tell its cause. If one of the next three rows is back, nearer to the last good value or above it, the rows between are"
                                + " suspect (a warm-up zero, a garbled reading, a meter that restarts). If the next rows count up or stand still, and the"
                                + " first of them follows the last good value, is 0 or above, below 90 % of it, and at most 20 times what the meter usually counts in"
                                + " that time, the meter was reset: the rows are good and the first has the mark reset; windows wait for the fourth. Two rows are enough for a roll-over. Zeros that"
                                + " follow one another stay suspect during warm-up. A total that falls from row to row stays suspect, because a meter does not run"
                                + " backwards. A value over 11 % above the last good one waits for two rows: if one of them is back, the value is"
                                + " suspect. Zeros of the first three rows before a jump that the meter cannot have counted are suspect. If four rows count up on"
                                + " another level that is no reset (lower after a fall, faster than suspect, or after a jump of over 1000 times the usual step), they are"
                                + " of another meter: the last of them is good and has the mark step-unknown, so windows do not count the step to it. A meter that was"
                                + " reset may come back to its total before the reset. A value that rose by over 20 times what the meter usually counts in that time has the mark"
                                + " step-unknown, too, if it is 10 times nearer to that total than to the value before it, or if the meter can have counted from that total to it: at most"
                                + " 20 times what it usually counts since then. With suspect stated, a value that"
                                + " rose faster since the last good one is suspect. A value that repeats the last good one is suspect at the end of a counter,"
                                + " where it may count no more: just below rolls-over-at, and without it at the largest number of 16, 24, 32 or 64 bits, also in"
                                + " tenths.",
                        "Metrobed; the share of 90 % as in Home Assistant, sensor, state class total_increasing. Public reports of"
                                + " warm-up zeros that were booked as the whole lifetime of a meter."),
                Params.class);
    }

    @Override
    QualityFlag accept(Params parameters, TotalStepState state, Row row) {
        return state.accept(parameters, row);
    }

    @Override
    boolean decidesBefore(Params parameters) {
        return true;
    }

    @Override
    int open(Params parameters, TotalStepState state, int rows, QualityFlag verdict) {
        return state.held();
    }

    @Override
    QualityFlag decideBefore(Params parameters, TotalStepState state, Row row) {
        state.judge(parameters, row);
        if (row.decidedFrom == 1) {
            row.unmark(TestBits.RESET | TestBits.STEP_UNKNOWN);
        }
        if (row.decidedTo == 1) {
            row.mark(row.oldestMarks);
        }
        return row.decidedFrom == 1 ? row.decided : null;
    }

    @Override
    void giveUp(TotalStepState state) {
        state.giveUp();
    }

    @Override
    TotalStepState newState() {
        return new TotalStepState();
    }

    @Override
    void writeState(TotalStepState state, DataOutput out) throws IOException {
        state.write(out);
    }

    @Override
    TotalStepState readState(int version, QualityState newest, DataInput in) throws IOException {
        return version < QualityState.WITH_RUNS
                ? TotalStepState.readOld(in, newest.value, newest.timeMicros)
                : TotalStepState.read(version, in);
    }
}
