package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneId;
import org.metrobed.model.Scale;

/**
 * Detects anomalies in the values of one datastream: whether they jump or are stuck, and how unusual
 * {@link EnsembleDetector} finds them. The ensemble does not learn from values that are away after a jump or are stuck.
 * Mutable, one thread.
 */
final class ValueAnomalyDetector implements SavedState {

    /** In the first week, hours and weekends are seen for the first time: a lower level is no evidence. */
    private static final double LEVEL_AT_FIRST = 0.75;
    /** The level that replaces such a lower level. */
    private static final double LEARNING_LEVEL = 0.49;

    private static final long WEEK_MICROS = 7 * 86_400_000_000L;
    private static final int DAY_SECONDS = 86_400;

    private final ZoneId zone;
    private final Scale scale;
    private final Jump jump;
    private final LongRun flat = new LongRun();
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

    ValueAnomalyDetector(ZoneId zone, Scale scale) {
        this.zone = zone;
        this.scale = scale;
        this.jump = new Jump(scale);
        this.ensemble = new EnsembleDetector(Richness.DEFAULT, zone, scale);
    }

    /** There is a gap: a step across it does not count. */
    void skip() {
        last = Double.NaN;
    }

    /** Judges the next value; its time is newer than all before. */
    Verdict judge(FiveMinuteMeans.Mean mean) {
        long time = mean.timeMicros();
        double value = mean.value();
        boolean jumped = jump.next(time, secondOfDay(time), last, value, expected);
        boolean still = flat.next(value);
        last = value;
        if (jumped || jump.held() || still) {
            Band band = ensemble.update(time, Double.NaN).band();
            return new Verdict(mean, band, 1, jumped || jump.held() ? Cause.JUMP : Cause.STUCK, true);
        }
        Score score = ensemble.update(time, value);
        expected = score.band().expected();
        return new Verdict(mean, score.band(), level(time, score), score.leading(), false);
    }

    private double level(long timeMicros, Score score) {
        if (firstMicros == Long.MIN_VALUE) {
            firstMicros = timeMicros;
        }
        boolean learning = timeMicros - firstMicros < WEEK_MICROS;
        return learning && score.level() < LEVEL_AT_FIRST ? Math.min(score.level(), LEARNING_LEVEL) : score.level();
    }

    private int secondOfDay(long timeMicros) {
        long seconds = Math.floorDiv(timeMicros, 1_000_000L);
        int offset = zone.getRules().getOffset(Instant.ofEpochSecond(seconds)).getTotalSeconds();
        return (int) Math.floorMod(seconds + offset, (long) DAY_SECONDS);
    }

    @Override
    public int bytes() {
        return jump.bytes() + flat.bytes() + 24 + ensemble.savedBytes();
    }

    @Override
    public void write(ByteBuffer out) {
        jump.write(out);
        flat.write(out);
        out.putDouble(last).putDouble(expected).putLong(firstMicros);
        out.put(ensemble.save());
    }

    /** Reads all remaining bytes. */
    @Override
    public void read(ByteBuffer in) {
        jump.read(in);
        flat.read(in);
        last = in.getDouble();
        expected = in.getDouble();
        firstMicros = in.getLong();
        byte[] rest = new byte[in.remaining()];
        in.get(rest);
        ensemble = EnsembleDetector.restore(rest, zone, scale);
    }
}
