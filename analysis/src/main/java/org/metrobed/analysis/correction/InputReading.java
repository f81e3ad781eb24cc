package org.metrobed.analysis.correction;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Observation;

/**
 * One reading of an input of a product, with all its stored revisions, also the computed ones. Immutable.
 *
 * @param revisions at least one
 */
record InputReading(List<Observation> revisions) {

    InputReading {
        revisions = revisions.stream()
                .sorted(Comparator.comparingInt(Observation::revision))
                .toList();
    }

    long micros() {
        return first().phenomenonMicros();
    }

    Observation first() {
        return revisions.get(0);
    }

    /** Whether the stream took its time for one that was seen before, so that no product of hours has counted it. */
    boolean isDuplicate() {
        return TestBits.has(first().tests(), TestBits.DUPLICATE);
    }

    boolean isBeyondRetention() {
        return TestBits.has(first().tests(), TestBits.BEYOND_RETENTION);
    }

    /** Its newest revision that is known at a full minute; empty if there is none. */
    Optional<Observation> at(long minute) {
        return revisions.stream().filter(row -> knownFrom(row) <= minute).reduce((one, other) -> other);
    }

    /** The revisions that a product cannot contain that the stream computed at a log time. */
    List<Observation> since(long computedMillis) {
        return revisions.stream()
                .filter(row -> row.cause().isComputed()
                        || Recomputation.isBeyondRetention(row)
                        || (Recomputation.isOutOfTurn(row) && row.receivedMillis() > computedMillis))
                .toList();
    }

    /** The first full minute of log time at which a revision is known. */
    static long knownFrom(Observation row) {
        return row.cause().isComputed() ? row.receivedMillis() : LogMinute.after(row.receivedMillis());
    }
}
