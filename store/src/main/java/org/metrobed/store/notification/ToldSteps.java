package org.metrobed.store.notification;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.metrobed.store.query.Query;

/** Reads what receivers were told of an alert, for its history. Stateless. */
public final class ToldSteps {

    private static final int MOST = 1_000;

    private ToldSteps() {}

    /**
     * A notification and what came of it. Immutable.
     *
     * @param notification its content is left out
     * @param outcome {@code sent}, {@code failed} or {@code given-up}; empty if it was not tried
     * @param detail description of a failure
     */
    public record Told(Notification notification, String outcome, String detail) {}

    /** The notifications of a group in their order, the first 1000. */
    public static List<Told> list(DataSource database, String group) throws SQLException {
        String columns = Outbox.NOTIFICATION.select("n", column -> !column.equals("content"));
        return new Query()
                .add("select " + columns + ", '' as content, coalesce(a.outcome, '') as outcome,")
                .add("coalesce(a.detail, '') as detail from notification n")
                .add("left join lateral (select t.outcome, t.detail from notification_attempt t")
                .add("where t.notification_id = n.notification_id order by t.attempt desc limit 1) a on true")
                .add("where n.group_id = ? order by n.notification_id limit ?", group, MOST)
                .list(
                        database,
                        row -> new Told(Outbox.NOTIFICATION.read(row), row.text("outcome"), row.text("detail")));
    }
}
