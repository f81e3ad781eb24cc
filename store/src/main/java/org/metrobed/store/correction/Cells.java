package org.metrobed.store.correction;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.ToLongFunction;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.store.query.Query;

/**
 * Rows of cells, each with the part of its day that events apply to, and the list of the minutes from which rows may
 * follow. Static functions only.
 */
final class Cells {

    private static final String CELLS_OF_EVENTS = "with touched as (select e.datastream, d as day,"
            + " min(greatest(e.from_time, d)) as from_time, max(least(e.to_time, d + interval '24 hours')) as to_time,"
            + " min(date_trunc('minute', e.log_time) + interval '1 minute') as due_time"
            + " from annotation_event e cross join lateral generate_series("
            + "date_trunc('day', e.from_time, 'UTC'), e.to_time - interval '1 microsecond', interval '24 hours') d"
            + " where e.sequence >= ? group by e.datastream, d),"
            + " added as (insert into recompute_cell as c (datastream, day, from_time, to_time)"
            + " select datastream, day, from_time, to_time from touched on conflict (datastream, day) ";

    private static final String DUE = " insert into correction_due (datastream, day, due_time)"
            + " select t.datastream, t.day, t.due_time from touched t join added using (datastream, day)"
            + " on conflict do nothing";

    /** Rows up to a minute that was computed are those of a replay. */
    private static final String LATER =
            "and (a.looked_time is null or a.looked_time < " + Query.micros("r.due * 1000") + ")";

    private Cells() {}

    /** Lists the days of all events from a sequence on. */
    static void touch(Connection connection, long fromSequence) throws SQLException {
        new Query()
                .add(
                        CELLS_OF_EVENTS + "do update set from_time = least(c.from_time, excluded.from_time),"
                                + " to_time = greatest(c.to_time, excluded.to_time) returning datastream, day)" + DUE,
                        fromSequence)
                .update(connection);
    }

    /** Adds missing cells, for example after events were copied or restored. */
    static void add(Connection connection) throws SQLException {
        new Query()
                .add(CELLS_OF_EVENTS + "do nothing returning datastream, day)" + DUE, 0)
                .update(connection);
    }

    /**
     * Lists rows that apply to a cell and to a later minute than it was computed up to. Holds the shared lock of
     * {@link SettledTime} until the transaction ends. One round trip.
     */
    static void due(Connection connection, List<Due> rows) throws SQLException {
        SettledTime.share()
                .add("insert into correction_due (datastream, day, due_time)")
                .add("select distinct c.datastream, c.day, " + Query.micros("r.due * 1000") + " as due_time")
                .add("from unnest(?, ?::bigint[], ?::bigint[], ?::bigint[]) as r (name, low, high, due)", arrays(rows))
                .add("join recompute_cell c on c.datastream = r.name")
                .add("and c.day = date_trunc('day', " + Query.micros("r.low") + ", 'UTC')")
                .add("where c.from_time < " + Query.micros("r.high") + " and c.to_time > " + Query.micros("r.low"))
                .add("and (c.looked_time is null or c.looked_time < " + Query.micros("r.due * 1000") + ")")
                .add("order by 1, 2, 3 on conflict do nothing")
                .updateLast(connection);
    }

    /**
     * Adds cells, or extends the part of them that something applies to, and lists them as due. Holds the shared lock of
     * {@link SettledTime} until the transaction ends. One round trip.
     */
    static void create(Connection connection, List<Due> rows) throws SQLException {
        extend(connection, SettledTime.share(), rows, "", LATER);
    }

    /** The same in a transaction that sinks cannot miss: they list what they write in a cell that was there before. */
    static void extend(Connection connection, List<Due> rows) throws SQLException {
        if (!rows.isEmpty()) {
            extend(connection, new Query(), rows, "", "");
        }
    }

    /** Adds cells only of those readings whose time has another value, too. */
    static void createOfConflicts(Connection connection, List<Due> rows) throws SQLException {
        extend(
                connection,
                SettledTime.share(),
                rows,
                "where exists (select 1 from series s join observation_conflict c using (series_id)"
                        + " where s.datastream = r.name and c.phenomenon_time = " + Query.micros("r.low") + ")",
                LATER);
    }

    /** Adds cells only of those readings whose time had no number before. */
    static void createOfFilled(Connection connection, List<Due> rows) throws SQLException {
        extend(
                connection,
                SettledTime.share(),
                rows,
                "where exists (select 1 from series s join observation o using (series_id)"
                        + " join observation_conflict c using (series_id, phenomenon_time)"
                        + " where s.datastream = r.name and o.phenomenon_time = " + Query.micros("r.low")
                        + " and o.revision = 0 and o.result is null and c.result is not null)",
                LATER);
    }

    /** Adds cells only of those readings that were stored from beyond the deduplication retention, not of repeats. */
    static void createOfBeyond(Connection connection, List<Due> rows) throws SQLException {
        extend(
                connection,
                SettledTime.share(),
                rows,
                "where exists (select 1 from series s join observation o using (series_id)"
                        + " where s.datastream = r.name and o.phenomenon_time = " + Query.micros("r.low")
                        + " and o.revision = 0 and o.tests & " + TestBits.BEYOND_RETENTION + " <> 0)",
                LATER);
    }

    private static void extend(Connection connection, Query after, List<Due> rows, String condition, String later)
            throws SQLException {
        after.add("with r as (select r.*, date_trunc('day', " + Query.micros("r.low") + ", 'UTC') as day")
                .add(
                        "  from unnest(?, ?::bigint[], ?::bigint[], ?::bigint[]) as r (name, low, high, due)",
                        arrays(rows))
                .add("  " + condition + "),")
                .add("added as (insert into recompute_cell as c (datastream, day, from_time, to_time)")
                .add("  select name, day, " + Query.micros("min(low)") + ", " + Query.micros("max(high)"))
                .add("  from r group by name, day order by name, day")
                .add(
                        "  on conflict (datastream, day) do update set from_time = least(c.from_time, excluded.from_time),")
                .add("  to_time = greatest(c.to_time, excluded.to_time) returning datastream, day, looked_time)")
                .add("insert into correction_due (datastream, day, due_time)")
                .add("select distinct r.name, r.day, " + Query.micros("r.due * 1000") + " from r")
                .add("join added a on a.datastream = r.name and a.day = r.day " + later)
                .add("order by 1, 2, 3 on conflict do nothing")
                .updateLast(connection);
    }

    private static Object[] arrays(List<Due> rows) {
        return new Object[] {
            rows.stream().map(Due::datastream).toList(),
            texts(rows, Due::fromMicros),
            texts(rows, Due::toMicros),
            texts(rows, Due::dueMillis)
        };
    }

    private static List<String> texts(List<Due> rows, ToLongFunction<Due> number) {
        return rows.stream().map(row -> Long.toString(number.applyAsLong(row))).toList();
    }
}
