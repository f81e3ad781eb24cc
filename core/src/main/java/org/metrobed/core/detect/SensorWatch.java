package org.metrobed.core.detect;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Watches one datastream: how its readings arrive, whether values jump or stand still, and what {@link EnsembleDetector} thinks of
 * them; and makes of it one episode for one event, whatever saw it first. While values are away after a jump, or stand still, the
 * ensemble does not learn from them. Causal, bounded; equal inputs give equal episodes. Mutable, one thread.
 */
public final class SensorWatch {

    static final int VERSION = 1;

    /** In the first week hours and weekends are met for the first time: lower levels are no sign. */
    private static final double LEVEL_AT_FIRST = 0.75;
    /** What such a level counts as. */
    private static final double LEARNING_LEVEL = 0.49;

    private static final long WEEK_MICROS = 7 * 86_400_000_000L;
    private static final int DAY_SECONDS = 86_400;

    private final ZoneId zone;
    private final Punctuality punctuality = new Punctuality();
    private final Jump jump = new Jump();
    private final Flat flat = new Flat();
    private final Episode episode = new Episode(EpisodeRule.DEFAULT);
    private EnsembleDetector ensemble;
    private double last = Double.NaN;
    private double expected = Double.NaN;
    private long firstMicros = Long.MIN_VALUE;

    /**
     * Nothing seen.
     *
     * @param zone where the sensor stands: its days and weekends are the seasons
     */
    public SensorWatch(ZoneId zone) {
        this.zone = zone;
        this.ensemble = new EnsembleDetector(Richness.DEFAULT, zone);
    }

    /**
     * A watch as it was saved.
     *
     * @param zone as before; it is not part of the state
     * @throws IllegalArgumentException when these are not the bytes of a watch, or of a version that is not known
     */
    public static SensorWatch restore(byte[] saved, ZoneId zone) {
        ByteBuffer in = ByteBuffer.wrap(saved);
        SensorWatch watch = new SensorWatch(zone);
        if (saved.length <= watch.bytes() || in.get() != VERSION) {
            throw new IllegalArgumentException("not the state of a watch of version " + VERSION);
        }
        watch.parts().forEach(part -> part.read(in));
        watch.last = in.getDouble();
        watch.expected = in.getDouble();
        watch.firstMicros = in.getLong();
        byte[] rest = new byte[in.remaining()];
        in.get(rest);
        watch.ensemble = EnsembleDetector.restore(rest, zone);
        return watch;
    }

    /** All that it knows, beginning with the version of the format. */
    public byte[] save() {
        byte[] detector = ensemble.save();
        ByteBuffer out = ByteBuffer.allocate(bytes() + detector.length);
        out.put((byte) VERSION);
        parts().forEach(part -> part.write(out));
        out.putDouble(last).putDouble(expected).putLong(firstMicros).put(detector);
        return out.array();
    }

    /** When {@link #pass} should be called if no reading comes; {@link Long#MAX_VALUE} while that is not known. */
    public long silentAtMicros() {
        return punctuality.silentAtMicros();
    }

    /**
     * Time passes.
     *
     * @param nowMicros by the clock of arrival, microseconds since 1970 UTC
     * @return the episode that silence begins, if any
     */
    public Optional<EpisodeChange> pass(long nowMicros) {
        if (nowMicros <= punctuality.silentAtMicros()) {
            return Optional.empty();
        }
        last = Double.NaN;
        return episode.certain(Cause.SILENCE, punctuality.silentAtMicros());
    }

    /**
     * Takes the next reading, in the order of arrival.
     *
     * @param receivedMicros when it arrived, microseconds since 1970 UTC
     * @param timeMicros the time that it states
     * @param value in the datastream's unit; one that is no finite number is not judged
     * @return what begins or ends with it, in order
     */
    public List<EpisodeChange> next(long receivedMicros, long timeMicros, double value) {
        List<EpisodeChange> changes = new ArrayList<>(2);
        pass(receivedMicros).ifPresent(changes::add);
        punctuality.next(receivedMicros, timeMicros);
        judge(receivedMicros, timeMicros, value).ifPresent(changes::add);
        return changes;
    }

    private Optional<EpisodeChange> judge(long receivedMicros, long timeMicros, double value) {
        Cause certain = punctuality.repeated() ? Cause.REPEATS : punctuality.off() ? Cause.CLOCK : null;
        double level = 0;
        Cause leading = Cause.SEASON;
        if (punctuality.fresh() && Double.isFinite(value)) {
            boolean jumped = jump.next(timeMicros, secondOfDay(timeMicros), last, value, expected);
            boolean still = flat.next(value);
            last = value;
            if (jumped || jump.held()) {
                certain = Cause.JUMP;
            } else if (still) {
                certain = Cause.STUCK;
            } else {
                Score score = ensemble.update(timeMicros, value);
                expected = score.band().expected();
                level = level(timeMicros, score);
                leading = score.leading();
            }
        }
        return certain == null
                ? episode.next(level, leading, receivedMicros)
                : episode.certain(certain, receivedMicros);
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

    private int bytes() {
        return 25 + parts().stream().mapToInt(Saved::bytes).sum();
    }

    private List<Saved> parts() {
        return List.of(punctuality, jump, flat, episode);
    }
}
