package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;
import org.metrobed.model.Scale;

/**
 * Detects anomalies in the values of one datastream: whether they jump, are stuck, lost, clipped, copied or in another unit, and
 * how unusual {@link EnsembleDetector} finds them. The ensemble does not learn from values that are away after a jump, stuck,
 * lost or in another unit.
 * Mutable, one thread.
 */
final class ValueAnomalyDetector implements SavedState {

    /** In the first week, hours and weekends are seen for the first time: a lower level is no evidence. */
    private static final double LEVEL_AT_FIRST = 0.75;
    /** On rest days with a holiday and the day after, because no holiday is quite like another. */
    private static final double LEVEL_OF_HOLIDAYS = 0.95;
    /** The level that replaces such a lower level. */
    private static final double LEARNING_LEVEL = 0.49;

    private static final long WEEK_MICROS = 7 * 86_400_000_000L;

    private static final long HOUR_MICROS = 3_600_000_000L;
    private static final int HOUR_SECONDS = 3_600;
    /** If an ordinary step is this many times the usual one, a jump alone is no evidence. */
    private static final double LARGE_STEPS = 5;
    /** A rarer reading counts as an hourly one. */
    private static final double MOST_TIMES = 12;
    /** Length of a long run's state before version 3 of {@link AnomalyDetector}. */
    private static final int LONG_RUN_BEFORE = 48;

    private final SeasonCalendar calendar;
    private final Scale scale;
    private final long intervalMicros;
    private final Jump jump;
    private final LongRun run = new LongRun();
    private final Loss loss = new Loss();
    private final CopiedBlock copied = new CopiedBlock();
    private final Ceiling ceiling = new Ceiling();
    private final Thousandth thousandth = new Thousandth();
    private EnsembleDetector ensemble;
    private double last = Double.NaN;
    private double expected = Double.NaN;
    private long firstMicros = Long.MIN_VALUE;

    /**
     * A judged value.
     *
     * @param mean the value, or the mean of a cell
     * @param band the band expected before it was seen
     * @param level how unusual it is, in [0, 1]
     * @param cause what is most unusual about it
     * @param certain whether it needs no confirmation
     */
    record Verdict(FiveMinuteMeans.Mean mean, Band band, double level, Cause cause, boolean certain) {}

    /** @param intervalMicros expected time between two values, microseconds; 0 if not known */
    ValueAnomalyDetector(SeasonCalendar calendar, Scale scale, long intervalMicros) {
        this.calendar = calendar;
        this.scale = scale;
        this.intervalMicros = intervalMicros;
        this.jump = new Jump(scale);
        this.ensemble = new EnsembleDetector(Richness.DEFAULT, calendar, scale);
    }

    /** There is a gap: a step across it does not count. */
    void skip() {
        last = Double.NaN;
    }

    /** Judges the next value; its time is newer than all before. */
    Verdict judge(FiveMinuteMeans.Mean mean) {
        long time = mean.timeMicros();
        double value = mean.value();
        firstMicros = firstMicros == Long.MIN_VALUE ? time : firstMicros;
        LocalMoment moment = LocalMoment.of(time, calendar);
        int before = countFaults();
        boolean jumped = jumped(moment, value);
        boolean still = run.next(moment.secondOfDay() / HOUR_SECONDS, value);
        last = value;
        boolean away = jumped || jump.held();
        boolean whole = intervalMicros >= HOUR_MICROS;
        copied.next(time, value, whole);
        if (scale == Scale.LINE && (loss.held() || !moment.unusualDay())) {
            loss.next(moment, value, whole, !away && !still && !moment.unusualDay());
        }
        if (scale == Scale.LINE) {
            ceiling.next(moment, value, still);
        }
        boolean learns = !(away || still || loss.held() || thousandth.held());
        Score score = ensemble.update(time, learns ? value : Double.NaN);
        if (learns) {
            expected = score.band().expected();
        }
        if (scale == Scale.LINE) {
            thousandth.next(moment, value, score.band());
        }
        if (countFaults() < before) {
            jump.cancel(); // the step back to the values of the present belongs to the fault
            away = false;
        }
        if (away) {
            jump.place(score.band().placeOf(scale.near(value, score.band().expected())));
        }
        Cause fault = fault(away && !jump.isWithin(), still);
        return fault == null
                ? new Verdict(mean, score.band(), level(moment, score.level()), score.leading(), false)
                : new Verdict(mean, score.band(), 1, fault, true);
    }

