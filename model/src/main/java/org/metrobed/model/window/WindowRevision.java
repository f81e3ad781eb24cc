package org.metrobed.model.window;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * One revision of one window of a datastream, {@code [start, start + size)}. Key: (datastream, sizeMillis, startMicros,
 * revision). Revisions are added together, except that a replacing revision replaces all before it. A reader gets a
 * window by {@link #fold folding} all its revisions up to the requested log time. Immutable.
 *
 * @param datastream {@code testbed/thing/property}
 * @param sizeMillis length, milliseconds
 * @param startMicros start, microseconds since 1970 UTC, a multiple of the size
 * @param revision 0 for the closing of the window. For late additions, the minute of log time (since 1970 UTC) in which
 *     they were coalesced, so that a closed window needs no state. For a replacing revision, that minute plus
 *     {@value #REPLACING}
 * @param recordedMillis log time at which this revision was decided, milliseconds since 1970 UTC
 * @param intervalMillis expected time between readings when it closed, milliseconds, at least 1
 * @param good readings with flag 1
 * @param suspect readings with flag 3
 * @param notEvaluatedCount number of readings with flag 2
 * @param failCount number of readings with flag 4
 * @param missingCount number of readings with flag 9
 * @param lateCount number of readings of all flags that came after the window had closed
 * @param catalogVersion the newest catalog version among its readings
 * @param replaces whether it replaces everything that was recorded up to its own time: computed again from stored
 *     observations
 */
@RecordBuilder
public record WindowRevision(
        String datastream,
        long sizeMillis,
        long startMicros,
        int revision,
        long recordedMillis,
        long intervalMillis,
        Summary good,
        Summary suspect,
        long notEvaluatedCount,
        long failCount,
        long missingCount,
        long lateCount,
        long catalogVersion,
        boolean replaces)
        implements WindowRevisionBuilder.With {

    /** Added to the minute of a replacing revision, so that its number differs from that of any late addition. */
    public static final int REPLACING = 1_000_000_000;

    public WindowRevision {
        Objects.requireNonNull(datastream, "datastream");
        Objects.requireNonNull(good, "good");
        Objects.requireNonNull(suspect, "suspect");
        if (intervalMillis < 1) {
            throw new IllegalArgumentException("an interval is at least 1 ms");
        }
    }

    /** End, exclusive, microseconds since 1970 UTC. */
    public long endMicros() {
        return startMicros + sizeMillis * 1_000;
    }

    /** How many readings it has if none is missing. */
    public ExpectedReadings expected() {
        return ExpectedReadings.of(sizeMillis, intervalMillis);
    }

    /** Number of readings of all flags. */
    public long count() {
        return good.count() + suspect.count() + notEvaluatedCount + failCount + missingCount;
    }

    /** The share of the expected readings that is there and good, in [0,1]. */
    public double coverage() {
        return expected().coverage(good.count());
    }

    /**
     * This window with the readings of another revision of the same window added; keeps the higher revision and the
     * later recording.
     *
     * @throws IllegalArgumentException if the two are not of the same window
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
                Math.min(intervalMillis, other.intervalMillis),
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
     * The window that results from its revisions: the newest replacing revision, if any, and everything recorded after
     * it.
     *
     * @param revisions all of one window, in any order, at least one
     * @throws IllegalArgumentException if they are not of the same window
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
