package org.metrobed.analysis.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Set;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.ReadingKind;
import org.metrobed.model.params.Param;
import org.metrobed.model.params.TestParams;
import org.metrobed.model.params.Unit;

/** Tells the reset of a meter's total from a value that is not its total, by the row after a step down. */
public final class TotalStep extends QualityTest<TotalStep.Params, TotalStep.State> {

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

            @Param(tag = 4, optional = true) double rollsOverAt)
            implements TestParams {

        /** The test of a total for which nothing is stated. */
        public static final Params USUAL = new Params(Double.NaN, 3_600, 3_600, Double.NaN);

        /** These with a limit at which the total rolls over. */
        public Params withRollsOverAt(double limit) {
            return new Params(suspect, per, warmUp, limit);
        }

        @Override
        public int slot() {
            return TEST.slot();
        }

        private ReadingKind kind() {
            return new ReadingKind(Statistic.TOTAL, false, 0, rollsOverAt);
        }

        /** Whether a counter that does not roll over would stay at this total. */
        private boolean isAtEnd(double total) {
            return Double.isNaN(rollsOverAt)
                    ? ENDS.contains(total)
                    : total >= rollsOverAt - (rollsOverAt >= WHOLE ? 1 : rollsOverAt * LAST_SHARE);
        }

        private boolean isTooFast(double increase, long micros) {
            return micros > 0 && increase / (micros / SECOND) > suspect / per;
        }
    }

    /** What the test remembers of a datastream: 24 bytes. Mutable, one thread. */
    static final class State {
        /** The last good total; NaN if there is none. */
        private double base = Double.NaN;

        private long baseMicros;
        /** Time of the first row below it, if the newest row is below it. */
        private long downMicros;

        private void take(double value, long micros) {
            base = value;
            baseMicros = micros;
        }
    }

    private TotalStep() {
        super(
                11,
                Phase.DECIDED_BY_NEXT,
                TestInfo.of(
                        "total-step",
                        "The total of a meter is below its last good value without a reset, or rose too fast.",
                        "Runs on every datastream with statistic total. A value below the last good one is suspect until the next"
                                + " row: if that is back, nearer to the last good value or above it, the value stays suspect (a warm-up"
                                + " zero, a garbled reading). If it goes on from the value, and the value is 0 or above, and below 90 % of the last good"
                                + " one, the meter was reset or rolled over: the value is good and has the mark reset. Zeros that follow one another stay"
                                + " suspect during warm-up. A smaller step down stays suspect, because a meter does not run"
                                + " backwards. With suspect stated, a value that rose faster since the last good one is suspect."
                                + " A value that repeats the last good one is suspect at the end of a counter, where it may count no more:"
                                + " just below rolls-over-at, and without it at the largest number of 16, 24, 32 or 64 bits, also in tenths.",
                        "Metrobed; the share of 90 % as in Home Assistant, sensor, state class total_increasing. Public reports of"
                                + " warm-up zeros that were booked as the whole lifetime of a meter."),
                Params.class);
    }

    @Override
    QualityFlag accept(Params parameters, State state, Row row) {
        if (row.isMissing()) {
            return QualityFlag.MISSING;
        }
        if (row.value < state.base) {
            state.downMicros = row.before < state.base ? state.downMicros : row.timeMicros;
            return QualityFlag.SUSPECT;
        }
        if (row.value == state.base && parameters.isAtEnd(row.value)) {
            return QualityFlag.SUSPECT;
        }
        if (parameters.isTooFast(row.value - state.base, row.timeMicros - state.baseMicros)) {
            return QualityFlag.SUSPECT;
        }
        state.take(row.value, row.timeMicros);
        return QualityFlag.GOOD;
    }

    @Override
    boolean decidesBefore(Params parameters) {
        return true;
    }

    @Override
    boolean awaitsNext(Params parameters, int rows, QualityFlag verdict) {
        return verdict == QualityFlag.SUSPECT;
    }

    @Override
    QualityFlag decideBefore(Params parameters, State state, Row row) {
        boolean back = Math.abs(row.value - row.before) >= state.base - row.value;
        if (!(row.before < state.base) || row.isMissing() || back) {
            return null;
        }
        long micros = row.timeMicros - row.stepMicros;
        boolean warming = row.before == 0 && row.value == 0 && micros - state.downMicros < parameters.warmUp() * SECOND;
        ReadingKind kind = parameters.kind();
        if (warming
                || !kind.isReset(state.base, row.before)
                || parameters.isTooFast(kind.increase(state.base, row.before), micros - state.baseMicros)) {
            return null;
        }
        state.take(row.before, micros);
        row.mark(TestBits.RESET);
        return QualityFlag.GOOD;
    }

    @Override
    State newState() {
        return new State();
    }

    @Override
    void writeState(State state, DataOutput out) throws IOException {
        out.writeDouble(state.base);
        out.writeLong(state.baseMicros);
        out.writeLong(state.downMicros);
    }

    @Override
    State readState(DataInput in) throws IOException {
        State state = new State();
        state.take(in.readDouble(), in.readLong());
        state.downMicros = in.readLong();
        return state;
    }
}
