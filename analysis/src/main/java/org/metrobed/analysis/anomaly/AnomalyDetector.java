package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.metrobed.model.Scale;

/**
 * Detects anomalies of one datastream: how its readings arrive, whether they fail their tests, whether values jump or
 * are stuck, and how unusual {@link EnsembleDetector} finds them. One event gives one episode, whichever of these sees
 * it first. If readings come more often than every five minutes, their means over five minutes are judged; arrival is
 * judged for each reading. Causal, bounded; equal inputs give equal episodes. Mutable, one thread.
 */
public final class AnomalyDetector {

    static final int VERSION = 4;
    /** The version without copied blocks, ceilings and thousandths. */
    static final int THREE = 3;
    /** The version of release 0.1.0. */
    static final int BEFORE = 2;

    private static final int FAILS = 3;
    private static final int FAILS_AMONG = 6;

    private final Punctuality punctuality;
    private final Recurrence fails = new Recurrence(FAILS, FAILS_AMONG);
    private final FiveMinuteMeans cells;
    private final Scale scale;
    private final SavedValueDetector values;

    private final Episode episode;
    private boolean silent;
    /** The arrival cell in which the episode last received a level. */
    private long emittedCell = Long.MIN_VALUE;

    private ValueAnomalyDetector.Verdict verdict;

    /**
     * A judged value. Immutable.
     *
     * @param timeMicros phenomenon time, microseconds since 1970 UTC; for a mean, the start of its five minutes
     * @param value in the datastream's unit
     * @param band the band expected for it
     */
    public record Judged(long timeMicros, double value, Band band) {}

    /**
     * A detector without state for values on a line, of a datastream whose interval is not known; each reading is judged
     * alone.
     */
    public AnomalyDetector(ZoneId zone) {
        this(SeasonCalendar.of(zone), 0, Scale.LINE);
    }

    /**
     * A detector without state.
     *
     * @param calendar local days of the sensor: weekends with holidays are a season
     * @param intervalMicros expected time between two readings, microseconds; 0 if not known
     * @param scale how values differ
     */
    public AnomalyDetector(SeasonCalendar calendar, long intervalMicros, Scale scale) {
        this(calendar, intervalMicros, scale, null);
    }

    private AnomalyDetector(SeasonCalendar calendar, long intervalMicros, Scale scale, Supplier<byte[]> savedValues) {
        this.punctuality = new Punctuality(intervalMicros);
        this.cells = new FiveMinuteMeans(intervalMicros, scale);
        this.episode = new Episode(EpisodeRule.of(intervalMicros));
        this.scale = scale;
        this.values = new SavedValueDetector(calendar, intervalMicros, scale, savedValues);
    }

    /**
     * Restores a detector from saved state.
     *
     * @param calendar not part of the state, nor are interval and scale
     * @throws IllegalArgumentException if these are not the bytes of a detector, or their version is not known
     */
    public static AnomalyDetector restore(byte[] saved, SeasonCalendar calendar, long intervalMicros, Scale scale) {
        int ofValues = SavedValueDetector.bytes(saved.length > 0 ? saved[0] : VERSION);
        int arrivals = saved.length - ofValues;
        if (arrivals < 0) {
            throw new IllegalArgumentException("not the state of an anomaly detector of version " + VERSION);
        }
        byte[] values = Arrays.copyOfRange(saved, arrivals, saved.length);
        return restore(Arrays.copyOf(saved, arrivals), () -> values, calendar, intervalMicros, scale);
    }

