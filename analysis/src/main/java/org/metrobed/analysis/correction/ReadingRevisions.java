package org.metrobed.analysis.correction;

import java.util.Comparator;
import java.util.List;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Observation;

/**
 * A reading with all revisions from the stream. Immutable.
 *
 * @param revisions in order, at least one, none of them a correction
 */
record ReadingRevisions(List<Observation> revisions) {

    /** The marks of readings that the stream excludes from windows. */
    static final long NEVER_IN_WINDOWS = TestBits.DUPLICATE | TestBits.BEYOND_RETENTION;

    ReadingRevisions {
        revisions = revisions.stream()
                .sorted(Comparator.comparingInt(Observation::revision))
                .toList();
    }

    long micros() {
        return first().phenomenonMicros();
    }

    long receivedMillis() {
        return first().receivedMillis();
    }

    /** Whether it was received before a log time. */
    boolean isKnown(long logMillis) {
        return receivedMillis() < logMillis;
    }

    /** Whether the stream excluded it from windows, so that no other row decides about it. */
    boolean isAlone() {
        return TestBits.has(first().tests(), NEVER_IN_WINDOWS);
    }

    /** Its newest revision before a log time; it must be known at that time. */
    Observation at(long logMillis) {
        Observation newest = first();
        for (Observation revision : revisions) {
            if (revision.receivedMillis() < logMillis) {
                newest = revision;
            }
        }
        return newest;
    }

    private Observation first() {
        return revisions.get(0);
    }
}
