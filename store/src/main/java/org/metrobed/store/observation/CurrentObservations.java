package org.metrobed.store.observation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.store.query.Query;
import org.metrobed.store.query.RowSource;
import org.metrobed.store.query.SeriesIndex;
import org.metrobed.store.query.TimeOrder;
import org.metrobed.store.query.TimeRange;
import org.metrobed.store.query.TimeSlices;

/**
 * Reads the highest revisions of observations in the order of their index, so that the database sorts nothing. Rows of
 * one datastream are in the order of time there; rows of several are read in slices of time. Thread-safe if its data
 * source is.
 */
final class CurrentObservations {

    private static final int PIECE = 5_000;
    private static final String SELECT =
            "select o.series_id, " + ObservationTables.OBSERVATION.select("o") + " from observation o where ";
    private static final Comparator<Observation> OLDEST_FIRST =
            Comparator.comparingLong(Observation::phenomenonMicros).thenComparing(Observation::datastream);

    private final DataSource database;
    private final ObservationQuery query;

    CurrentObservations(DataSource database, ObservationQuery query) {
        this.database = database;
        this.query = query;
    }

    /** The rows after the cursor of the query. */
    RowSource<Observation> open() throws SQLException {
        TimeRange range = TimeRange.clamped(query.fromMicros(), query.toMicros());
        if (query.datastreams().size() == 1) {
            return new OfOne(after(range, query.datastreams().get(0)));
        }
        SeriesIndex index = SeriesIndex.read(database, ObservationTables.OBSERVATION.name(), query.datastreams());
        return new TimeSlices<>(index, new OfMany(index), after(range, ""), query.order(), query.limit());
    }

    /** The range after the cursor, with its time unless a datastream has no rows there. */
    private TimeRange after(TimeRange range, String datastream) {
        return query.after()
                .map(after -> range.after(
                        query.order(),
                        after.micros(),
                        datastream.isEmpty() || after.isBefore(after.micros(), datastream, query.order())))
                .orElse(range);
    }

    /** Rows of one datastream; each piece begins after the one before. */
    private final class OfOne implements RowSource<Observation> {

        private final String datastream = query.datastreams().get(0);
        private int piece;
        private TimeRange left;

        OfOne(TimeRange range) {
            int rows = Math.min(PIECE, query.limit());
            this.piece = rows + rows / 8 + 2; // some rows have several revisions
            this.left = range;
        }

        @Override
        public List<Observation> next() throws SQLException {
            List<Observation> rows = List.of();
            while (rows.isEmpty() && left.length() > 0) {
                rows = piece();
            }
            return rows;
        }

        private List<Observation> piece() throws SQLException {
            Query sql = new Query()
                    .add(SELECT + "o.series_id = (select series_id from series where datastream = ?)", datastream);
            List<Observation> read = inIndexOrder(sql, left, "", query.order())
                    .add("limit ?", piece)
                    .list(database, row -> ObservationTables.read(row, datastream));
            List<Observation> rows = highest(read);
            if (read.size() < piece) {
                left = left.first(query.order(), 0);
                return rows;
            }
            // of the last time there may be more revisions
            left = left.after(query.order(), rows.get(rows.size() - 1).phenomenonMicros(), true);
            piece = rows.size() == 1 ? 2 * piece : piece;
            return rows.subList(0, rows.size() - 1);
        }
    }

    /** Rows of several datastreams in a slice of time. */
    private final class OfMany implements TimeSlices.Lister<Observation> {

        private final SeriesIndex index;

        OfMany(SeriesIndex index) {
            this.index = index;
        }

        @Override
        public Optional<List<Observation>> find(TimeRange slice, int most) throws SQLException {
            Query sql = new Query().add(SELECT + "o.series_id = any (?)", index.ids());
            List<Observation> read = inIndexOrder(sql, slice, "o.series_id, ", TimeOrder.OLDEST_FIRST)
                    .add("limit ?", most + 1L)
                    .list(database, row -> ObservationTables.read(row, index.name(row.int4("series_id"))));
            return read.size() > most ? Optional.empty() : Optional.of(highest(read));
        }

        @Override
        public Comparator<Observation> oldestFirst() {
            return OLDEST_FIRST;
        }

        @Override
        public boolean isWanted(Observation row) {
            return query.after().isEmpty()
                    || query.after().get().isBefore(row.phenomenonMicros(), row.datastream(), query.order());
        }
    }

    private Query inIndexOrder(Query sql, TimeRange range, String series, TimeOrder order) {
        sql.add("and o.phenomenon_time >= " + Query.micros(), range.fromMicros())
                .add("and o.phenomenon_time < " + Query.micros(), range.toMicros());
        addAsOf(sql, "o");
        query.changedAfterMillis().ifPresent(since -> sql.add("and o.received_time > " + Query.millis(), since));
        sql.addIf(!query.flags().isEmpty(), "and o.flag::text = any (?)", codes());
        if (!query.flags().isEmpty() || query.changedAfterMillis().isPresent()) {
            // a subquery of one value, which is looked up only for rows with one of the flags or that changed
            sql.add("and o.revision = (select h.revision from observation h")
                    .add("where h.series_id = o.series_id and h.phenomenon_time = o.phenomenon_time");
            addAsOf(sql, "h");
            sql.add("order by h.revision desc limit 1)");
        }
        String revisions = order == TimeOrder.OLDEST_FIRST ? "desc" : "asc";
        return sql.add("order by " + series + "o.phenomenon_time " + order.word() + ", o.revision " + revisions);
    }

    private void addAsOf(Query sql, String alias) {
        query.asOfMillis().ifPresent(asOf -> sql.add("and " + alias + ".received_time <= " + Query.millis(), asOf));
    }

    /** The highest of the revisions that follow one another. */
    private static List<Observation> highest(List<Observation> rows) {
        List<Observation> highest = new ArrayList<>(rows.size());
        Observation last = null;
        for (Observation row : rows) {
            if (last == null
                    || row.phenomenonMicros() != last.phenomenonMicros()
                    || !row.datastream().equals(last.datastream())) {
                highest.add(row);
                last = row;
            } else if (row.revision() > last.revision()) {
                highest.set(highest.size() - 1, row);
                last = row;
            }
        }
        return highest;
    }

    private List<String> codes() {
        return query.flags().stream()
                .map(QualityFlag::code)
                .map(String::valueOf)
                .toList();
    }
}
