package org.metrobed.store.observation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.Query;
import org.metrobed.store.query.SeriesCursor;

/**
 * Lists observations in the order of (phenomenon time, datastream); each is its highest revision. Thread-safe if its
 * data source is.
 */
public final class ObservationReader {

    private final DataSource database;

    /** Reads from this database. */
    public ObservationReader(DataSource database) {
        this.database = database;
    }

    /** Passes each row to the consumer as it arrives, in bounded memory. */
    public void forEach(ObservationQuery query, Consumer<? super Observation> consumer) throws SQLException {
        statement(query).forEach(database, ObservationTables.OBSERVATION::read, consumer);
    }

    /** All rows of the query. */
    public List<Observation> list(ObservationQuery query) throws SQLException {
        List<Observation> rows = new ArrayList<>();
        forEach(query, rows::add);
        return rows;
    }

    /**
     * All revisions of the observations of a datastream in a range {@code [from, to)} of phenomenon time, in the order of time and revision.
     *
     * @param fromMicros microseconds since 1970 UTC
     * @param toMicros microseconds since 1970 UTC
     */
    public List<Observation> listRevisions(String datastream, long fromMicros, long toMicros) throws SQLException {
        return new Query()
                .add("select " + ObservationTables.COLUMNS)
                .add("from series s join observation o on o.series_id = s.series_id")
                .add("where s.datastream = ?", datastream)
                .add("and o.phenomenon_time >= " + Query.micros(), Limits.clampMicros(fromMicros))
                .add("and o.phenomenon_time < " + Query.micros(), Limits.clampMicros(toMicros))
                .add("order by o.phenomenon_time, o.revision")
                .list(database, ObservationTables.OBSERVATION::read);
    }

    /**
     * The time from which a datastream has a number of readings on time before a time, or the earliest time allowed if it has fewer.
     *
     * @param micros microseconds since 1970 UTC
     * @param mostMicros how much earlier at most
     */
    public long startOfOnTime(String datastream, long micros, int number, long mostMicros) throws SQLException {
        long earliest = micros - mostMicros;
        return onTime(datastream, "min", "desc", earliest, micros, number).orElse(earliest);
    }

    /** The same after a time: the end, exclusive, of that number of readings. */
    public long endOfOnTime(String datastream, long micros, int number, long mostMicros) throws SQLException {
        long latest = micros + mostMicros;
        OptionalLong last = onTime(datastream, "max", "asc", micros, latest, number);
        return last.isPresent() ? last.getAsLong() + 1 : latest;
    }

    private OptionalLong onTime(
            String datastream, String last, String order, long fromMicros, long toMicros, int number)
            throws SQLException {
        return new Query()
                        .add("select " + Query.asMicros(last + "(t)") + " as time from (")
                        .add(
                                "select o.phenomenon_time as t from series s join observation o on o.series_id = s.series_id")
                        .add("where s.datastream = ? and o.revision = 0", datastream)
                        .add("and o.tests & " + TestBits.LATE + " = 0")
                        .add("and o.phenomenon_time >= " + Query.micros(), Limits.clampMicros(fromMicros))
                        .add("and o.phenomenon_time < " + Query.micros(), Limits.clampMicros(toMicros))
                        .add("order by o.phenomenon_time " + order + " limit ?) r", number)
                        .add("having count(*) = ?", number)
                        .list(database, row -> row.int8("time"))
                        .stream()
                        .mapToLong(Long::longValue)
                        .findFirst();
    }

    /**
     * Each datastream returns its first rows through its index: a page reads at most limit × datastreams rows, not the
     * whole range.
     */
    private static Query statement(ObservationQuery query) {
        Query sql = new Query()
                .add("select " + ObservationTables.COLUMNS)
                .add("from series s cross join lateral (select d.* from (")
                .add("  select distinct on (o.phenomenon_time) o.* from observation o")
                .add("  where o.series_id = s.series_id");
        addRange(sql, query);
        return sql.add("  order by o.phenomenon_time, o.revision desc) d")
                .addIf(!query.flags().isEmpty(), "where d.flag::text = any (?)", codes(query))
                .add("order by d.phenomenon_time limit ?) o", query.limit())
                .add("where s.datastream = any (?)", query.datastreams())
                .add("order by o.phenomenon_time, s.datastream limit ?", query.limit());
    }

    private static void addRange(Query sql, ObservationQuery query) {
        sql.add("  and o.phenomenon_time >= " + Query.micros(), Limits.clampMicros(query.fromMicros()))
                .add("  and o.phenomenon_time < " + Query.micros(), Limits.clampMicros(query.toMicros()));
        if (query.after().isPresent()) {
            SeriesCursor after = query.after().get();
            long micros = Limits.clampMicros(after.micros());
            sql.add("  and o.phenomenon_time >= " + Query.micros(), micros)
                    .add("  and (o.phenomenon_time > " + Query.micros(), micros)
                    .add("    or s.datastream > ?)", after.datastream());
        }
        if (query.asOfMillis().isPresent()) {
            sql.add(
                    "  and o.received_time <= " + Query.millis(),
                    query.asOfMillis().getAsLong());
        }
    }

    private static List<String> codes(ObservationQuery query) {
        return query.flags().stream()
                .map(QualityFlag::code)
                .map(String::valueOf)
                .toList();
    }
}
