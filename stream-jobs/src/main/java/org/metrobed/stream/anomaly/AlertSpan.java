package org.metrobed.stream.anomaly;

import java.io.IOException;
import java.util.Optional;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.analysis.anomaly.AnomalyDetector;
import org.metrobed.analysis.anomaly.Band;
import org.metrobed.analysis.anomaly.Cause;
import org.metrobed.analysis.anomaly.EpisodeChange;
import org.metrobed.analysis.anomaly.Moment;

/**
 * The time for which the condition of an alert held, by the clock of its readings: an episode ends some readings after it,
 * and a stuck value began before it was known. After an alert it keeps how many steps that had, because it may return.
 * Mutable, one thread; 11 bytes without an alert, 28 at most.
 */
final class AlertSpan {

    private static final long NONE = Long.MIN_VALUE;
    private static final int WITHIN = 1;
    private static final int ONCE = 2;
    private static final int WITH_ONSET = 4;
    private static final int WITH_END = 8;
    private static final int WITH_STEPS = 16;

    /** Onset of the alert if it is not that of its episode; otherwise {@link #NONE}. */
    private long onsetMicros = NONE;
    /** When the condition ended; {@link #NONE} while it holds. */
    private long endMicros = NONE;
    /** Whether the newest values were within their band. */
    private boolean within;
    /** Whether the newest judged value contradicts that; a second one turns it. */
    private boolean once;

    /** Of the newest value: another value has another one, but for one of 65,536. */
    private short runHash;

    private long runSinceMicros = NONE;
    /** Steps of an alert that has ended and may return; 0 if there is none. */
    private int stepsBefore;

    /** A step in the course of an open alert. */
    enum Course {
        /** Nothing new. */
        SAME,
        /** Its values are within their band again. */
        WITHIN,
        /** Its values are beyond their band again. */
        BEYOND
    }

    /**
     * Takes the value of a reading that is newer than all before; what is not a number is ignored.
     *
     * @param cause of the open alert, null if none is open
     */
    void take(long timeMicros, double value, Cause cause) {
        short hash = hash(value);
        if (!Double.isFinite(value) || timeMicros < runSinceMicros || (hash == runHash && runSinceMicros != NONE)) {
            return;
        }
        runHash = hash;
        runSinceMicros = timeMicros;
        if (cause == Cause.STUCK && endMicros == NONE) {
            endMicros = timeMicros;
        }
    }

    /**
     * Takes a judged value of an open alert.
     *
     * @param cause of the alert; only of values is something said
     */
    Course judge(AnomalyDetector.Judged judged, Cause cause) {
        if (!cause.isOfValues() || !judged.band().known()) {
            return Course.SAME;
        }
        boolean beyond = isBeyond(judged);
        return within ? whileWithin(beyond) : whileBeyond(judged, beyond);
    }

    private Course whileWithin(boolean beyond) {
        if (beyond && once) {
            within = false;
            once = false;
            endMicros = NONE;
            return Course.BEYOND;
        }
        once = beyond;
        return Course.SAME;
    }

    private Course whileBeyond(AnomalyDetector.Judged judged, boolean beyond) {
        if (once && !beyond) {
            within = true;
            once = false;
            return Course.WITHIN;
        }
        once = judged.band().placeOf(judged.value()) == Band.Place.WELL_WITHIN;
        endMicros = once ? judged.timeMicros() : NONE;
        return Course.SAME;
    }

    /**
     * A step of an episode with the times for which its condition held.
     *
     * @param judged the value that caused it, if there is one
     * @param first whether it is the first step of its alert
     */
    EpisodeChange of(EpisodeChange change, Optional<AnomalyDetector.Judged> judged, boolean first) {
        if (first) {
            clear();
            boolean stuck = change.cause() == Cause.STUCK
                    && runSinceMicros < change.onset().timeMicros();
            onsetMicros = stuck && runSinceMicros != NONE ? runSinceMicros : NONE;
        }
        if (change.kind() == EpisodeChange.Kind.OPENED || change.kind() == EpisodeChange.Kind.RETURNED) {
            within = judged.isPresent() && !isBeyond(judged.get());
        }
        EpisodeChange covered = covered(change);
        if (change.kind() == EpisodeChange.Kind.CLOSED || change.kind() == EpisodeChange.Kind.WITHDRAWN) {
            endMicros = NONE;
            within = false;
            once = false;
        }
        return covered;
    }

    private EpisodeChange covered(EpisodeChange change) {
        Moment onset =
                onsetMicros == NONE ? change.onset() : new Moment(change.onset().receivedMicros(), onsetMicros);
        boolean ended = change.kind() == EpisodeChange.Kind.CLOSED && endMicros != NONE;
        Moment at =
                ended ? new Moment(change.at().receivedMicros(), Math.max(endMicros, onset.timeMicros())) : change.at();
        return new EpisodeChange(change.kind(), change.cause(), onset, at, change.peak());
    }

    /** An alert with this many steps has ended. */
    void rest(int steps) {
        stepsBefore = steps;
    }

    /** The alert that has ended returns: the number of its steps so far. */
    int resume() {
        int steps = stepsBefore;
        stepsBefore = 0;
        return steps;
    }

    private void clear() {
        stepsBefore = 0;
        onsetMicros = NONE;
        endMicros = NONE;
        within = false;
        once = false;
    }

    private static boolean isBeyond(AnomalyDetector.Judged judged) {
        return judged.band().placeOf(judged.value()) == Band.Place.BEYOND;
    }

    private static short hash(double value) {
        int hash = Double.hashCode(value);
        return (short) (hash ^ hash >>> 16);
    }

    void write(DataOutputView out) throws IOException {
        int flags = (within ? WITHIN : 0)
                | (once ? ONCE : 0)
                | (onsetMicros == NONE ? 0 : WITH_ONSET)
                | (endMicros == NONE ? 0 : WITH_END)
                | (stepsBefore == 0 ? 0 : WITH_STEPS);
        out.writeByte(flags);
        out.writeShort(runHash);
        out.writeLong(runSinceMicros);
        if (onsetMicros != NONE) {
            out.writeLong(onsetMicros);
        }
        if (endMicros != NONE) {
            out.writeLong(endMicros);
        }
        if (stepsBefore != 0) {
            out.writeByte(stepsBefore);
        }
    }

    void read(DataInputView in) throws IOException {
        int flags = in.readUnsignedByte();
        within = (flags & WITHIN) != 0;
        once = (flags & ONCE) != 0;
        runHash = in.readShort();
        runSinceMicros = in.readLong();
        onsetMicros = (flags & WITH_ONSET) == 0 ? NONE : in.readLong();
        endMicros = (flags & WITH_END) == 0 ? NONE : in.readLong();
        stepsBefore = (flags & WITH_STEPS) == 0 ? 0 : in.readUnsignedByte();
    }
}
