package org.metrobed.analysis.correction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.metrobed.model.Observation;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.model.window.WindowRevision;

/**
 * What follows from the annotations of a datastream in a stretch of its time: revisions of observations and revisions that
 * replace windows. It depends on what the stream stored and on the events alone, not on when or how often it is computed: a
 * later log time adds rows behind those of an earlier one. Pure.
 *
 * <p>Every full minute of log time at which something changes, all that was received before it is taken in its newest
 * revision, corrected, and summarised by the stream's own code. The stream too records late additions at full minutes only,
 * so a revision that replaces stands exactly for all that was recorded up to its minute.
 */
public final class Recomputation {

    /** The length of window whose closing says that the stream has done with its readings, milliseconds. */
    private static final long FINEST_MILLIS = WindowLevel.MINUTE.millis();

    private Recomputation() {}

    /**
     * What is stored of a stretch of time in which all windows lie whole.
     *
     * @param datastream {@code testbed/thing/property}
     * @param events all of the datastream that touch the stretch, in any order
     * @param observations all revisions of all observations
     * @param windows all revisions of all windows
     * @param asOfMillis log time up to which all that is there is known, milliseconds since 1970 UTC
     */
    public record Stored(
            String datastream,
            List<AnnotationEvent> events,
            List<Observation> observations,
            List<WindowRevision> windows,
            long asOfMillis) {

        public Stored {
            Objects.requireNonNull(datastream, "datastream");
            events = List.copyOf(events);
            observations = List.copyOf(observations);
            windows = List.copyOf(windows);
        }
    }

    /**
     * What follows, with what follows already and was written before. Immutable.
     *
     * @param observations in the order of time and revision
     * @param windows in the order of size, start and recording
     * @param pending whether more follows when the log goes on, without anything else to come
     */
    public record Result(List<Observation> observations, List<WindowRevision> windows, boolean pending) {
        public Result {
            observations = List.copyOf(observations);
            windows = List.copyOf(windows);
        }
    }

    /** What follows from what is stored. */
    public static Result of(Stored stored) {
        Corrections corrections = new Corrections(stored.events());
        long asOf = stored.asOfMillis();
        List<Row> rows = rows(stored.observations());
        List<Observation> observations = new ArrayList<>();
        List<WindowRevision> windows = new ArrayList<>();
        boolean pending = stored.events().stream().anyMatch(event -> event.holdsFromMillis() > asOf);
        for (long size : sizes(stored.windows())) {
            for (StreamWindow window : windows(size, rows, stored.windows())) {
                if (!corrections
                        .touching(window.startMicros(), window.endMicros())
                        .isEmpty()) {
                    windows.addAll(new ReplaceWindow(stored.datastream(), window, corrections).upTo(asOf));
                    if (size == FINEST_MILLIS) {
                        observations.addAll(CorrectRows.of(window, corrections, asOf));
                        pending |= window.isOpen(asOf);
                    }
                }
            }
        }
        return new Result(observations, windows, pending);
    }

    private static List<Row> rows(List<Observation> observations) {
        return observations.stream()
                .filter(observation -> observation.cause() != Observation.Cause.CORRECTION)
                .collect(Collectors.groupingBy(Observation::phenomenonMicros, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(Row::new)
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

    private static List<StreamWindow> windows(long sizeMillis, List<Row> rows, List<WindowRevision> revisions) {
        long size = sizeMillis * 1_000;
        Map<Long, List<Row>> rowsByStart =
                rows.stream().collect(Collectors.groupingBy(row -> Math.floorDiv(row.micros(), size) * size));
        Map<Long, List<WindowRevision>> revisionsByStart = revisions.stream()
                .filter(revision -> revision.sizeMillis() == sizeMillis && !revision.replaces())
                .collect(Collectors.groupingBy(WindowRevision::startMicros));
        NavigableSet<Long> starts = new TreeSet<>(rowsByStart.keySet());
        starts.addAll(revisionsByStart.keySet());
        return starts.stream()
                .map(start -> new StreamWindow(
                        sizeMillis,
                        start,
                        rowsByStart.getOrDefault(start, List.of()),
                        revisionsByStart.getOrDefault(start, List.of())))
                .toList();
    }
}
