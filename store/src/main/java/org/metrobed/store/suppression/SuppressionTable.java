package org.metrobed.store.suppression;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.metrobed.model.alert.Suppression;
import org.metrobed.model.alert.SuppressionPattern;
import org.metrobed.store.query.Query;
import org.metrobed.store.query.ResultRow;
import org.metrobed.store.write.Table;

/** The table of silences and maintenance windows. Stateless. */
public final class SuppressionTable {

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
            .readBy(SuppressionTable::read)
            .key("suppression_id", "event");

    private static final Set<String> OF_EVENTS = Set.of("sequence", "event", "accepted_time");

    /** The columns of {@link #suppression}, of alias {@code m}. */
    public static final String MADE_COLUMNS = TABLE.select("m", column -> !OF_EVENTS.contains(column));

    /** The columns of {@link #TABLE}, of alias {@code m} for the event that made one and {@code u} for its end. */
    static final String COLUMNS = TABLE.select("m") + ", u.author as ended_author, u.reason as ended_reason, "
            + Query.asMillis("u.accepted_time") + " as ended_time";

    private SuppressionTable() {}

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
