package org.metrobed.api.window;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.ReadingKind;
import org.metrobed.model.calendar.WindowCalendar;
import org.metrobed.model.window.LastReading;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WholeCourse;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.window.MergedWindow;
import org.metrobed.store.window.WindowQuery;
import org.metrobed.store.window.WindowReader;

/**
 * Adds to the windows of a slice what crosses their borders, and windows without readings in which a value holds. The
 * last reading before a slice is looked up once; slices that follow one another carry it on. Not thread-safe.
 */
final class WindowBorders {

    private final WindowReader reader;
    private final WindowQuestion question;
    private final Newest newest;
    /** By datastream; those whose order of readings has a meaning today. */
    private final Map<String, ReadingKind> kinds;

    /** By datastream of a total, the times from which another device counts, microseconds since 1970 UTC. */
    private final Map<String, List<Long>> exchanges = new HashMap<>();

    private final Map<Track, Before> last = new HashMap<>();
    private final Set<String> lookedUp = new HashSet<>();
    private long carriedToMicros = Long.MAX_VALUE;

    /** Readings in no stored window yet, as windows. */
    @FunctionalInterface
    interface Newest {

        /** Reads where stored windows end at the first call. */
        NewestParts read() throws SQLException;
    }

    /** Readings that follow one another: those of a datastream, or those in a series of its own. */
    private record Track(String datastream, String apart) {
        static Track of(SeriesWindow window) {
            return new Track(
                    window.window().window().datastream(),
                    window.joined() ? "" : window.series().key());
        }
    }

    /** The last reading before a window, and the series of its own window. */
    private record Before(LastReading reading, WindowSeries series) {
        static Before of(SeriesWindow window) {
            return new Before(LastReading.of(window.window().window().good()), window.series());
        }

        Before later(Before other) {
            return other.reading.micros() > reading.micros() ? other : this;
        }

        /** This reading after a window without a good one: a missing one in it ends its value. */
        Before endedIn(SeriesWindow window) {
            return new Before(reading.endedIn(window.window().window().good().course()), series);
        }
    }

    WindowBorders(WindowReader reader, WindowQuestion question, Newest newest) {
        this.reader = reader;
        this.newest = newest;
        this.question = question;
        this.kinds = question.series().stream()
                .flatMap(series -> series.members().stream())
                .filter(member -> member.kind().isOrdered())
                .collect(Collectors.toMap(WindowSeries.Member::id, WindowSeries.Member::kind));
        kinds.forEach((datastream, kind) -> {
            if (kind.statistic() == Statistic.TOTAL) {
                String thing = new DatastreamId(datastream).thing();
                Catalog catalog = question.catalog();
                catalog.findThing(thing)
                        .or(() -> catalog.past().findLastThing(thing, catalog.version()))
                        .ifPresent(one -> exchanges.put(datastream, one.exchanges()));
            }
        });
    }

    /**
     * Passes on the windows that start in a slice, each with its series. The bounds of the slice are bounds of windows,
     * microseconds since 1970 UTC.
     */
    void forEachPart(
            List<SeriesWindow> windows,
            long fromMicros,
            long toMicros,
            BiConsumer<? super WindowSeries, ? super WindowPart> consumer)
            throws SQLException {
        Map<Track, Map<Long, List<SeriesWindow>>> ordered = new HashMap<>();
        kinds.keySet().forEach(datastream -> ordered.put(new Track(datastream, ""), new TreeMap<>()));
        for (SeriesWindow window : windows) {
            if (isOrdered(window)) {
                ordered.computeIfAbsent(Track.of(window), track -> new TreeMap<>())
                        .computeIfAbsent(window.window().window().startMicros(), start -> new ArrayList<>(1))
                        .add(window);
            } else {
                consumer.accept(window.series(), WindowPart.of(window.window(), null));
            }
        }
        lookUp(ordered.keySet(), fromMicros);
        carriedToMicros = toMicros;
        ordered.forEach((track, stored) -> {
            ReadingKind kind = track.apart.isEmpty() ? kinds.get(track.datastream) : null;
            (kind != null && kind.isHeld() ? starts(fromMicros, toMicros) : List.copyOf(stored.keySet()))
                    .forEach(start -> add(track, start, stored.getOrDefault(start, List.of()), consumer));
        });
    }

    private boolean isOrdered(SeriesWindow window) {
        WindowRevision revision = window.window().window();
        return window.joined()
                ? kinds.containsKey(revision.datastream())
                : revision.good().course().isKept();
    }

    private List<Long> starts(long fromMicros, long toMicros) {
        WindowCalendar calendar = question.calendar();
        List<Long> starts = new ArrayList<>();
        for (long start = fromMicros; start < toMicros; start = calendar.endOf(start)) {
            starts.add(start);
        }
        return starts;
    }

