package org.metrobed.store.notification;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.metrobed.store.query.Query;

/** Figures of the outbox, for those who watch whether people are notified. Thread-safe. */
public final class OutboxFigures {

    private static final String WAITS = "d.outcome is null and n.made_time > now() - interval '25 hours'";

    private final DataSource database;

    /**
     * The figures of one receiver. Immutable.
     *
     * @param name the receiver's name
     * @param sent notifications that it has taken
     * @param givenUp notifications that it never took
     * @param waiting notifications that are not sent yet and were made in the last 25 hours; attempts end after 24, and
     *     nobody sends those of a receiver that is no longer configured
     * @param oldestWaiting when the oldest of these was made; the present if none waits
     */
    public record ReceiverFigures(String name, long sent, long givenUp, long waiting, Instant oldestWaiting) {}

    /** Reads from this database. */
    public OutboxFigures(DataSource database) {
        this.database = Objects.requireNonNull(database, "database");
    }

    /** The figures of each receiver that was ever told, or is to be told. */
    public List<ReceiverFigures> list() throws SQLException {
        return new Query()
                .add("select n.receiver,")
                .add("  count(*) filter (where d.outcome = 'sent') as sent,")
                .add("  count(*) filter (where d.outcome = 'given-up') as given_up,")
                .add("  count(*) filter (where " + WAITS + ") as waiting,")
                .add("  coalesce(min(n.made_time) filter (where " + WAITS + "), now()) as oldest")
                .add("from notification n left join notification_attempt d")
                .add("  on d.notification_id = n.notification_id and d.outcome <> 'failed'")
                .add("where n.step in ('firing', 'changed', 'resolved') group by n.receiver order by n.receiver")
                .list(
                        database,
                        row -> new ReceiverFigures(
                                row.text("receiver"),
                                row.int8("sent"),
                                row.int8("given_up"),
                                row.int8("waiting"),
                                row.instant("oldest")));
    }
}
