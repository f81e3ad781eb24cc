package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Watches one datastream: how its readings arrive, whether they fail their tests, whether values jump or stand still, and what
 * {@link EnsembleDetector} thinks of them; and makes of it one episode for one event, whatever saw it first. Readings that come
 * more often than one in five minutes are judged by the mean of five minutes; how they arrive is judged one by one. Causal,
 * bounded; equal inputs give equal episodes. Mutable, one thread.
 */
public final class AnomalyDetector {

    static final int VERSION = 2;

    private static final int FAILS = 3;
    private static final int FAILS_AMONG = 6;

    private final Punctuality punctuality;
    private final Recurrence fails = new Recurrence(FAILS, FAILS_AMONG);
    private final FiveMinuteMeans cells;
    private final ValueAnomalyDetector values;
    private final Episode episode = new Episode(EpisodeRule.DEFAULT);
    private boolean silent;
    /** The cell of arrival in which the episode was last told of a level. */
    private long toldCell = Long.MIN_VALUE;

    private ValueAnomalyDetector.Verdict verdict;

    /**
     * A value as it was judged. Immutable.
     *
     * @param timeMicros what it is of, microseconds since 1970 UTC: its stated time, of a mean the beginning of its five minutes
     * @param value in the datastream's unit
     * @param band what was expected of it
     */
    public record Judged(long timeMicros, double value, Band band) {}

    /** Nothing seen of a datastream whose interval is not known; each reading is judged by itself. */
    public AnomalyDetector(ZoneId zone) {
        this(zone, 0);
    }

    /**
     * Nothing seen.
     *
     * @param zone where the sensor stands: its days and weekends are the seasons
     * @param intervalMicros expected between two readings, microseconds; 0 where that is not known
     */
    public AnomalyDetector(ZoneId zone, long intervalMicros) {
        this.punctuality = new Punctuality(intervalMicros);
        this.cells = new FiveMinuteMeans(intervalMicros);
        this.values = new ValueAnomalyDetector(zone);
    }

    /**
     * A watch as it was saved.
     *
     * @param zone not part of the state, as is the interval
     * @throws IllegalArgumentException when these are not the bytes of a watch, or of a version that is not known
     */
    public static AnomalyDetector restore(byte[] saved, ZoneId zone, long intervalMicros) {
        ByteBuffer in = ByteBuffer.wrap(saved);
        AnomalyDetector anomalyDetection = new AnomalyDetector(zone, intervalMicros);
        if (saved.length != anomalyDetection.bytes() || in.get() != VERSION) {
            throw new IllegalArgumentException("not the state of a watch of version " + VERSION);
        }
        anomalyDetection.silent = in.get() != 0;
        anomalyDetection.toldCell = in.getLong();
        anomalyDetection.parts().forEach(part -> part.read(in));
        return anomalyDetection;
    }

    /** All that it knows, beginning with the version of the format; at most 6,000 bytes. */
    public byte[] save() {
        ByteBuffer out = ByteBuffer.allocate(bytes());
        out.put((byte) VERSION).put((byte) (silent ? 1 : 0)).putLong(toldCell);
        parts().forEach(part -> part.write(out));
        return out.array();
    }

    /** When {@link #pass} should be called if no reading comes; {@link Long#MAX_VALUE} while that is not known, and in a silence. */
    public long silentAtMicros() {
        return silent ? Long.MAX_VALUE : punctuality.silentAtMicros();
    }

    /** When the last reading arrived, microseconds since 1970 UTC. */
    public long lastReceivedMicros() {
        return punctuality.lastReceivedMicros();
    }

    /** The value that was judged with the last reading; empty where there was none. */
    public Optional<Judged> judged() {
        return Optional.ofNullable(verdict)
                .map(last -> new Judged(last.mean().timeMicros(), last.mean().value(), last.band()));
    }

    /**
     * Time passes.
     *
     * @param nowMicros by the clock of arrival, microseconds since 1970 UTC
     * @return the episode that silence begins, if any
     */
    public Optional<EpisodeChange> pass(long nowMicros) {
        if (nowMicros <= silentAtMicros()) {
            return Optional.empty();
        }
        Moment at = Moment.ofArrival(silentAtMicros());
        silent = true;
        verdict = null;
        values.skip();
        return episode.certain(Cause.SILENCE, Moment.ofArrival(punctuality.lastReceivedMicros()), at);
    }

    /**
     * Takes the next reading, in the order of arrival.
     *
     * @param receivedMicros when it arrived, microseconds since 1970 UTC
     * @param timeMicros the time that it states
     * @param value in the datastream's unit; one that is no finite number is not judged
     * @param failed whether it fails its quality tests: then its value is not judged either
     * @return what begins or ends with it, in order
     */
    public List<EpisodeChange> next(long receivedMicros, long timeMicros, double value, boolean failed) {
        List<EpisodeChange> changes = new ArrayList<>(2);
        pass(receivedMicros).ifPresent(changes::add);
        silent = false;
        punctuality.next(receivedMicros, timeMicros);
        boolean failing = fails.next(failed);
        boolean fresh = punctuality.fresh();
        verdict = fresh && !failed && Double.isFinite(value)
                ? cells.next(timeMicros, value).map(values::judge).orElse(null)
                : null;
        Moment at = new Moment(receivedMicros, fresh ? timeMicros : receivedMicros);
        episode.arrived(fresh && !punctuality.off() && !punctuality.repeated(), at)
                .ifPresent(changes::add);
        sign(receivedMicros, at, failing).ifPresent(changes::add);
        return changes;
    }

    /** Nobody watches any longer: what is open or pending ends. */
    public Optional<EpisodeChange> end(long nowMicros) {
        return episode.giveUp(Moment.ofArrival(nowMicros));
    }

    private Optional<EpisodeChange> sign(long receivedMicros, Moment at, boolean failing) {
        if (verdict != null && verdict.certain()) {
            return certain(
                    verdict.cause(), new Moment(receivedMicros, verdict.mean().timeMicros()));
        }
        if (punctuality.repeated() || punctuality.off()) {
            return certain(punctuality.repeated() ? Cause.REPEATS : Cause.CLOCK, Moment.ofArrival(receivedMicros));
        }
        if (failing) {
            return certain(Cause.QUALITY, at);
        }
        if (verdict != null) {
            toldCell = FiveMinuteMeans.of(receivedMicros);
            return episode.next(
                    verdict.level(),
                    verdict.cause(),
                    new Moment(receivedMicros, verdict.mean().timeMicros()));
        }
        if (cells.each() || FiveMinuteMeans.of(receivedMicros) > toldCell + 1) {
            toldCell = FiveMinuteMeans.of(receivedMicros);
            return episode.next(0, Cause.SEASON, at);
        }
        return Optional.empty();
    }

    private Optional<EpisodeChange> certain(Cause cause, Moment at) {
        toldCell = FiveMinuteMeans.of(at.receivedMicros());
        return episode.certain(cause, at, at);
    }

    private int bytes() {
        return 10 + parts().stream().mapToInt(SavedState::bytes).sum();
    }

    private List<SavedState> parts() {
        return List.of(punctuality, fails, cells, episode, values);
    }
}
