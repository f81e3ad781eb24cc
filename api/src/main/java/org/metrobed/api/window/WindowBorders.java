package org.metrobed.api.window;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.metrobed.api.http.Moments;
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
    /** By datastream; those whose order of readings has a meaning. */
    private final Map<String, ReadingKind> kinds;

    /** By datastream of a total, the times from which another device counts, microseconds since 1970 UTC. */
    private final Map<String, List<Long>> exchanges = new HashMap<>();

    private final Map<String, LastReading> last = new HashMap<>();
    private long carriedToMicros = Long.MAX_VALUE;

    WindowBorders(WindowReader reader, WindowQuestion question) {
        this.reader = reader;
        this.question = question;
        this.kinds = question.series().stream()
                .flatMap(series -> series.members().stream())
                .filter(member -> member.kind().isOrdered())
                .collect(Collectors.toMap(WindowSeries.Member::id, WindowSeries.Member::kind));
        kinds.forEach((datastream, kind) -> {
            if (kind.statistic() == Statistic.TOTAL) {
                question.catalog()
                        .findThing(new DatastreamId(datastream).thing())
                        .ifPresent(thing -> exchanges.put(
                                datastream,
                                thing.exchanges().stream().map(Moments::micros).toList()));
            }
        });
    }

    /** The windows that start in a slice; the bounds of the slice are bounds of windows, microseconds since 1970 UTC. */
    List<WindowPart> parts(List<MergedWindow> windows, long fromMicros, long toMicros) throws SQLException {
        List<WindowPart> parts = new ArrayList<>(windows.size());
        Map<String, Map<Long, MergedWindow>> ordered = new HashMap<>();
        for (MergedWindow window : windows) {
            String datastream = window.window().datastream();
            if (kinds.containsKey(datastream)) {
                ordered.computeIfAbsent(datastream, any -> new TreeMap<>())
                        .put(window.window().startMicros(), window);
            } else {
                parts.add(WindowPart.of(window, null));
            }
        }
        if (!kinds.isEmpty()) {
            if (fromMicros < carriedToMicros) {
                lookUp(fromMicros);
            }
            carriedToMicros = toMicros;
            kinds.forEach((datastream, kind) -> {
                Map<Long, MergedWindow> stored = ordered.getOrDefault(datastream, Map.of());
                (kind.isHeld() ? starts(fromMicros, toMicros) : List.copyOf(stored.keySet()))
                        .forEach(start -> add(datastream, start, stored.get(start), parts));
            });
        }
        return parts;
    }

    private List<Long> starts(long fromMicros, long toMicros) {
        WindowCalendar calendar = question.calendar();
        List<Long> starts = new ArrayList<>();
        for (long start = fromMicros; start < toMicros; start = calendar.endOf(start)) {
            starts.add(start);
        }
        return starts;
    }

    private void add(String datastream, long startMicros, MergedWindow window, List<WindowPart> parts) {
        Summary good = window == null ? Summary.EMPTY : window.window().good();
        LastReading before = last.get(datastream);
        if (before != null && isExchanged(datastream, before.micros(), good.firstMicros())) {
            before = null;
        }
        long endMicros = question.calendar().endOf(startMicros);
        WholeCourse course = null;
        if (question.flags() != WindowFlags.GOOD) {
            course = WholeCourse.unknown(kinds.get(datastream), WholeCourse.Unknown.OTHER_QC);
        } else if (good.count() > 0 && isExchanged(datastream, good.firstMicros(), good.lastMicros())) {
            course = WholeCourse.unknown(kinds.get(datastream), WholeCourse.Unknown.DEVICE_EXCHANGED);
        } else if (good.count() > 0 || (before != null && before.kind().isHeld())) {
            course = WholeCourse.of(good, before, startMicros, Math.min(endMicros, question.asOfMillis() * 1_000));
        }
        if (window != null) {
            parts.add(WindowPart.of(window, course));
        } else if (course != null && course.knownMicros() > 0) {
            parts.add(new WindowPart(datastream, startMicros, endMicros, null, course));
        }
        if (good.count() > 0) {
            last.put(datastream, LastReading.of(good));
        }
    }

    /** Whether a total is of another device at the second of two times than at the first. */
    private boolean isExchanged(String datastream, long fromMicros, long toMicros) {
        return exchanges.getOrDefault(datastream, List.of()).stream()
                .anyMatch(micros -> fromMicros < micros && micros <= toMicros);
    }

    private void lookUp(long fromMicros) throws SQLException {
        last.clear();
        List<WindowLevel> levels = new ArrayList<>(List.of(question.level()));
        if (question.state() == WindowQuestion.State.ALL) {
            levels.addAll(question.level().finer());
        }
        SeriesParts translating = new SeriesParts(question);
        WindowQuery query = question.query(0, 0)
                .withDatastreams(question.catalog().renames().all(List.copyOf(kinds.keySet())));
        for (WindowLevel level : levels) {
            for (WindowRevision window : reader.lastGood(query.withRange(level.millis(), Long.MIN_VALUE, fromMicros))) {
                translating
                        .findJoined(window)
                        .ifPresent(joined -> last.merge(
                                joined.datastream(),
                                LastReading.of(joined.good()),
                                (one, other) -> other.micros() > one.micros() ? other : one));
            }
        }
    }
}
