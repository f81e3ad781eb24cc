package org.metrobed.analysis.correction;

import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Observation;

/**
 * Readings as they are valid at full minutes of log time: replaced by later values, judged again, and corrected by
 * annotations, in this order. Immutable.
 */
record ValidReadings(Corrections corrections, Judgements judgements) {

    /** A known reading at a minute. */
    Observation at(ReadingRevisions row, long minute) {
        return corrections.at(judgements.at(row.at(minute), minute), minute);
    }

    /** Whether a reading differs from that of the stream. */
    static boolean isChanged(Observation reading) {
        return TestBits.has(reading.tests(), TestBits.CORRECTED)
                || reading.cause().isComputed();
    }

    /**
     * The minutes at which readings of a window are replaced or judged again, or come from beyond the deduplication
     * retention.
     */
    NavigableSet<Long> changes(List<ReadingRevisions> rows) {
        NavigableSet<Long> minutes = new TreeSet<>();
        for (ReadingRevisions row : rows) {
            row.repeats().forEach(repeat -> minutes.add(LogMinute.after(repeat.receivedMillis())));
            minutes.addAll(judgements.minutes(row.micros()));
            if (row.isBeyondRetention()) {
                minutes.add(LogMinute.after(row.receivedMillis()));
            }
        }
        return minutes;
    }
}