    /**
     * Restores a detector from state that was saved in two parts.
     *
     * @param arrivals the bytes of {@link #saveArrivals}
     * @param values gives the last bytes of {@link #saveValues}; asked at most once, and only if a value is judged or a
     *     silence begins
     * @param calendar not part of the state, nor are interval and scale
     * @throws IllegalArgumentException if these are not the bytes of a detector, or their version is not known
     */
    public static AnomalyDetector restore(
            byte[] arrivals, Supplier<byte[]> values, SeasonCalendar calendar, long intervalMicros, Scale scale) {
        ByteBuffer in = ByteBuffer.wrap(arrivals);
        AnomalyDetector anomalyDetection = new AnomalyDetector(calendar, intervalMicros, scale, values);
        int version = arrivals.length == anomalyDetection.bytes() ? in.get() : 0;
        if (version != VERSION && version != THREE && version != BEFORE) {
            throw new IllegalArgumentException("not the state of an anomaly detector of version " + VERSION);
        }
        anomalyDetection.silent = in.get() != 0;
        anomalyDetection.emittedCell = in.getLong();
        anomalyDetection.parts().forEach(part -> part.read(in));
        return anomalyDetection;
    }

    /** The complete state, which starts with the version of its format; at most 6,000 bytes. */
    public byte[] save() {
        byte[] arrivals = saveArrivals();
        return ByteBuffer.allocate(arrivals.length + SavedValueDetector.BYTES)
                .put(arrivals)
                .put(valueBytes())
                .array();
    }

    /**
     * The state of the value detector, about 5,400 bytes, if it may have changed since the detector was restored:
     * with each judged value, at most one in five minutes, and each silence.
     */
    public Optional<byte[]> saveValues() {
        return values.saveChanged();
    }

    /** The state of the value detector. */
    public byte[] valueBytes() {
        return values.save();
    }

    /** The state without that of the value detector, some hundred bytes; it changes with each reading. */
    public byte[] saveArrivals() {
        ByteBuffer out = ByteBuffer.allocate(bytes());
        out.put((byte) VERSION).put((byte) (silent ? 1 : 0)).putLong(emittedCell);
        parts().forEach(part -> part.write(out));
        return out.array();
    }

    /**
     * The time at which {@link #pass} must be called if no reading arrives; {@link Long#MAX_VALUE} while that time is
     * not known, and during a silence.
     */
    public long silentAtMicros() {
        return silent ? Long.MAX_VALUE : punctuality.silentAtMicros();
    }

    /** Received time of the last reading, microseconds since 1970 UTC. */
    public long lastReceivedMicros() {
        return punctuality.lastReceivedMicros();
    }

    /** The value that was judged with the last reading; empty if none was judged. */
    public Optional<Judged> judged() {
        return Optional.ofNullable(verdict)
                .map(last -> new Judged(last.mean().timeMicros(), last.mean().value(), last.band()));
    }

    /**
     * The band expected for a value at a time, by all values so far; it is unknown before the first. The detector does not change.
     *
     * @param timeMicros phenomenon time, microseconds since 1970 UTC; it may be in the future
     */
    public Band expectedAt(long timeMicros) {
        return values.get().expectedAt(timeMicros);
    }

    /**
     * Advances the time and detects silence.
     *
     * @param nowMicros received time, microseconds since 1970 UTC
     * @return the episode of a silence that begins, if any
     */
    public Optional<EpisodeChange> pass(long nowMicros) {
        if (nowMicros <= silentAtMicros()) {
            return Optional.empty();
        }
        Moment at = Moment.ofArrival(silentAtMicros());
        silent = true;
        verdict = null;
        cells.skip();
        values.get().skip();
        return episode.certain(Cause.SILENCE, Moment.ofArrival(punctuality.lastReceivedMicros()), at);
    }

    /**
     * Takes the next reading, in the order of arrival.
     *
     * @param receivedMicros received time, microseconds since 1970 UTC
     * @param timeMicros phenomenon time
     * @param value in the datastream's unit; a value that is not a finite number is not judged
     * @param failed whether it fails its quality tests; its value is then not judged either
     * @return the episode changes that it causes, in order
     */
    public List<EpisodeChange> next(long receivedMicros, long timeMicros, double value, boolean failed) {
        List<EpisodeChange> changes = new ArrayList<>(2);
        pass(receivedMicros).ifPresent(changes::add);
        silent = false;
        punctuality.next(receivedMicros, timeMicros);
        boolean failing = fails.next(failed);
        boolean fresh = punctuality.fresh();
        verdict = fresh && !failed && Double.isFinite(value)
                ? cells.next(timeMicros, value)
                        .map(mean -> values.get().judge(mean))
                        .orElse(null)
                : null;
        Moment at = new Moment(receivedMicros, fresh ? timeMicros : receivedMicros);
        episode.arrived(fresh && !punctuality.off() && !punctuality.duplicated(), at)
                .ifPresent(changes::add);
        sign(receivedMicros, timeMicros, at, failing && failed).ifPresent(changes::add);
        return changes;
    }

