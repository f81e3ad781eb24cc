package org.metrobed.store.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.metrobed.store.query.Query;

/**
 * The monthly partitions that one connection knows. Creates missing partitions before their rows are written, in a
 * transaction of their own. Does nothing on TimescaleDB, which creates its chunks itself. Not thread-safe.
 */
final class Partitions {

    private static final long MICROS_PER_DAY = ChronoUnit.DAYS.getDuration().toMillis() * 1_000;

    private final boolean needed;
    private final Map<String, Set<LocalDate>> known = new HashMap<>();

    Partitions(boolean needed) {
        this.needed = needed;
    }

    /** Creates the partitions that the rows need; the connection is in autocommit. */
    <T> void ensure(Connection connection, String table, List<T> rows, ToLongFunction<T> micros) throws SQLException {
        if (!needed) {
            return;
        }
        Set<LocalDate> months = known.computeIfAbsent(table, name -> new HashSet<>());
        Set<LocalDate> missing = missing(months, rows, micros);
        if (!missing.isEmpty()) {
            create(connection, table, missing);
            months.addAll(missing);
        }
    }

    /** Forgets the known partitions, because somebody dropped one. */
    void forget() {
        known.clear();
    }

    /** The first day, in UTC, of the month that contains a time. */
    static LocalDate month(long micros) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L)), ZoneOffset.UTC)
                .withDayOfMonth(1);
    }

    private static <T> Set<LocalDate> missing(Set<LocalDate> months, List<T> rows, ToLongFunction<T> micros) {
        Set<LocalDate> missing = new TreeSet<>();
        long lastDay = Long.MIN_VALUE;
        for (T row : rows) {
            long time = micros.applyAsLong(row);
            long day = Math.floorDiv(time, MICROS_PER_DAY);
            if (day != lastDay) {
                lastDay = day;
                LocalDate month = month(time);
                if (!months.contains(month)) {
                    missing.add(month);
                }
            }
        }
        return missing;
    }

    private static void create(Connection connection, String table, Set<LocalDate> months) throws SQLException {
        List<String> days = months.stream().map(LocalDate::toString).toList();
        call(connection, "add_partitions", table, days);
        call(connection, "leave_to_clustering", table, days);
    }

    /** The functions act with the rights of the owner of the table. */
    private static void call(Connection connection, String function, String table, List<String> days)
            throws SQLException {
        new Query()
                .add("select " + function + "(?::regclass, ?::date[])", table, days)
                .list(connection, row -> true);
    }
}
