package org.metrobed.store.suppression;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.metrobed.model.alert.Suppression;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.Query;

/** Reads silences and maintenance windows. Thread-safe if its data source is. */
public final class SuppressionReader {

    /** Maximum number of active suppressions that are read. */
    private static final int MOST_HELD = 10_000;

    private static final String SELECT = "select " + SuppressionTable.COLUMNS
            + " from suppression_event m left join suppression_event u"
            + " on u.suppression_id = m.suppression_id and u.event = 'ended'";

    private static final String MADE = "where m.event = 'made'";

    private final DataSource database;

    /** Reads from this database. */
    public SuppressionReader(DataSource database) {
        this.database = database;
    }

    /** One suppression in its current state. */
    public Optional<StoredSuppression> find(String id) throws SQLException {
        return new Query()
                .add(SELECT)
                .add(MADE + " and m.suppression_id = ?", id)
                .find(database, SuppressionTable.TABLE::read);
    }

    /**
     * All suppressions, the newest first.
     *
     * @param before only those made before the one with this sequence
     * @param limit maximum number
     */
    public List<StoredSuppression> list(long before, int limit) throws SQLException {
        Limits.checkRows(limit);
        return new Query()
                .add(SELECT)
                .add(MADE + " and m.sequence < ? order by m.sequence desc limit ?", before, limit)
                .list(database, SuppressionTable.TABLE::read);
    }

    /** All suppressions that are active at a time of the clock, microseconds since 1970 UTC. */
    public List<Suppression> listHeld(long atMicros) throws SQLException {
        return listOverlapping(atMicros, atMicros + 1).stream()
                .map(StoredSuppression::suppression)
                .filter(one -> one.holdsAt(atMicros))
                .toList();
    }

    /**
     * Suppressions whose planned range overlaps a range of the clock, microseconds since 1970 UTC; the newest first.
     */
    public List<StoredSuppression> listOverlapping(long fromMicros, long toMicros) throws SQLException {
        return new Query()
                .add(SELECT)
                .add(MADE + " and m.from_time < " + Query.micros(), Limits.clampMicros(toMicros))
                .add("and m.to_time > " + Query.micros(), Limits.clampMicros(fromMicros))
                .add("order by m.sequence desc limit ?", MOST_HELD)
                .list(database, SuppressionTable.TABLE::read);
    }
}
