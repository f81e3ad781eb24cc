package org.metrobed.store.notification;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.metrobed.model.Severity;
import org.metrobed.store.query.Query;
import org.metrobed.store.query.ResultRow;
import org.metrobed.store.write.Table;

/**
 * The outbox: notifications for receivers and their delivery attempts. Stateless; all methods use the connection of the
 * {@link Lease}.
 */
public final class Outbox {

    /** Notifications. */
    public static final Table<Notification> NOTIFICATION = Table.<Notification>named("notification")
            .assigned("notification_id")
            .text("receiver", Notification::receiver)
            .text("group_id", Notification::group)
            .text("fingerprint", Notification::fingerprint)
            .text("step", row -> row.step().word())
            .text("severity", row -> row.severity().word())
            .int4("size", Notification::size)
            .bool("approved", Notification::approved)
            .millis("made_time", Notification::madeMillis)
            .text("content", row -> row.content().isEmpty() ? null : row.content())
            .readBy(Outbox::read)
            .key("notification_id");

    /** Delivery attempts. */
    public static final Table<DeliveryAttempt> ATTEMPT = Table.<DeliveryAttempt>named("notification_attempt")
            .int8("notification_id", DeliveryAttempt::number)
            .int4("attempt", DeliveryAttempt::attempt)
            .text("outcome", row -> row.outcome().word())
            .text("detail", DeliveryAttempt::detail)
            .millis("attempt_time", DeliveryAttempt::atMillis)
            .key("notification_id", "attempt");

    private static final String SELECT = "select " + NOTIFICATION.select("n")
            + ", coalesce(a.attempt, 0) as attempts, coalesce(" + Query.asMillis("a.attempt_time")
            + ", 0) as last_time, coalesce(a.outcome, '') as outcome from notification n"
            + " left join lateral (select t.attempt, t.attempt_time, t.outcome from notification_attempt t"
            + " where t.notification_id = n.notification_id order by t.attempt desc limit 1) a on true";

    private static final String UNFINISHED = " where n.group_id in (select l.group_id from"
            + " (select distinct on (receiver, group_id) group_id, step from notification"
            + " order by receiver, group_id, notification_id desc) l where l.step not in ('resolved', 'dropped')"
            + " union select u.group_id from notification u where u.step in ('firing', 'changed', 'resolved')"
            + " and not exists (select from notification_attempt t where t.notification_id = u.notification_id"
            + " and t.outcome <> 'failed')) order by n.notification_id";

    private static final String APPEND = "insert into notification (" + NOTIFICATION.names() + ") values ("
            + NOTIFICATION.parameters() + ") returning notification_id";

    private static final String RECORD =
            "insert into notification_attempt (" + ATTEMPT.names() + ") values (" + ATTEMPT.parameters() + ")";

    private Outbox() {}

    /** All rows of groups that have not ended or have unsent notifications, in their order. Reads the whole outbox. */
    public static List<StoredNotification> listUnfinished(Connection connection) throws SQLException {
        return new Query().add(SELECT + UNFINISHED).list(connection, Outbox::readStored);
    }

    /** All rows of these groups, in their order. */
    public static List<StoredNotification> list(Connection connection, Collection<String> groups) throws SQLException {
        return new Query()
                .add(SELECT + " where n.group_id = any (?) order by n.notification_id", List.copyOf(groups))
                .list(connection, Outbox::readStored);
    }

    /** When this receiver was last sent something, milliseconds since 1970 UTC; 0 for never. */
    public static long findLastSent(Connection connection, String receiver) throws SQLException {
        return new Query()
                .add("select coalesce(" + Query.asMillis("max(a.attempt_time)") + ", 0) as last_time")
                .add("from notification_attempt a join notification n on n.notification_id = a.notification_id")
                .add("where n.receiver = ? and a.outcome = 'sent'", receiver)
                .list(connection, row -> row.int8("last_time"))
                .get(0);
    }

    /** Appends notifications. */
    public static List<StoredNotification> append(Connection connection, List<Notification> notifications)
            throws SQLException {
        List<StoredNotification> stored = new ArrayList<>();
        for (Notification one : notifications) {
            long number = new Query()
                    .add(APPEND, NOTIFICATION.values(one))
                    .list(connection, row -> row.int8("notification_id"))
                    .get(0);
            stored.add(new StoredNotification(number, one, 0, 0, !one.step().isTold(), false));
        }
        return stored;
    }

    /** Appends the outcomes of delivery attempts. */
    public static void record(Connection connection, List<DeliveryAttempt> attempts) throws SQLException {
        for (DeliveryAttempt attempt : attempts) {
            new Query().add(RECORD, ATTEMPT.values(attempt)).update(connection);
        }
    }

    private static StoredNotification readStored(ResultRow row) throws SQLException {
        Notification notification = NOTIFICATION.read(row);
        String outcome = row.text("outcome");
        boolean sent = outcome.equals(DeliveryAttempt.Outcome.SENT.word());
        boolean done = !notification.step().isTold() || sent || outcome.equals(DeliveryAttempt.Outcome.GIVEN_UP.word());
        return new StoredNotification(
                row.int8("notification_id"), notification, row.int4("attempts"), row.int8("last_time"), done, sent);
    }

    private static Notification read(ResultRow row) throws SQLException {
        String receiver = row.text("receiver");
        String group = row.text("group_id");
        String fingerprint = row.text("fingerprint");
        return NotificationBuilder.builder()
                .receiver(receiver)
                .group(group)
                .round(Integer.parseInt(fingerprint.substring(0, fingerprint.indexOf(' '))))
                .step(Notification.Step.valueOf(row.text("step").toUpperCase(Locale.ROOT)))
                .severity(Severity.parse(row.text("severity")))
                .size(row.int4("size"))
                .approved(row.bool("approved"))
                .madeMillis(row.int8("made_time"))
                .content(Objects.requireNonNullElse(row.text("content"), ""))
                .build();
    }
}
