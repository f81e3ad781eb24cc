package org.metrobed.model.window;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * One revision of one window of a datastream, {@code [start, start + size)}. Key: (datastream, sizeMillis, startMicros,
 * revision). Revisions add up, but for one that replaces: a reader gets a window by {@link #fold folding} all its revisions up
 * to the log time that it asks for. Immutable.
 *
 * @param datastream {@code testbed/thing/property}
 * @param sizeMillis length, milliseconds
 * @param startMicros start, microseconds since 1970 UTC, a multiple of the size
 * @param revision 0 when the window closed; for late additions the minute of log time (since 1970 UTC) in which they
 *     were coalesced, so that a closed window needs no state; for one that replaces, {@value #REPLACING} more
 * @param recordedMillis log time at which this revision was decided, milliseconds since 1970 UTC
 * @param expected how many readings a complete window has, at least 1
 * @param good readings flagged 1
 * @param suspect readings flagged 3
 * @param notEvaluatedCount readings flagged 2
 * @param failCount readings flagged 4
 * @param missingCount readings flagged 9
 * @param lateCount how many readings of all flags came after the window had closed
 * @param catalogVersion the newest catalog version among its readings
 * @param replaces whether it stands for all that was recorded up to its own time: computed again from stored observations
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
        long catalogVersion,
        boolean replaces) {

    /** What is added to the minute of a revision that replaces, so that it never meets one of late additions. */
    public static final int REPLACING = 1_000_000_000;

    /** Under this share of the expected readings a window is incomplete. */
    public static final double COMPLETE = 0.75;

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
                Math.max(catalogVersion, other.catalogVersion),
                replaces || other.replaces);
    }

    /**
     * The window that its revisions make: the newest one that replaces, if any, and what was recorded after it.
     *
     * @param revisions all of one window, in any order, at least one
     * @throws IllegalArgumentException when they are not of one window
     */
    public static WindowRevision fold(List<WindowRevision> revisions) {
        List<WindowRevision> sorted = revisions.stream()
                .sorted(Comparator.comparingLong(WindowRevision::recordedMillis)
                        .thenComparing(WindowRevision::replaces)
                        .thenComparingInt(WindowRevision::revision))
                .toList();
        WindowRevision folded = sorted.get(0);
        for (WindowRevision next : sorted.subList(1, sorted.size())) {
            folded = next.replaces ? next : folded.merge(next);
        }
        return folded;
    }
}
