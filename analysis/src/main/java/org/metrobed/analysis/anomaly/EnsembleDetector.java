package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.metrobed.model.Scale;

/**
 * The weighted mean surprise of several components. Each component counts how rare its measure has been so far. The
 * most surprised component counts twice and the least surprised one not at all. A stuck sensor is reported without the
 * others. All datastreams share one set of parameters; docs/DETECTORS.md explains how they were chosen and what results
 * they give. Mutable, one thread.
 */
public final class EnsembleDetector implements Detector {

    /** The alarm level. */
    public static final double ALARM = 0.5;
    /** A value is a new event if it is more unusual than this many values before it. */
    public static final int SUPPRESSED_POINTS = 60;

    static final int VERSION = 2;
    /** The version with counts of four bytes. */
    static final int WIDE = 1;

    /** The mean surprise that gives a level of 0.5. */
    private static final double ALARM_SURPRISE = 2.25;
    /** Among ordinary values, a tenth as many reach a mean surprise that is higher by 1 / this. */
    private static final double DECADES = 2;

    private static final double SUPPRESSED_FACTOR = 0.1;
    private static final double LEARNING_LEVEL = 0.49;
    private static final int LEARNING_POINTS = 144;
    private static final int ENOUGH_POINTS = 2_000;
    private static final long DAY_MICROS = 86_400_000_000L;
    /** Values beyond this are limited to it, so that no arithmetic overflows. */
    private static final double LARGEST = 1e30;

    private final Richness richness;
    private final SeasonCalendar calendar;
    private final Scale scale;
    private final SeasonalProfile base;
    private final List<Component> voters;
    private final SeasonalDeviation deviation;
    private final Stuck stuck = new Stuck();
    private final Recent surprises = new Recent(SUPPRESSED_POINTS);
    private final Arrival arrival = new Arrival();

    /**
     * A detector without state for values on a line.
     *
     * @param zone time zone of the sensor: its days and weekends are the seasons
     */
    public EnsembleDetector(Richness richness, ZoneId zone) {
        this(richness, zone, Scale.LINE);
    }

    /**
     * A detector without state.
     *
     * @param zone time zone of the sensor: its days and weekends are the seasons
     * @param scale how values differ
     */
    public EnsembleDetector(Richness richness, ZoneId zone, Scale scale) {
        this(richness, SeasonCalendar.of(zone), scale);
    }

    /**
     * A detector without state.
     *
     * @param calendar local days of the sensor: weekends with holidays are a season
     * @param scale how values differ
     */
    public EnsembleDetector(Richness richness, SeasonCalendar calendar, Scale scale) {
        this(richness, calendar, scale, richness.resolution());
    }

    private EnsembleDetector(Richness richness, SeasonCalendar calendar, Scale scale, Resolution resolution) {
        this.scale = scale;
        this.richness = richness;
        this.calendar = calendar;
        this.base = richness.baseProfile(scale);
        this.deviation = richness.deviation(scale, resolution);
        this.voters = richness.voters(deviation, scale, resolution);
    }

    /**
     * Restores a detector from saved state.
     *
     * @param calendar as before, like the scale; they are not part of the state
     * @throws IllegalArgumentException if these are not the bytes of a detector, or their version is not known
     */
    public static EnsembleDetector restore(byte[] saved, SeasonCalendar calendar, Scale scale) {
        ByteBuffer in = ByteBuffer.wrap(saved);
        int version = saved.length < 2 ? 0 : in.get();
        if (version != VERSION && version != WIDE) {
            throw new IllegalArgumentException("not the state of a detector of version " + VERSION);
        }
        EnsembleDetector detector = blank(Richness.ofCode(in.get()), calendar, scale, version == WIDE);
        if (in.remaining() != detector.bytes()) {
            throw new IllegalArgumentException(
                    "the state of a detector has " + in.remaining() + " bytes, must have " + detector.bytes());
        }
        detector.parts().forEach(part -> part.read(in));
        return detector;
    }

    /** A detector to read a state; if it is wide, its counts have four bytes. */
    private static EnsembleDetector blank(Richness richness, SeasonCalendar calendar, Scale scale, boolean wide) {
        Resolution usual = richness.resolution();
        return new EnsembleDetector(
                richness, calendar, scale, new Resolution(usual.binsPerOctave(), usual.octaves(), wide));
    }

    /** Length of a state of a version, bytes. */
    static int savedBytes(int version) {
        return 2
                + blank(Richness.DEFAULT, SeasonCalendar.of(ZoneOffset.UTC), Scale.LINE, version == WIDE)
                        .bytes();
    }

    @Override
    public byte[] save() {
        ByteBuffer out = ByteBuffer.allocate(2 + bytes());
        out.put((byte) VERSION).put((byte) richness.code());
        parts().forEach(part -> part.write(out));
        return out.array();
    }

    @Override
    public Score update(long timeMicros, double value) {
        if (!Double.isFinite(value)) {
            return new Score(0, 0, band(sample(timeMicros, 0, Double.NaN)), Cause.SEASON);
        }
        double bounded = Math.max(-LARGEST, Math.min(LARGEST, value));
        double step = arrival.next(timeMicros, bounded, scale);
        DetectorSample plain = sample(timeMicros, scale.difference(bounded, arrival.first()), step);
        DetectorSample sample = plain.withResidual(base.residual(plain));
        base.add(sample);
        return judge(sample);
    }

    private Score judge(DetectorSample sample) {
        Band band = band(sample);
        double sum = 0;
        double most = -1;
        double least = Double.MAX_VALUE;
        Cause leading = Cause.SEASON;
        for (Component voter : voters) {
            double surprise = voter.surprise(sample);
            sum += surprise;
            least = Math.min(least, surprise);
            if (surprise > most) {
                most = surprise;
                leading = voter.cause();
            }
        }
        double mean = (sum + most - least) / voters.size();
        double unchanged = stuck.surprise(sample);
        return unchanged > mean ? score(unchanged, band, stuck.cause()) : score(mean, band, leading);
    }

    private Score score(double surprise, Band band, Cause leading) {
        boolean news = (float) surprise > surprises.max();
        surprises.add(surprise);
        double level = level(surprise);
        return new Score(level, news ? level : level * SUPPRESSED_FACTOR, band, leading);
    }

    private double level(double surprise) {
        double level = 1 / (1 + StrictMath.pow(10, DECADES * (ALARM_SURPRISE - surprise)));
        return learning() ? Math.min(level, LEARNING_LEVEL) : level;
    }

    private boolean learning() {
        return arrival.count() < LEARNING_POINTS
                || (arrival.count() < ENOUGH_POINTS && arrival.spanMicros() < DAY_MICROS);
    }

    private Band band(DetectorSample sample) {
        Band band = deviation.band(sample);
        double first = arrival.first();
        double expected = band.expected() + first;
        double turns = scale.wrap(expected) - expected;
        return new Band(expected + turns, band.low() + first + turns, band.high() + first + turns);
    }

    private DetectorSample sample(long timeMicros, double value, double step) {
        LocalMoment moment = LocalMoment.of(timeMicros, calendar);
        return new DetectorSample(moment.secondOfDay(), moment.restDay(), value, step, 0);
    }

    private int bytes() {
        return parts().stream().mapToInt(SavedState::bytes).sum();
    }

    private List<SavedState> parts() {
        List<SavedState> parts = new ArrayList<>(List.of(arrival, base, stuck, surprises));
        parts.addAll(voters);
        return parts;
    }
}
