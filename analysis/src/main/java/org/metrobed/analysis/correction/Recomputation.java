package org.metrobed.analysis.correction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.model.window.WindowRevision;

/**
 * Computes the effect of a datastream's annotations in a range of its time: revisions of observations, and revisions
 * that replace windows. The result depends only on the events and on what the stream stored, not on when or how often
 * it is computed. A later log time adds rows after those of an earlier one. Pure.
 *
 * <p>At every full minute of log time at which something changes, all observations received before it are taken in
 * their newest revision, corrected, and summarised by the stream's own code. The stream too records late additions at
 * full minutes only, so a replacing revision contains exactly everything recorded before its minute.
 */
public final class Recomputation {

    /** The shortest window length, milliseconds. If such a window is closed, the stream has finished its readings. */
    private static final long FINEST_MILLIS = WindowLevel.MINUTE.millis();

    private Recomputation() {}

    /**
     * The stored rows of a time range that contains whole windows only, with the readings around it that tests reach.
     *
     * @param datastream {@code testbed/thing/property}
     * @param range the range
     * @param events all events of the datastream that overlap the range or the readings around it, in any order
     * @param observations all revisions of all observations, also of those around the range
     * @param repeats other values of the times of these observations
     * @param windows all revisions of all windows of the range
     * @param settings the settings of the datastream
     * @param asOfMillis log time up to which these rows are complete, milliseconds since 1970 UTC
     */
    public record Stored(
            String datastream,
            Range range,
            List<AnnotationEvent> events,
            List<Observation> observations,
            List<Observation> repeats,
            List<WindowRevision> windows,
            SettingsByVersion settings,
            long asOfMillis) {

        public Stored {
            Objects.requireNonNull(datastream, "datastream");
            Objects.requireNonNull(range, "range");
            Objects.requireNonNull(settings, "settings");
            events = List.copyOf(events);
            observations = List.copyOf(observations);
            repeats = List.copyOf(repeats);
            windows = List.copyOf(windows);
        }

        /** The events that overlap the range. */
        public List<AnnotationEvent> eventsOfRange() {
            return events.stream()
                    .filter(event -> event.touches(range.fromMicros(), range.toMicros()))
                    .toList();
        }
    }

    /** Where verdicts depend on a late or replaced reading, and the minute of log time from which they do. Immutable. */
    public record Reached(Range range, long minuteMillis) {}

    /** A range {@code [from, to)} of phenomenon time, microseconds since 1970 UTC. Immutable. */
    public record Range(long fromMicros, long toMicros) {

        /** Whether a time is in it. */
        public boolean contains(long micros) {
            return fromMicros <= micros && micros < toMicros;
        }
    }

    /**
     * The computed rows, including those that were written before. Immutable.
     *
     * @param observations in the order of time and revision
     * @param windows in the order of size, start and recording
     * @param pending whether something waits for a window that is still open, or for its minute
     * @param reached where verdicts depend on late or replaced readings of the range, also outside it
     * @param causes why revisions of a product were written
     * @param next the first later minute of log time at which rows may follow from the same input, milliseconds since
     *     1970 UTC; empty if there is none
     */
    public record Result(
            List<Observation> observations,
            List<WindowRevision> windows,
            boolean pending,
            List<Reached> reached,
            List<ProductCause> causes,
            OptionalLong next) {
        public Result {
            observations = List.copyOf(observations);
            windows = List.copyOf(windows);
            reached = List.copyOf(reached);
            causes = List.copyOf(causes);
            Objects.requireNonNull(next, "next");
        }
    }

    /** Whether the stream left a test of a late reading undone. */
    public static boolean isUnjudged(Observation row) {
        return row.revision() == 0
                && TestBits.has(row.tests(), TestBits.LATE)
                && !isAlone(row)
                && IntStream.range(0, TestBits.SLOTS)
                        .anyMatch(slot -> TestBits.verdict(row.tests(), slot) == QualityFlag.NOT_EVALUATED);
    }

    /** Whether a revision adds late readings whose order has a meaning to a window that had closed. */
    public static boolean isOutOfOrder(WindowRevision revision) {
        return revision.revision() != 0
                && !revision.replaces()
                && revision.good().course().isKept();
    }

    /** Whether a reading was older than the deduplication retention when it came: corrections alone add it to windows. */
    public static boolean isBeyondRetention(Observation row) {
        return row.revision() == 0 && TestBits.has(row.tests(), TestBits.BEYOND_RETENTION);
    }

    /**
     * Whether a product may have been computed before a reading came: it was late, or was driven again. Readings beyond the
     * deduplication retention are no part of this.
     */
    public static boolean isOutOfTurn(Observation row) {
        return row.revision() == 0
                && (TestBits.has(row.tests(), TestBits.LATE) || row.cause() == Observation.Cause.REDRIVE)
                && !isAlone(row);
    }

    /** Whether the stream excluded a reading from windows, so that corrections follow from its row alone. */
    public static boolean isAlone(Observation row) {
        return row.revision() == 0 && TestBits.has(row.tests(), ReadingRevisions.NEVER_IN_WINDOWS);
    }

