package org.metrobed.store.suppression;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.metrobed.model.alert.Suppression;
import org.metrobed.model.alert.SuppressionPattern;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.Query;
import org.metrobed.store.query.ResultRow;
import org.metrobed.store.write.Table;

/** Reads silences and maintenance windows. Thread-safe if its data source is. */
public final class SuppressionReader {

    /** The event that made one; an event {@code ended} may follow it. */
    public static final Table<StoredSuppression> TABLE = Table.<StoredSuppression>named("suppression_event")
            .assigned("sequence")
            .text("suppression_id", row -> row.made().id())
            .text("event", row -> "made")
            .text("kind", row -> row.made().kind().word())
            .text("pattern", row -> row.made().pattern().text())
            .text("detector", row -> row.made().detector())
            .micros("from_time", row -> row.made().fromMicros())
            .micros("to_time", row -> row.made().toMicros())
            .text("reason", row -> row.made().reason())
            .text("author", row -> row.made().author())
            .millis("accepted_time", StoredSuppression::madeMillis)
            .readBy(SuppressionReader::read)
            .key("suppression_id", "event");

    private static final Set<String> OF_EVENTS = Set.of("sequence", "event", "accepted_time");

    /** The columns of {@link #suppression}, of alias {@code m}. */
    public static final String MADE_COLUMNS = TABLE.select("m", column -> !OF_EVENTS.contains(column));

    /** The columns of {@link #TABLE}, of alias {@code m} for the event that made one and {@code u} for its end. */
    static final String COLUMNS = TABLE.select("m") + ", u.author as ended_author, u.reason as ended_reason, "
            + Query.asMillis("u.accepted_time") + " as ended_time";

    /** Maximum number of active suppressions that are read. */
    private static final int MOST_HELD = 10_000;

    private static final String SELECT = "select " + COLUMNS
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
                .find(database, TABLE::read);
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
                .list(database, TABLE::read);
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
                .list(database, TABLE::read);
    }

    /** The suppression of a row with {@link #MADE_COLUMNS}. */
    public static Suppression suppression(ResultRow row) throws SQLException {
        return new Suppression(
                row.text("suppression_id"),
                Suppression.Kind.parse(row.text("kind")),
                new SuppressionPattern(row.text("pattern")),
                row.text("detector"),
                row.int8("from_time"),
                row.int8("to_time"),
                row.text("reason"),
                row.text("author"));
    }

    private static StoredSuppression read(ResultRow row) throws SQLException {
        String by = row.text("ended_author");
        return new StoredSuppression(
                row.int8("sequence"),
                suppression(row),
                row.int8("accepted_time"),
                by == null
                        ? Optional.empty()
                        : Optional.of(new StoredSuppression.End(by, row.int8("ended_time"), row.text("ended_reason"))));
    }
}