    private int countFaults() {
        return (run.isTooLong() ? 1 : 0)
                + (loss.held() ? 1 : 0)
                + (thousandth.held() ? 1 : 0)
                + (copied.held() ? 1 : 0)
                + (ceiling.held() ? 1 : 0);
    }

    /** What is wrong without doubt; null if nothing is. */
    private Cause fault(boolean away, boolean still) {
        if (away) {
            return Cause.JUMP;
        }
        if (still) {
            return Cause.STUCK;
        }
        if (thousandth.held()) {
            return Cause.UNIT;
        }
        if (loss.held()) {
            return Cause.LOSS;
        }
        if (copied.held()) {
            return Cause.COPIED_BLOCK;
        }
        return ceiling.held() ? Cause.CLIPPING : null;
    }

    /** The band expected at a time, microseconds since 1970 UTC, by all values so far; nothing changes. */
    Band expectedAt(long timeMicros) {
        return ensemble.update(timeMicros, Double.NaN).band();
    }

    /**
     * Whether the value jumps. In the first week, on holidays and the day after, and if ordinary values have large steps, a new jump
     * needs a second sign: its value is outside the band.
     */
    private boolean jumped(LocalMoment moment, double value) {
        boolean was = jump.held();
        boolean jumped = jump.next(moment.micros(), moment.secondOfDay(), last, value, expected);
        if (jumped && !was && (isDoubtful(moment) || jump.largest() >= LARGE_STEPS)) {
            Band band = ensemble.update(moment.micros(), Double.NaN).band();
            boolean inside = Math.abs(scale.difference(value, band.expected())) <= band.high() - band.expected();
            if (inside) {
                jump.cancel();
                return false;
            }
        }
        return jumped;
    }

    private boolean isDoubtful(LocalMoment moment) {
        return moment.unusualDay() || moment.micros() - firstMicros < WEEK_MICROS;
    }

    /**
     * The level, whose odds are multiplied by the interval in five minutes: values that come twelve times as rarely raise as many
     * alerts in a day at a twelfth of the rarity.
     */
    private double level(LocalMoment moment, double level) {
        if (isDoubtful(moment)) {
            return level < (moment.unusualDay() ? LEVEL_OF_HOLIDAYS : LEVEL_AT_FIRST)
                    ? Math.min(level, LEARNING_LEVEL)
                    : level;
        }
        double times = Math.max(1, Math.min(MOST_TIMES, (double) intervalMicros / FiveMinuteMeans.MICROS));
        return times == 1 ? level : level * times / (1 - level + level * times);
    }

    @Override
    public int bytes() {
        return bytesOfThree()
                - Jump.bytesBefore()
                + jump.bytes()
                + copied.bytes()
                + ceiling.bytes()
                + thousandth.bytes();
    }

    /** Length of the state in version 3 of {@link AnomalyDetector}. */
    static int bytesOfThree() {
        return Jump.bytesBefore()
                + new LongRun().bytes()
                + new Loss().bytes()
                + 24
                + EnsembleDetector.savedBytes(EnsembleDetector.VERSION);
    }

    /** Length of the state before version 3 of {@link AnomalyDetector}. */
    static int bytesBefore() {
        return Jump.bytesBefore() + LONG_RUN_BEFORE + 24 + EnsembleDetector.savedBytes(EnsembleDetector.WIDE);
    }

    @Override
    public void write(ByteBuffer out) {
        jump.write(out);
        run.write(out);
        loss.write(out);
        copied.write(out);
        ceiling.write(out);
        thousandth.write(out);
        out.putDouble(last).putDouble(expected).putLong(firstMicros);
        out.put(ensemble.save());
    }

    /** Reads all remaining bytes. Runs and losses are learned anew from a state before version 3. */
    @Override
    public void read(ByteBuffer in) {
        boolean before = in.remaining() == bytesBefore();
        boolean ofThree = in.remaining() == bytesOfThree();
        if (before || ofThree) {
            jump.readBefore(in);
        } else {
            jump.read(in);
        }
        if (before) {
            in.position(in.position() + LONG_RUN_BEFORE);
        } else {
            run.read(in);
            loss.read(in);
        }
        if (!before && !ofThree) {
            copied.read(in);
            ceiling.read(in);
            thousandth.read(in);
        }
        last = in.getDouble();
        expected = in.getDouble();
        firstMicros = in.getLong();
        byte[] rest = new byte[in.remaining()];
        in.get(rest);
        ensemble = EnsembleDetector.restore(rest, calendar, scale);
    }
}