    /** The first minute of log time at which corrections may follow from a reading that {@link #isAlone}. */
    public static long dueMillis(Observation row) {
        return LogMinute.after(row.receivedMillis());
    }

    /** The first minute of log time at which corrections may follow from a revision of the stream. */
    public static long dueMillis(WindowRevision revision) {
        return StreamWindow.settledMillis(revision);
    }

    /**
     * The later values of a time that replace the first one, in the order of their receipt; the last of them stands.
     *
     * @param repeats other values of the time, in any order
     */
    public static List<Observation> replacements(Observation first, List<Observation> repeats) {
        return new ReadingRevisions(List.of(first), repeats).repeats();
    }

    /**
     * A reading with the value that replaces it at a log time, from the first full minute after its receipt on.
     *
     * @param reading its newest revision
     * @param repeats other values of its time, in any order
     */
    public static Observation replaced(Observation reading, List<Observation> repeats, long logMillis) {
        return repeats.isEmpty() || reading.cause().isComputed()
                ? reading
                : new ReadingRevisions(List.of(reading), repeats).at(LogMinute.after(logMillis) - LogMinute.MILLIS);
    }

    /** Computes the rows from what is stored of a measured datastream. */
    public static Result of(Stored stored) {
        return of(stored, ProductInputs.NONE);
    }

    /** Computes the rows from what is stored. */
    public static Result of(Stored stored, ProductInputs inputs) {
        long asOf = stored.asOfMillis();
        FollowInputs follow = new FollowInputs(rows(stored), inputs, stored.settings(), asOf);
        List<ReadingRevisions> around = follow.rows();
        JudgeAgain judge = new JudgeAgain(around, stored.settings(), stored.events());
        ValidReadings valid = new ValidReadings(new Corrections(stored.events()), judge.upTo(asOf));
        List<ReadingRevisions> rows = around.stream()
                .filter(row -> stored.range().contains(row.micros()))
                .toList();
        List<Observation> observations = new ArrayList<>(follow.added(stored.range()));
        List<WindowRevision> windows = new ArrayList<>();
        NavigableSet<Long> later = new TreeSet<>(follow.later());
        boolean pending = stored.eventsOfRange().stream().anyMatch(event -> event.holdsFromMillis() > asOf);
        for (long size : sizes(stored.windows())) {
            for (StreamWindow window : windows(size, rows, stored.windows())) {
                NavigableSet<Long> minutes = CorrectRows.minutes(window, valid);
                if (!minutes.isEmpty()) {
                    windows.addAll(new ReplaceWindow(stored, window, valid).upTo(asOf));
                    if (size == FINEST_MILLIS) {
                        observations.addAll(CorrectRows.of(window, valid, asOf));
                        pending |= window.isOpen(asOf);
                    }
                    later.addAll(minutes.tailSet(asOf, false));
                }
            }
        }
        later.addAll(judge.later());
        return new Result(
                observations,
                windows,
                pending,
                judge.reached(stored.range(), asOf),
                follow.causes(observations),
                later.isEmpty() ? OptionalLong.empty() : OptionalLong.of(later.first()));
    }

    private static List<ReadingRevisions> rows(Stored stored) {
        Map<Long, List<Observation>> repeats =
                stored.repeats().stream().collect(Collectors.groupingBy(Observation::phenomenonMicros));
        return stored.observations().stream()
                .filter(observation -> !observation.cause().isComputed())
                .collect(Collectors.groupingBy(Observation::phenomenonMicros, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(row -> new ReadingRevisions(row.getValue(), repeats.getOrDefault(row.getKey(), List.of())))
                .toList();
    }

    private static NavigableSet<Long> sizes(List<WindowRevision> windows) {
        NavigableSet<Long> sizes = new TreeSet<>();
        for (WindowLevel level : WindowLevel.values()) {
            sizes.add(level.millis());
        }
        windows.forEach(window -> sizes.add(window.sizeMillis()));
        return sizes;
    }

    private static List<StreamWindow> windows(
            long sizeMillis, List<ReadingRevisions> rows, List<WindowRevision> revisions) {
        long size = sizeMillis * 1_000;
        Map<Long, List<ReadingRevisions>> rowsByStart =
                rows.stream().collect(Collectors.groupingBy(row -> Math.floorDiv(row.micros(), size) * size));
        Map<Boolean, Map<Long, List<WindowRevision>>> stored = revisions.stream()
                .filter(revision -> revision.sizeMillis() == sizeMillis)
                .collect(Collectors.partitioningBy(
                        WindowRevision::replaces, Collectors.groupingBy(WindowRevision::startMicros)));
        Map<Long, List<WindowRevision>> revisionsByStart = stored.get(false);
        NavigableSet<Long> starts = new TreeSet<>(rowsByStart.keySet());
        starts.addAll(revisionsByStart.keySet());
        return starts.stream()
                .map(start -> new StreamWindow(
                        sizeMillis,
                        start,
                        rowsByStart.getOrDefault(start, List.of()),
                        revisionsByStart.getOrDefault(start, List.of()),
                        stored.get(true).getOrDefault(start, List.of())))
                .toList();
    }
}