    /** Adds the window of a track with a start: there are several if the thing was moved within it, or none. */
    private void add(
            Track track,
            long startMicros,
            List<SeriesWindow> windows,
            BiConsumer<? super WindowSeries, ? super WindowPart> consumer) {
        Before before = last.get(track);
        if (windows.isEmpty() && before != null && before.reading.kind().isHeld()) {
            WholeCourse course = course(Summary.EMPTY, before.reading, startMicros);
            if (course.knownMicros() > 0) {
                long endMicros = question.calendar().endOf(startMicros);
                consumer.accept(before.series, new WindowPart(track.datastream, startMicros, endMicros, null, course));
            }
        }
        for (SeriesWindow window : windows) {
            Summary good = window.window().window().good();
            ReadingKind kind = window.joined()
                    ? kinds.get(track.datastream)
                    : good.course().kind();
            WholeCourse course = null;
            if (question.flags() != WindowFlags.GOOD) {
                course = WholeCourse.unknown(kind, WholeCourse.Unknown.OTHER_QC);
            } else if (windows.size() > 1) {
                course = WholeCourse.unknown(kind, WholeCourse.Unknown.MOVED);
            } else if (good.count() > 0 && isExchanged(track.datastream, good.firstMicros(), good.lastMicros())) {
                course = WholeCourse.unknown(kind, WholeCourse.Unknown.DEVICE_EXCHANGED);
            } else if (good.count() > 0
                    || good.course().isKept()
                    || (before != null && before.reading.kind().isHeld())) {
                course = course(good, readingBefore(track, before, good), startMicros);
            }
            consumer.accept(window.series(), WindowPart.of(window.window(), course));
            carryOn(track, window);
        }
    }

    private void carryOn(Track track, SeriesWindow window) {
        if (window.window().window().good().count() > 0) {
            last.merge(track, Before.of(window), Before::later);
        } else {
            last.computeIfPresent(track, (any, before) -> before.endedIn(window));
        }
    }

    /** The last reading before a window; null if there is none, or if it is of another device. */
    private LastReading readingBefore(Track track, Before before, Summary good) {
        return before == null || isExchanged(track.datastream, before.reading.micros(), good.firstMicros())
                ? null
                : before.reading;
    }

    /** Whether a total is of another device at the second of two times than at the first. */
    private boolean isExchanged(String datastream, long fromMicros, long toMicros) {
        return exchanges.getOrDefault(datastream, List.of()).stream()
                .anyMatch(micros -> fromMicros < micros && micros <= toMicros);
    }

    private WholeCourse course(Summary good, LastReading before, long startMicros) {
        long endMicros = question.calendar().endOf(startMicros);
        return WholeCourse.of(good, before, startMicros, Math.min(endMicros, question.asOfMillis() * 1_000));
    }

    /** Looks up the last readings before a slice; those that the slice before it has left are known. */
    private void lookUp(Set<Track> tracks, long fromMicros) throws SQLException {
        if (fromMicros < carriedToMicros) {
            last.clear();
            lookedUp.clear();
        }
        List<String> datastreams =
                tracks.stream().map(Track::datastream).filter(lookedUp::add).toList();
        if (datastreams.isEmpty()) {
            return;
        }
        List<WindowLevel> levels = new ArrayList<>(List.of(question.level()));
        if (question.state() == WindowQuestion.State.ALL) {
            levels.addAll(question.level().finer());
        }
        SeriesParts translating = new SeriesParts(question);
        WindowQuery query = question.query(0, 0)
                .withDatastreams(question.catalog().renames().all(datastreams));
        List<WindowRevision> found = new ArrayList<>();
        for (WindowLevel level : levels) {
            found.addAll(lastSettled(query, level, fromMicros));
        }
        found.sort(Comparator.comparing((WindowRevision window) -> window.good().count() == 0));
        for (WindowRevision window : found) {
            SeriesWindow translated = translating.translated(window);
            carryOn(Track.of(translated), translated);
        }
        if (question.state() == WindowQuestion.State.ALL) {
            for (MergedWindow part : newest.read().list(query.datastreams(), Long.MIN_VALUE, fromMicros)) {
                SeriesWindow translated = translating.translated(part.window());
                carryOn(Track.of(translated), translated);
            }
        }
    }

    /** The last known windows before a time of those that are shown as they are. */
    private List<WindowRevision> lastSettled(WindowQuery query, WindowLevel level, long beforeMicros)
            throws SQLException {
        Map<Long, List<String>> ends = new HashMap<>();
        for (String datastream : query.datastreams()) {
            long settled = question.state() == WindowQuestion.State.ALL
                    ? newest.read().settledMicros(level, datastream)
                    : Long.MAX_VALUE;
            ends.computeIfAbsent(Math.min(beforeMicros, settled), any -> new ArrayList<>())
                    .add(datastream);
        }
        List<WindowRevision> found = new ArrayList<>();
        for (Map.Entry<Long, List<String>> end : ends.entrySet()) {
            found.addAll(reader.lastKnown(
                    query.withDatastreams(end.getValue()).withRange(level.millis(), Long.MIN_VALUE, end.getKey())));
        }
        return found;
    }
}
