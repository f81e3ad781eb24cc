package org.metrobed.core.window;

import java.util.Objects;

/**
 * One revision of one window of a datastream, {@code [start, start + size)}. Key: (datastream, sizeMillis, startMicros,
 * revision). Revisions only add: a reader gets a window by {@link #merge merging} all its revisions up to the log time that
 * it asks for. Immutable.
 *
 * @param datastream {@code testbed/thing/property}
 * @param sizeMillis length, milliseconds
 * @param startMicros start, microseconds since 1970 UTC, a multiple of the size
 * @param revision 0 when the window closed; for late additions the minute of log time (since 1970 UTC) in which they
 *     were coalesced, so that a closed window needs no state
 * @param recordedMillis log time at which this revision was decided, milliseconds since 1970 UTC
 * @param expected how many readings a complete window has, at least 1
 * @param good readings flagged 1
 * @param suspect readings flagged 3
 * @param notEvaluatedCount readings flagged 2
 * @param failCount readings flagged 4
 * @param missingCount readings flagged 9
 * @param lateCount how many readings of all flags came after the window had closed
 * @param catalogVersion the newest catalog version among its readings
 */
public record WindowRevision(
        String datastream,
        long sizeMillis,
        long startMicros,
        int revision,
        long recordedMillis,
        int expected,
        Summary good,
        Summary suspect,
        long notEvaluatedCount,
        long failCount,
        long missingCount,
        long lateCount,
        long catalogVersion) {

    public WindowRevision {
        Objects.requireNonNull(datastream, "datastream");
        Objects.requireNonNull(good, "good");
        Objects.requireNonNull(suspect, "suspect");
    }

    /** End, exclusive, microseconds since 1970 UTC. */
    public long endMicros() {
        return startMicros + sizeMillis * 1_000;
    }

    /** Good readings over expected readings, in [0,1]. */
    public double coverage() {
        return Math.min(1.0, good.count() / (double) expected);
    }

    /**
     * This window with the readings of another revision of the same window added; keeps the higher revision and the later
     * recording.
     *
     * @throws IllegalArgumentException when the two are not of one window
     */
    public WindowRevision merge(WindowRevision other) {
        if (!datastream.equals(other.datastream)
                || sizeMillis != other.sizeMillis
                || startMicros != other.startMicros) {
            throw new IllegalArgumentException("only revisions of one window merge");
        }
        return new WindowRevision(
                datastream,
                sizeMillis,
                startMicros,
                Math.max(revision, other.revision),
                Math.max(recordedMillis, other.recordedMillis),
                Math.max(expected, other.expected),
                good.merge(other.good),
                suspect.merge(other.suspect),
                notEvaluatedCount + other.notEvaluatedCount,
                failCount + other.failCount,
                missingCount + other.missingCount,
                lateCount + other.lateCount,
                Math.max(catalogVersion, other.catalogVersion));
    }
}
