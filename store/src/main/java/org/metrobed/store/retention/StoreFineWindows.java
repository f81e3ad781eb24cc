package org.metrobed.store.retention;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.Layout;
import org.metrobed.store.RowWriters;
import org.metrobed.store.query.Query;
import org.metrobed.store.window.StoredRevision;
import org.metrobed.store.window.WindowQuery;
import org.metrobed.store.window.WindowReader;
import org.metrobed.store.write.RowWriter;
import org.metrobed.store.write.WriteContext;
import org.metrobed.store.write.WriteMode;

/**
 * Stores the windows that are composed of observations before retention deletes these, if windows of their length are kept
 * longer. One thread.
 */
final class StoreFineWindows {

    private static final long DAY_MICROS = WindowLevel.DAY.micros();

    private final Connection connection;
    private final WindowReader windows;
    private final List<WindowLevel> levels;
    private final boolean nativePartitions;
    private final Map<String, WriteContext> contexts = new HashMap<>();
    private final RowWriter<WindowRevision> writer = RowWriters.windows();

    /**
     * Writes through a connection in autocommit.
     *
     * @param levels lengths of windows that are kept longer than observations
     */
    StoreFineWindows(Connection connection, WindowReader windows, List<WindowLevel> levels) throws SQLException {
        this.connection = connection;
        this.windows = windows;
        this.levels = levels;
        this.nativePartitions = Layout.read(connection) == Layout.NATIVE;
    }

    /**
     * Stores the windows of all days (UTC) in a range with an observation that was ingested before the cutoff.
     *
     * @return whether it came to the end
     */
    boolean store(Instant from, Instant to, Instant cutoff, BooleanSupplier goesOn) throws SQLException {
        if (levels.isEmpty()) {
            return true;
        }
        for (Map.Entry<Long, List<String>> day : days(from, to, cutoff).entrySet()) {
            for (String datastream : day.getValue()) {
                List<StoredRevision> composed = composed(datastream, day.getKey());
                if (!composed.isEmpty() && !goesOn.getAsBoolean()) {
                    return false;
                }
                store(composed);
            }
        }
        return true;
    }

    private List<StoredRevision> composed(String datastream, long dayMicros) throws SQLException {
        List<StoredRevision> composed = new ArrayList<>();
        for (WindowLevel level : levels) {
            composed.addAll(windows.listComposed(
                    WindowQuery.of(List.of(datastream), level.millis(), dayMicros, dayMicros + DAY_MICROS)));
        }
        return composed;
    }

    private void store(List<StoredRevision> composed) throws SQLException {
        Map<String, List<WindowRevision>> byVersion = composed.stream()
                .collect(Collectors.groupingBy(
                        StoredRevision::pipelineVersion,
                        Collectors.mapping(StoredRevision::revision, Collectors.toList())));
        for (Map.Entry<String, List<WindowRevision>> rows : byVersion.entrySet()) {
            WriteContext context = contexts.get(rows.getKey());
            if (context == null) {
                context = WriteContext.of(
                        connection, WriteMode.UNNEST, rows.getKey(), nativePartitions, InstantSource.system());
                contexts.put(rows.getKey(), context);
            }
            writer.prepare(context, rows.getValue());
            writer.write(context, rows.getValue()); // a stored row of a window stays
        }
    }

    /** The datastreams with old observations by day. */
    private Map<Long, List<String>> days(Instant from, Instant to, Instant cutoff) throws SQLException {
        Map<Long, List<String>> days = new TreeMap<>();
        new Query()
                .add("select s.datastream, " + Query.asMicros("d.day") + " as day from (select distinct o.series_id,")
                .add("date_trunc('day', o.phenomenon_time, 'UTC') as day from observation o")
                .add(
                        "where o.phenomenon_time >= ? and o.phenomenon_time < ? and coalesce(o.ingest_time, o.received_time) < ?) d",
                        from,
                        to,
                        cutoff)
                .add("join series s using (series_id)")
                .list(
                        connection,
                        row -> days.computeIfAbsent(row.int8("day"), any -> new ArrayList<>())
                                .add(row.text("datastream")));
        return days;
    }
}
