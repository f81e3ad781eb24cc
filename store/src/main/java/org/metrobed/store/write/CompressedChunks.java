package org.metrobed.store.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.metrobed.store.query.Query;

/**
 * The chunks that TimescaleDB has compressed, as one connection knows them. If many late rows come for a chunk, the segments
 * of their series are decompressed before the rows are written, in a transaction of its own. A few late rows are left to
 * TimescaleDB, which checks the key of each in its compressed batch. Does nothing in the native layout. Not thread-safe.
 */
final class CompressedChunks {

    /** From this number of late rows on, the segments of a chunk are decompressed. */
    static final int MANY = 1_000;

    /** How long the list of chunks is known; a chunk that was compressed meanwhile takes its rows, but slowly. */
    private static final long KNOWN_MILLIS = 60_000;

    /**
     * How long late rows are counted, from the first one on, and a segment is taken to be decompressed; the job of TimescaleDB
     * compresses it again at some time.
     */
    static final long OPEN_MILLIS = 600_000;

    private static final String CHUNKS = "select " + Query.asMicros("range_start") + " as start, "
            + Query.asMicros("range_end") + " as ended from timescaledb_information.chunks"
            + " where hypertable_schema = current_schema and hypertable_name = ? and is_compressed";

    private final boolean needed;
    private final Map<String, Known> tables = new HashMap<>();

    /** The compressed chunks of a table, by their start. */
    private static final class Known {
        private final TreeMap<Long, Chunk> chunks = new TreeMap<>();
        private long readMillis = Long.MIN_VALUE;
    }

    /** A compressed chunk, and what came for it since the first late row of the last ten minutes. */
    static final class Chunk {
        private final long end;
        private final Set<Integer> open = new HashSet<>();
        private long rows;
        private long sinceMillis = Long.MIN_VALUE;

        /** A chunk of which no row came. The end is in microseconds, exclusive. */
        Chunk(long end) {
            this.end = end;
        }

        /** Counts late rows; those of more than ten minutes ago are forgotten, and so are the segments that were opened. */
        void count(long late, long nowMillis) {
            if (sinceMillis == Long.MIN_VALUE || nowMillis - sinceMillis > OPEN_MILLIS) {
                open.clear();
                rows = 0;
                sinceMillis = nowMillis;
            }
            rows += late;
        }

        /** Whether so many late rows came that their segments are worth to be decompressed. */
        boolean many() {
            return rows >= MANY;
        }
    }

    /**
     * What is known of rows to be written. Immutable.
     *
     * @param table the table
     * @param timeColumn its column of time
     * @param micros the time of a row
     * @param series the series of a row
     */
    record Target<T>(String table, String timeColumn, ToLongFunction<T> micros, ToIntFunction<T> series) {}

    /** Knows nothing yet. */
    CompressedChunks(boolean needed) {
        this.needed = needed;
    }

    /** Decompresses the segments to which many of the rows belong; the connection is in autocommit. */
    <T> void open(Connection connection, Target<T> target, List<T> rows, long nowMillis) throws SQLException {
        if (!needed) {
            return;
        }
        Known known = known(connection, target.table, nowMillis);
        if (known.chunks.isEmpty()) {
            return;
        }
        for (Map.Entry<Long, List<Integer>> one : late(known, target, rows).entrySet()) {
            Chunk chunk = known.chunks.get(one.getKey());
            chunk.count(one.getValue().size(), nowMillis);
            if (chunk.many()) {
                open(connection, target, one.getKey(), chunk, new TreeSet<>(one.getValue()));
            }
        }
    }

    private static <T> void open(Connection connection, Target<T> target, long start, Chunk chunk, Set<Integer> series)
            throws SQLException {
        series.removeAll(chunk.open);
        if (series.isEmpty()) {
            return;
        }
        new Query()
                .add(
                        "select open_segments(?::regclass, ?::name, ?, ?, ?)",
                        target.table,
                        target.timeColumn,
                        instant(start),
                        instant(chunk.end),
                        new ArrayList<>(series))
                .list(connection, row -> true);
        chunk.open.addAll(series);
    }

    /** The series of each row of each compressed chunk. */
    private static <T> Map<Long, List<Integer>> late(Known known, Target<T> target, List<T> rows) {
        Map<Long, List<Integer>> late = new TreeMap<>();
        long end = known.chunks.lastEntry().getValue().end;
        for (T row : rows) {
            long micros = target.micros.applyAsLong(row);
            if (micros < end) {
                Map.Entry<Long, Chunk> chunk = known.chunks.floorEntry(micros);
                if (chunk != null && micros < chunk.getValue().end) {
                    late.computeIfAbsent(chunk.getKey(), start -> new ArrayList<>())
                            .add(target.series.applyAsInt(row));
                }
            }
        }
        return late;
    }

    private Known known(Connection connection, String table, long nowMillis) throws SQLException {
        Known known = tables.computeIfAbsent(table, name -> new Known());
        if (known.readMillis == Long.MIN_VALUE || nowMillis - known.readMillis > KNOWN_MILLIS) {
            Set<Long> starts = new HashSet<>();
            new Query().add(CHUNKS, table).list(connection, row -> {
                long start = row.int8("start");
                known.chunks.putIfAbsent(start, new Chunk(row.int8("ended")));
                return starts.add(start);
            });
            known.chunks.keySet().retainAll(starts);
            known.readMillis = nowMillis;
        }
        return known;
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
