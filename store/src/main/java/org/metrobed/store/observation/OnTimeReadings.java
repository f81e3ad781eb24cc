package org.metrobed.store.observation;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.metrobed.analysis.window.ComposedWindows;
import org.metrobed.analysis.window.FineWindows;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.Query;
import org.metrobed.store.query.ResultRow;
import org.metrobed.store.query.TimeOrder;
import org.metrobed.store.query.TimeRange;

/**
 * Reads the revisions that the stream stored of readings on time, as they are known at a log time: windows are composed
 * of them. Thread-safe if its data source is.
 */
public final class OnTimeReadings {

    private static final String BY_STREAM = Arrays.stream(Observation.Cause.values())
            .filter(cause -> !cause.isComputed())
            .map(cause -> Integer.toString(cause.code()))
            .collect(Collectors.joining(", ", "r.cause in (", ")"));

    private static final String SELECT = "select s.datastream, p.version, " + ObservationTables.OBSERVATION.select("r");

    private final DataSource database;

    /** Reads from this database. */
    public OnTimeReadings(DataSource database) {
        this.database = database;
    }

    /**
     * Passes on the rows of a range of time, datastream by datastream, in the order of time and, of one time, the newest
     * revision first.
     *
     * @param asOf log time, milliseconds since 1970 UTC; empty for all rows
     */
    public void forEach(
            List<String> datastreams,
            TimeRange range,
            OptionalLong asOf,
            Consumer<? super ComposedWindows.Row> consumer)
            throws SQLException {
        Query sql = new Query()
                .add(SELECT + " from observation r join series s on s.series_id = r.series_id")
                .add("join pipeline p on p.pipeline_id = r.pipeline_id")
                .add(
                        "where r.series_id = any (array(select series_id from series where datastream = any (?)))",
                        datastreams)
                .add("and r.phenomenon_time >= " + Query.micros(), range.fromMicros())
                .add("and r.phenomenon_time < " + Query.micros(), range.toMicros());
        onTime(sql, asOf)
                .add("order by r.series_id, r.phenomenon_time, r.revision desc")
                .forEach(database, OnTimeReadings::read, consumer);
    }

    /**
     * The reading of each datastream that is nearest to a time; datastreams without one are left out. Of a reading it is
     * the first revision, or if flags are given one with such a flag.
     *
     * @param micros by datastream, microseconds since 1970 UTC
     * @param order oldest first: the first reading at the time or after it; newest first: the last one before it
     * @param flags any of these; empty for all
     */
    public Map<String, ComposedWindows.Row> nearest(
            Map<String, Long> micros, TimeOrder order, List<QualityFlag> flags, OptionalLong asOf) throws SQLException {
        Map<String, ComposedWindows.Row> nearest = new HashMap<>();
        if (micros.isEmpty()) {
            return nearest;
        }
        List<String> names = List.copyOf(micros.keySet());
        Query sql = new Query()
                .add(SELECT + " from unnest(?, ?::bigint[]) n (name, bound)", names, bounds(names, micros))
                .add("join series s on s.datastream = n.name cross join lateral (")
                .add("select r.* from observation r where r.series_id = s.series_id and r.phenomenon_time")
                .add((order == TimeOrder.OLDEST_FIRST ? ">= " : "< ") + Query.micros("n.bound"));
        onTime(sql, asOf);
        if (flags.isEmpty()) {
            sql.add("and r.revision = 0");
        } else {
            sql.add(flags.stream()
                    .map(flag -> Integer.toString(flag.code()))
                    .collect(Collectors.joining(", ", "and r.flag in (", ")")));
        }
        sql.add("order by r.phenomenon_time " + order.word() + " limit 1) r")
                .add("join pipeline p on p.pipeline_id = r.pipeline_id")
                .list(database, OnTimeReadings::read)
                .forEach(row -> nearest.put(row.revision().datastream(), row));
        return nearest;
    }

    private static List<String> bounds(List<String> names, Map<String, Long> micros) {
        return names.stream()
                .map(name -> Long.toString(Limits.clampMicros(micros.get(name))))
                .toList();
    }

    private static Query onTime(Query sql, OptionalLong asOf) {
        sql.add("and " + BY_STREAM).add("and r.tests & ? = 0", FineWindows.NOT_ON_TIME);
        return asOf.isEmpty() ? sql : sql.add("and r.received_time <= " + Query.millis(), asOf.getAsLong());
    }

    private static ComposedWindows.Row read(ResultRow row) throws SQLException {
        return new ComposedWindows.Row(ObservationTables.OBSERVATION.read(row), row.text("version"));
    }
}
