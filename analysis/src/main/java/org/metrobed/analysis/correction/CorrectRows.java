package org.metrobed.analysis.correction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Observation;

/**
 * Makes the corrected revisions of observations in one window of one minute. A row is corrected as soon as the stream
 * has finished it, and again whenever its corrected result changes. Pure; static functions only.
 */
final class CorrectRows {

    private CorrectRows() {}

    /** The revisions up to a log time, in the order in which they are made. */
    static List<Observation> of(StreamWindow minute, ValidReadings readings, long asOfMillis) {
        Map<Long, Observation> current = new HashMap<>();
        List<Observation> made = new ArrayList<>();
        for (long at : minutes(minute, readings)) {
            if (at > asOfMillis) {
                break;
            }
            boolean open = minute.isOpen(at);
            for (ReadingRevisions row : minute.known(at)) {
                if (row.isFinal() || !open) {
                    Observation was = current.getOrDefault(row.micros(), row.streamAt(at));
                    Observation is = readings.at(row, at);
                    if (differ(was, is)) {
                        Observation revision = revision(was, is, at);
                        current.put(row.micros(), revision);
                        made.add(revision);
                    }
                }
            }
        }
        return made;
    }

    /** The full minutes of log time at which a reading of a window, or the window, may change. */
    static NavigableSet<Long> minutes(StreamWindow minute, ValidReadings readings) {
        NavigableSet<Long> minutes = minute.minutes(
                readings.corrections().touching(minute.startMicros(), minute.endMicros()),
                readings.changes(minute.rows()));
        if (!minutes.isEmpty()) {
            long first = minutes.first();
            minute.rows().stream()
                    .filter(ReadingRevisions::isFinal)
                    .map(row -> LogMinute.after(row.receivedMillis()))
                    .filter(at -> at > first)
                    .forEach(minutes::add);
        }
        return minutes;
    }

    private static boolean differ(Observation one, Observation other) {
        return Double.compare(one.result(), other.result()) != 0
                || one.flag() != other.flag()
                || !one.tests().equals(other.tests());
    }

    /** If the reading is again as the stream has it, the cause is that of the revision before. */
    private static Observation.Cause cause(Observation was, Observation is) {
        if (TestBits.has(is.tests(), TestBits.CORRECTED)) {
            return Observation.Cause.CORRECTION;
        }
        return is.cause().isComputed() ? is.cause() : was.cause();
    }

    private static Observation revision(Observation was, Observation is, long at) {
        return is.with()
                .revision(was.revision() + 1)
                .cause(cause(was, is))
                .receivedMillis(at)
                .build();
    }
}
