package org.metrobed.analysis.correction;

import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.metrobed.model.window.WindowRevision;

/**
 * One window as the stream left it: what it wrote, and the readings that belong there. Immutable.
 *
 * @param sizeMillis length, milliseconds
 * @param startMicros start, microseconds since 1970 UTC
 * @param rows its readings in the order of time
 * @param revisions what the stream wrote, none that replaces
 */
record StreamWindow(long sizeMillis, long startMicros, List<Row> rows, List<WindowRevision> revisions) {

    StreamWindow {
        rows = List.copyOf(rows);
        revisions = List.copyOf(revisions);
    }

    long endMicros() {
        return startMicros + sizeMillis * 1_000;
    }

    /**
     * The full minutes of log time at which what stands may change: where an event begins to hold, and from the first of
     * them on, where the stream has added.
     */
    NavigableSet<Long> minutes(List<AnnotationEvent> touching) {
        NavigableSet<Long> minutes = new TreeSet<>();
        touching.forEach(event -> minutes.add(event.holdsFromMillis()));
        if (!minutes.isEmpty()) {
            long first = minutes.first();
            revisions.stream()
                    .map(StreamWindow::settledMillis)
                    .filter(minute -> minute > first)
                    .forEach(minutes::add);
        }
        return minutes;
    }

    /** The first full minute before which all that a revision holds was received. */
    static long settledMillis(WindowRevision revision) {
        return revision.revision() == 0
                ? LogMinute.after(revision.recordedMillis())
                : LogMinute.atOrAfter(revision.recordedMillis());
    }

    /** What the stream had written by a full minute. */
    List<WindowRevision> written(long minuteMillis) {
        return revisions.stream()
                .filter(revision -> settledMillis(revision) <= minuteMillis)
                .toList();
    }

    /** Readings known before a full minute that the stream has yet to give to this window, or to test to the end. */
    boolean isOpen(long minuteMillis) {
        return stored(minuteMillis) > summed(minuteMillis);
    }

    /** Whether the readings stored are those of what the stream wrote, none on its way and none lost to retention. */
    boolean isWhole(long minuteMillis) {
        return stored(minuteMillis) == summed(minuteMillis);
    }

    /** The readings known before a full minute. */
    List<Row> known(long minuteMillis) {
        return rows.stream().filter(row -> row.isKnown(minuteMillis)).toList();
    }

    private long stored(long minuteMillis) {
        return rows.stream()
                .filter(row -> row.isKnown(minuteMillis) && !row.isAlone())
                .count();
    }

    private long summed(long minuteMillis) {
        return written(minuteMillis).stream().mapToLong(StreamWindow::count).sum();
    }

    static long count(WindowRevision revision) {
        return revision.good().count()
                + revision.suspect().count()
                + revision.notEvaluatedCount()
                + revision.failCount()
                + revision.missingCount();
    }
}
