package org.metrobed.analysis.correction;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import org.metrobed.analysis.window.SumReadings;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.model.ReadingKind;
import org.metrobed.model.window.Course;
import org.metrobed.model.window.WindowContent;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.model.window.WindowRevisionBuilder;

/**
 * The revisions that replace one window. They are computed from stored observations by the code of the stream, at full
 * minutes of log time, and only if the result differs from the current revision. Pure; one use, one thread.
 */
final class ReplaceWindow {

    private final Recomputation.Stored stored;
    private final StreamWindow window;
    private final ValidReadings valid;
    private final List<AnnotationEvent> touching;
    private final NavigableSet<Long> changes;
    private final List<WindowRevision> made = new ArrayList<>();

    ReplaceWindow(Recomputation.Stored stored, StreamWindow window, ValidReadings valid) {
        this.stored = stored;
        this.window = window;
        this.valid = valid;
        this.touching = valid.corrections().touching(window.startMicros(), window.endMicros());
        this.changes = valid.changes(window.rows());
    }

    /** The revisions up to a log time, oldest first. */
    List<WindowRevision> upTo(long asOfMillis) {
        long done = Long.MIN_VALUE;
        for (long at : window.minutes(touching, changes)) {
            if (at > asOfMillis) {
                break;
            }
            if (window.isWhole(at)) {
                considerAt(at, done);
                done = at;
            }
        }
        return List.copyOf(made);
    }

    private void considerAt(long at, long done) {
        List<ReadingRevisions> known = window.known(at);
        List<AnnotationEvent> since = touching.stream()
                .filter(event -> event.holdsFromMillis() > done && event.holdsFromMillis() <= at)
                .filter(event -> isRelevant(event, known))
                .toList();
        List<Observation> readings =
                known.stream().map(row -> valid.at(row, at)).toList();
        boolean corrected = readings.stream().anyMatch(ValidReadings::isChanged);
        boolean added = window.revisions().stream()
                .mapToLong(StreamWindow::settledMillis)
                .anyMatch(settled -> settled > done && settled <= at);
        boolean changed = !changes.subSet(done, false, at, true).isEmpty();
        boolean lost = added && window.hasLostOrder(at);
        if (since.isEmpty() && !changed && !lost && !(added && corrected)) {
            return;
        }
        boolean ordered = since.stream().anyMatch(event -> !event.correction().changesReadings());
        WindowRevision replacing = replacing(readings, at, corrected || ordered || lost);
        if (!stands(replacing)) {
            made.add(replacing);
        }
    }

    private static boolean isRelevant(AnnotationEvent event, List<ReadingRevisions> known) {
        return !event.correction().changesReadings()
                ? !known.isEmpty()
                : known.stream().anyMatch(row -> event.contains(row.micros()));
    }

    /**
     * Computes one replacing revision. If nothing is corrected and no recomputation was requested, the content of the
     * stream's revisions is kept to the last bit.
     */
    private WindowRevision replacing(List<Observation> readings, long at, boolean anew) {
        WindowRevision computed = compute(readings, at);
        List<WindowRevision> written = window.written(at);
        if (anew || written.isEmpty()) {
            return computed;
        }
        WindowRevision folded = WindowRevision.fold(written);
        return sameCounts(folded, computed) ? replacing(folded, computed) : computed;
    }

    private WindowRevision compute(List<Observation> readings, long at) {
        Optional<AnnotationEvent> newest =
                touching.stream().filter(event -> event.holdsFromMillis() <= at).reduce((one, other) -> other);
        Optional<DatastreamSettings> settings = newest.isPresent() ? Optional.empty() : settings(readings);
        List<WindowRevision> written = window.written(at);
        Optional<ReadingKind> stated =
                newest.map(event -> ReadingKind.of(event.statistic())).or(() -> settings.map(DatastreamSettings::kind));
        WindowContent sum = SumReadings.of(window.sizeMillis(), readings, kind(written, stated));
        long intervalMillis = written.stream()
                .mapToLong(WindowRevision::intervalMillis)
                .min()
                .orElseGet(() -> newest.map(AnnotationEvent::intervalMillis)
                        .or(() -> settings.map(DatastreamSettings::intervalMillis))
                        .orElse(window.sizeMillis()));
        long late = written.stream().mapToLong(WindowRevision::lateCount).sum()
                + window.known(at).stream().filter(ReadingRevisions::isAlone).count();
        return WindowRevisionBuilder.builder()
                .datastream(stored.datastream())
                .sizeMillis(window.sizeMillis())
                .startMicros(window.startMicros())
                .revision(WindowRevision.REPLACING + LogMinute.number(at))
                .recordedMillis(at)
                .intervalMillis(intervalMillis)
                .good(sum.good())
                .suspect(sum.suspect())
                .notEvaluatedCount(sum.notEvaluated())
                .failCount(sum.fail())
                .missingCount(sum.missing())
                .lateCount(late)
                .catalogVersion(sum.catalogVersion())
                .replaces(true)
                .build();
    }

    /** The kind of reading that the stream stored with the window: an event knows the statistic alone. */
    private static ReadingKind kind(List<WindowRevision> written, Optional<ReadingKind> stated) {
        ReadingKind known = stated.orElse(ReadingKind.of(Statistic.MEAN));
        return written.stream()
                .map(revision -> revision.good().course())
                .filter(Course::isKept)
                .map(Course::kind)
                .filter(kind -> stated.isEmpty() || kind.onChange() || kind.statistic() == known.statistic())
                .reduce((one, other) -> other)
                .orElse(known);
    }

    /** The settings of the newest catalog version among these readings. */
    private Optional<DatastreamSettings> settings(List<Observation> readings) {
        return stored.settings()
                .find(readings.stream()
                        .mapToLong(Observation::catalogVersion)
                        .max()
                        .orElse(0));
    }

    /** Whether the revisions written up to its time have the same content. */
    private boolean stands(WindowRevision replacing) {
        List<WindowRevision> before = new ArrayList<>(made);
        window.revisions().stream()
                .filter(revision -> revision.recordedMillis() <= replacing.recordedMillis())
                .forEach(before::add);
        if (before.isEmpty()) {
            return false;
        }
        WindowRevision folded = WindowRevision.fold(before);
        return sameCounts(folded, replacing)
                && folded.good().equals(replacing.good())
                && folded.suspect().equals(replacing.suspect());
    }

    private static boolean sameCounts(WindowRevision one, WindowRevision other) {
        return one.good().count() == other.good().count()
                && one.suspect().count() == other.suspect().count()
                && one.notEvaluatedCount() == other.notEvaluatedCount()
                && one.failCount() == other.failCount()
                && one.missingCount() == other.missingCount();
    }

    private static WindowRevision replacing(WindowRevision content, WindowRevision head) {
        return content.with()
                .revision(head.revision())
                .recordedMillis(head.recordedMillis())
                .lateCount(head.lateCount())
                .replaces(true)
                .build();
    }
}
