package org.metrobed.store.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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

    /** Ends the name of a partition. */
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("_uuuu_MM", Locale.ROOT);

    private static final String UNVACUUMED = "autovacuum_vacuum_insert_threshold=-1";

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
        new Query().add("select ensure_partitions(?, ?::date[])", table, days).list(connection, row -> true);
        leaveToClustering(
                connection,
                months.stream().map(month -> table + MONTH.format(month)).toList());
    }

    /**
     * Rows are only appended, so nothing is to be removed while a month grows. To vacuum its new rows again and again costs
     * a fifth of what it costs to append them; when the month is over, it is vacuumed once, and rewritten before if its rows
     * are scattered. Then the option is gone, until a late row comes.
     */
    private static void leaveToClustering(Connection connection, List<String> partitions) throws SQLException {
        List<String> others = new Query()
                .add("select relname from pg_class where oid in")
                .add("(select to_regclass(name) from unnest(?::text[]) name)", partitions)
                .add("and not coalesce(reloptions, '{}') @> array[?::text]", UNVACUUMED)
                .list(connection, row -> row.text("relname"));
        for (String partition : others) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("alter table if exists " + partition + " set (" + UNVACUUMED + ")");
            }
        }
    }
}
