package org.metrobed.store.notification;

import java.sql.SQLException;
import java.util.Locale;
import org.metrobed.model.Severity;
import org.metrobed.store.query.ResultRow;
import org.metrobed.store.write.Table;

/** The tables of the outbox. Stateless. */
public final class NotificationTable {

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
            .readBy(NotificationTable::read)
            .key("notification_id");

    /** Delivery attempts. */
    public static final Table<DeliveryAttempt> ATTEMPT = Table.<DeliveryAttempt>named("notification_attempt")
            .int8("notification_id", DeliveryAttempt::number)
            .int4("attempt", DeliveryAttempt::attempt)
            .text("outcome", row -> row.outcome().word())
            .text("detail", DeliveryAttempt::detail)
            .millis("attempt_time", DeliveryAttempt::atMillis)
            .key("notification_id", "attempt");

    private NotificationTable() {}

    private static Notification read(ResultRow row) throws SQLException {
        String receiver = row.text("receiver");
        String group = row.text("group_id");
        String fingerprint = row.text("fingerprint");
        return new Notification(
                receiver,
                group,
                Integer.parseInt(fingerprint.substring(0, fingerprint.indexOf(' '))),
                Notification.Step.valueOf(row.text("step").toUpperCase(Locale.ROOT)),
                Severity.parse(row.text("severity")),
                row.int4("size"),
                row.bool("approved"),
                row.int8("made_time"));
    }
}
