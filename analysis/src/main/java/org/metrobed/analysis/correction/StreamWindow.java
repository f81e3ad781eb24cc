package org.metrobed.analysis.correction;

import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.metrobed.model.window.WindowRevision;

/**
 * One window as the stream stored it: its revisions and its readings. Immutable.
 *
 * @param sizeMillis length, milliseconds
 * @param startMicros start, microseconds since 1970 UTC
 * @param rows its readings in the order of time
 * @param revisions the revisions of the stream, without replacing ones
 * @param replacing the stored revisions that replace it
 */
record StreamWindow(
        long sizeMillis,
        long startMicros,
        List<ReadingRevisions> rows,
        List<WindowRevision> revisions,
        List<WindowRevision> replacing) {

    StreamWindow {
        rows = List.copyOf(rows);
        revisions = List.copyOf(revisions);
        replacing = List.copyOf(replacing);
    }

    long endMicros() {
        return startMicros + sizeMillis * 1_000;
    }

    /**
     * The full minutes of log time at which the valid content may change: the start of force of each event, each change
     * of a reading, each late addition of readings whose order has a meaning and, from the first of them on, each addition
     * by the stream.
     */
    NavigableSet<Long> minutes(List<AnnotationEvent> touching, NavigableSet<Long> changes) {
        NavigableSet<Long> minutes = new TreeSet<>(changes);
        revisions.stream()
                .filter(Recomputation::isOutOfOrder)
                .map(StreamWindow::settledMillis)
                .forEach(minutes::add);
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

    /** The first full minute such that everything in a revision was received before it. */
    static long settledMillis(WindowRevision revision) {
        return revision.revision() == 0
                ? LogMinute.after(revision.recordedMillis())
                : LogMinute.atOrAfter(revision.recordedMillis());
    }

    /** The revisions that the stream had written before a full minute. */
    List<WindowRevision> written(long minuteMillis) {
        return revisions.stream()
                .filter(revision -> settledMillis(revision) <= minuteMillis)
                .toList();
    }

    /** Whether the order of its readings was lost, because parts of it that the stream had written overlap in time. */
    boolean hasLostOrder(long minuteMillis) {
        List<WindowRevision> written = written(minuteMillis);
        return written.stream().anyMatch(Recomputation::isOutOfOrder)
                && !WindowRevision.fold(written).good().course().known();
    }

    /** Whether readings known before a full minute are not yet added to this window, or not yet fully tested. */
    boolean isOpen(long minuteMillis) {
        return stored(minuteMillis) > summed(minuteMillis);
    }

    /**
     * Whether the stored readings are exactly those of the stream's revisions, and not fewer than those of a replacing
     * one: none in flight and none lost to retention.
     */
    boolean isWhole(long minuteMillis) {
        long known = known(minuteMillis).size();
        return stored(minuteMillis) == summed(minuteMillis)
                && replacing.stream()
                        .filter(revision -> revision.recordedMillis() <= minuteMillis)
                        .allMatch(revision -> revision.count() <= known);
    }

    /** The readings known before a full minute. */
    List<ReadingRevisions> known(long minuteMillis) {
        return rows.stream().filter(row -> row.isKnown(minuteMillis)).toList();
    }

    private long stored(long minuteMillis) {
        return rows.stream()
                .filter(row -> row.isKnown(minuteMillis) && !row.isAlone())
                .count();
    }

    private long summed(long minuteMillis) {
        return written(minuteMillis).stream().mapToLong(WindowRevision::count).sum();
    }
}
