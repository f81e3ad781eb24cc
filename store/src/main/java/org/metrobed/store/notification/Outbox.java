package org.metrobed.store.notification;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.metrobed.model.Severity;
import org.metrobed.store.query.Query;

/**
 * The outbox: notifications for receivers and their delivery attempts. Stateless; all methods use the connection of the
 * {@link Lease}.
 */
public final class Outbox {

    private static final String COLUMNS = "select n.notification_id, n.receiver, n.group_id, n.fingerprint, n.step,"
            + " n.severity, n.size, n.approved, " + Query.asMillis("n.made_time")
            + ", coalesce(a.attempt, 0), coalesce("
            + Query.asMillis("a.attempt_time") + ", 0), coalesce(a.outcome, '') from notification n"
            + " left join lateral (select t.attempt, t.attempt_time, t.outcome from notification_attempt t"
            + " where t.notification_id = n.notification_id order by t.attempt desc limit 1) a on true";

    private static final String UNFINISHED = " where n.group_id in (select l.group_id from"
            + " (select distinct on (receiver, group_id) group_id, step from notification"
            + " order by receiver, group_id, notification_id desc) l where l.step not in ('resolved', 'dropped')"
            + " union select u.group_id from notification u where u.step in ('firing', 'changed', 'resolved')"
            + " and not exists (select from notification_attempt t where t.notification_id = u.notification_id"
            + " and t.outcome <> 'failed')) order by n.notification_id";

    private static final String APPEND = "insert into notification (receiver, group_id, fingerprint, step, severity,"
            + " size, approved, made_time) values (?, ?, ?, ?, ?, ?, ?, " + Query.millis()
            + ") returning notification_id";

    private static final String RECORD = "insert into notification_attempt (notification_id, attempt, outcome, detail,"
            + " attempt_time) values (?, ?, ?, ?, " + Query.millis() + ")";

    private Outbox() {}

    /** All rows of groups that have not ended or have unsent notifications, in their order. Reads the whole outbox. */
    public static List<StoredNotification> listUnfinished(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS + UNFINISHED)) {
            return list(statement);
        }
    }

    /** All rows of these groups, in their order. */
    public static List<StoredNotification> list(Connection connection, Collection<String> groups) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(COLUMNS + " where n.group_id = any (?) order by n.notification_id")) {
            statement.setArray(1, connection.createArrayOf("text", groups.toArray()));
            return list(statement);
        }
    }

    /** When this receiver was last sent something, milliseconds since 1970 UTC; 0 for never. */
    public static long findLastSent(Connection connection, String receiver) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select coalesce("
                + Query.asMillis("max(a.attempt_time)") + ", 0) from notification_attempt a"
                + " join notification n on n.notification_id = a.notification_id"
                + " where n.receiver = ? and a.outcome = 'sent'")) {
            statement.setString(1, receiver);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Appends notifications. */
    public static List<StoredNotification> append(Connection connection, List<Notification> notifications)
            throws SQLException {
        List<StoredNotification> stored = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(APPEND)) {
            for (Notification one : notifications) {
                statement.setString(1, one.receiver());
                statement.setString(2, one.group());
                statement.setString(3, one.fingerprint());
                statement.setString(4, one.step().word());
                statement.setString(5, one.severity().word());
                statement.setInt(6, one.size());
                statement.setBoolean(7, one.approved());
                statement.setLong(8, one.madeMillis());
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    stored.add(new StoredNotification(
                            row.getLong(1), one, 0, 0, !one.step().isTold(), false));
                }
            }
        }
        return stored;
    }

    /** Appends the outcomes of delivery attempts. */
    public static void record(Connection connection, List<DeliveryAttempt> attempts) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RECORD)) {
            for (DeliveryAttempt attempt : attempts) {
                statement.setLong(1, attempt.number());
                statement.setInt(2, attempt.attempt());
                statement.setString(3, attempt.outcome().word());
                statement.setString(4, attempt.detail());
                statement.setLong(5, attempt.atMillis());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static List<StoredNotification> list(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            List<StoredNotification> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(map(row));
            }
            return rows;
        }
    }

    private static StoredNotification map(ResultSet row) throws SQLException {
        String fingerprint = row.getString(4);
        Notification notification = new Notification(
                row.getString(2),
                row.getString(3),
                Integer.parseInt(fingerprint.substring(0, fingerprint.indexOf(' '))),
                Notification.Step.valueOf(row.getString(5).toUpperCase(Locale.ROOT)),
                Severity.parse(row.getString(6)),
                row.getInt(7),
                row.getBoolean(8),
                row.getLong(9));
        String outcome = row.getString(12);
        boolean sent = outcome.equals(DeliveryAttempt.Outcome.SENT.word());
        boolean done = !notification.step().isTold() || sent || outcome.equals(DeliveryAttempt.Outcome.GIVEN_UP.word());
        return new StoredNotification(row.getLong(1), notification, row.getInt(10), row.getLong(11), done, sent);
    }
}
