package org.metrobed.store.window;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.metrobed.analysis.window.ComposedWindows;
import org.metrobed.analysis.window.FineWindows;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.store.observation.OnTimeReadings;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.TimeOrder;
import org.metrobed.store.query.TimeRange;
import org.metrobed.store.settings.SettingsSource;

/**
 * Composes the windows that are not stored of the readings on time, each as it closed. The caller adds the stored revisions.
 * Thread-safe if its data source is.
 */
final class FineWindowReader {

    private static final List<QualityFlag> KNOWN = List.of(QualityFlag.GOOD);
    private static final List<QualityFlag> KNOWN_OR_MISSING = List.of(QualityFlag.GOOD, QualityFlag.MISSING);

    private final OnTimeReadings readings;
    private final SettingsSource settings;

    FineWindowReader(DataSource database, SettingsSource settings) {
        this.readings = new OnTimeReadings(database);
        this.settings = settings;
    }

    /** Those datastreams of a query of which windows may be composed. */
    List<String> composed(WindowQuery query) {
        WindowLevel level = level(query);
        return level == null
                ? List.of()
                : query.datastreams().stream()
                        .filter(datastream -> settings.listAll(datastream).stream()
                                .anyMatch(one -> FineWindows.areComposed(one, level)))
                        .toList();
    }

    /** The composed windows of a query by datastream and start. */
    Map<String, NavigableMap<Long, StoredRevision>> read(WindowQuery query) throws SQLException {
        Map<String, NavigableMap<Long, StoredRevision>> windows = new HashMap<>();
        List<String> datastreams = composed(query);
        if (datastreams.isEmpty()) {
            return windows;
        }
        WindowLevel level = level(query);
        TimeRange range = range(query);
        Map<String, ComposedWindows> composers = new HashMap<>();
        readings.forEach(
                datastreams,
                range,
                query.asOfMillis(),
                row -> composers
                        .computeIfAbsent(
                                row.revision().datastream(), name -> composer(name, level, query.detail(), windows))
                        .add(row));
        Map<String, Long> ends =
                composers.keySet().stream().collect(Collectors.toMap(name -> name, any -> range.toMicros()));
        readings.nearest(ends, TimeOrder.OLDEST_FIRST, List.of(), query.asOfMillis())
                .forEach((name, row) -> composers.get(name).add(row));
        composers.values().forEach(ComposedWindows::end);
        return windows;
    }

    private ComposedWindows composer(
            String datastream,
            WindowLevel level,
            WindowDetail detail,
            Map<String, NavigableMap<Long, StoredRevision>> windows) {
        return new ComposedWindows(
                level,
                version -> settings.find(datastream, version),
                composed -> windows.computeIfAbsent(datastream, any -> new TreeMap<>())
                        .put(
                                composed.revision().startMicros(),
                                new StoredRevision(detail.of(composed.revision()), composed.pipelineVersion())));
    }

    /** The end of the windows that start in the range of a query, microseconds since 1970 UTC. */
    long endMicros(WindowQuery query) {
        return range(query).toMicros();
    }

    /** The composed windows of a query and the last one before it of each datastream. */
    List<StoredRevision> listWithBefore(WindowQuery query) throws SQLException {
        TimeRange range = range(query);
        Map<String, Long> bounds =
                composed(query).stream().collect(Collectors.toMap(name -> name, any -> range.fromMicros()));
        List<StoredRevision> windows =
                new ArrayList<>(windows(query, starts(level(query), nearestBefore(bounds, query, List.of())))
                        .values());
        read(query).values().forEach(found -> windows.addAll(found.values()));
        return windows;
    }

    /** The last composed window of each datastream, whatever the range of the query. */
    Map<String, StoredRevision> newest(WindowQuery query) throws SQLException {
        WindowLevel level = level(query);
        Map<String, Long> ends =
                composed(query).stream().collect(Collectors.toMap(name -> name, any -> Limits.END_MICROS));
        Map<String, Long> closing = starts(level, nearestBefore(ends, query, List.of()));
        return windows(query, starts(level, nearestBefore(closing, query, List.of())));
    }

    /**
     * The start of the window of the last reading before a time that a window may begin with as its last known one; some
     * revision of it was good, or missing.
     */
    Map<String, Long> lastKnown(Map<String, Long> beforeMicros, WindowQuery query, boolean orMissing)
            throws SQLException {
        return starts(level(query), nearestBefore(beforeMicros, query, orMissing ? KNOWN_OR_MISSING : KNOWN));
    }

    /** A time at or before the start of the first composed window of a query; newest first, of the last one or after it. */
    OptionalLong findFirst(WindowQuery query, TimeOrder order) throws SQLException {
        TimeRange range = range(query);
        boolean oldest = order == TimeOrder.OLDEST_FIRST;
        Map<String, Long> bounds = composed(query).stream()
                .collect(Collectors.toMap(name -> name, any -> oldest ? range.fromMicros() : range.toMicros()));
        return starts(level(query), readings.nearest(bounds, order, List.of(), query.asOfMillis())).values().stream()
                .filter(range::contains)
                .reduce((one, other) -> order.isBefore(one, other) ? one : other)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    private Map<String, ComposedWindows.Row> nearestBefore(
            Map<String, Long> micros, WindowQuery query, List<QualityFlag> flags) throws SQLException {
        return readings.nearest(micros, TimeOrder.NEWEST_FIRST, flags, query.asOfMillis());
    }

    private static Map<String, Long> starts(WindowLevel level, Map<String, ComposedWindows.Row> rows) {
        Map<String, Long> starts = new HashMap<>();
        rows.forEach(
                (name, row) -> starts.put(name, level.startMicros(row.revision().phenomenonMicros())));
        return starts;
    }

    /** The composed windows of datastreams with these starts. */
    private Map<String, StoredRevision> windows(WindowQuery query, Map<String, Long> starts) throws SQLException {
        Map<String, StoredRevision> windows = new HashMap<>();
        Set<Long> different = new HashSet<>(starts.values());
        for (long start : different) {
            List<String> names = starts.keySet().stream()
                    .filter(name -> starts.get(name) == start)
                    .toList();
            WindowQuery one = query.withDatastreams(names)
                    .withRange(query.sizeMillis(), start, start + query.sizeMillis() * 1_000);
            read(one)
                    .forEach((name, found) ->
                            windows.put(name, found.firstEntry().getValue()));
        }
        return windows;
    }

    /** The length of the windows; null if no windows of this length are computed. */
    private static WindowLevel level(WindowQuery query) {
        return WindowLevel.longestFirst().stream()
                .filter(level -> level.millis() == query.sizeMillis())
                .findFirst()
                .orElse(null);
    }

    /** The time of all windows that start in the range of a query. */
    private static TimeRange range(WindowQuery query) {
        long size = query.sizeMillis() * 1_000;
        long last = Limits.END_MICROS / size * size;
        return new TimeRange(
                Math.min(last, startAtOrAfter(query.fromMicros(), size)),
                Math.min(last, startAtOrAfter(query.toMicros(), size)));
    }

    private static long startAtOrAfter(long micros, long size) {
        return -Math.floorDiv(-Limits.clampMicros(micros), size) * size;
    }
}