    /**
     * Takes the next reading, in the order of arrival, whose clock is known to be wrong. Its value is not judged.
     *
     * @param receivedMicros received time, microseconds since 1970 UTC
     * @return the episode changes that it causes, in order
     */
    public List<EpisodeChange> nextWithWrongClock(long receivedMicros) {
        List<EpisodeChange> changes = new ArrayList<>(2);
        pass(receivedMicros).ifPresent(changes::add);
        silent = false;
        punctuality.nextWithWrongClock(receivedMicros);
        verdict = null;
        Moment at = Moment.ofArrival(receivedMicros);
        episode.arrived(false, at).ifPresent(changes::add);
        sign(receivedMicros, receivedMicros, at, false).ifPresent(changes::add);
        return changes;
    }

    /**
     * The open episode as a step that begins it, with its highest level so far; empty if none is open.
     *
     * @param receivedMicros the present received time, microseconds since 1970 UTC
     * @param timeMicros the present phenomenon time
     */
    public Optional<EpisodeChange> current(long receivedMicros, long timeMicros) {
        return episode.current(new Moment(receivedMicros, timeMicros));
    }

    /** Anomaly detection is switched off: ends an open or pending episode. */
    public Optional<EpisodeChange> end(long nowMicros) {
        return episode.giveUp(Moment.ofArrival(nowMicros));
    }

    private Optional<EpisodeChange> sign(long receivedMicros, long timeMicros, Moment at, boolean failing) {
        if (verdict != null && verdict.certain()) {
            return certain(
                    verdict.cause(), new Moment(receivedMicros, verdict.mean().timeMicros()));
        }
        if (punctuality.duplicated() && !punctuality.fresh()) {
            return certain(Cause.DUPLICATES, new Moment(receivedMicros, timeMicros));
        }
        if (punctuality.off() && !punctuality.fresh()) {
            return certain(Cause.CLOCK, Moment.ofArrival(receivedMicros));
        }
        if (failing) {
            return certain(Cause.QUALITY, at);
        }
        if (verdict != null) {
            emittedCell = FiveMinuteMeans.of(receivedMicros);
            return episode.next(
                    verdict.level(),
                    verdict.cause(),
                    placeOf(verdict),
                    new Moment(receivedMicros, verdict.mean().timeMicros()));
        }
        if (cells.each() || FiveMinuteMeans.of(receivedMicros) > emittedCell + 1) {
            emittedCell = FiveMinuteMeans.of(receivedMicros);
            return episode.next(0, Cause.SEASON, Band.Place.UNKNOWN, at);
        }
        return Optional.empty();
    }

    private Band.Place placeOf(ValueAnomalyDetector.Verdict judged) {
        return judged.band()
                .placeOf(scale.near(judged.mean().value(), judged.band().expected()));
    }

    private Optional<EpisodeChange> certain(Cause cause, Moment at) {
        emittedCell = FiveMinuteMeans.of(at.receivedMicros());
        return episode.certain(cause, at, at);
    }

    /** Reads the saved value detector now; it is not asked for later. */
    public void readValues() {
        values.get();
    }

    private int bytes() {
        return 10 + parts().stream().mapToInt(SavedState::bytes).sum();
    }

    /** All but the value detector, which is the last. */
    private List<SavedState> parts() {
        return List.of(punctuality, fails, cells, episode);
    }
}
