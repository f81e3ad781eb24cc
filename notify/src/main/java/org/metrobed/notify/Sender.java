package org.metrobed.notify;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.metrobed.notify.receiver.DeliveryException;
import org.metrobed.notify.receiver.Receiver;
import org.metrobed.store.notification.DeliveryAttempt;
import org.metrobed.store.notification.DeliveryAttempt.Outcome;
import org.metrobed.store.notification.Lease;
import org.metrobed.store.notification.Notification;
import org.metrobed.store.notification.Outbox;
import org.metrobed.store.notification.StoredNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends due notifications to one receiver and records the outcome. Not thread-safe: one thread each. */
final class Sender {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final int DETAIL = 500;

    private final Receiver receiver;
    private final SentLog sentLog;
    private final Lease lease;
    private final InstantSource clock;
    private Instant lastSent;
    private Instant lastRefresh = Instant.MIN;
    private Instant notBefore = Instant.MIN;

    /**
     * A sender.
     *
     * @param lastSent when something was last sent to the receiver
     */
    Sender(Receiver receiver, SentLog sentLog, Lease lease, InstantSource clock, Instant lastSent) {
        this.receiver = receiver;
        this.sentLog = sentLog;
        this.lease = lease;
        this.clock = clock;
        this.lastSent = lastSent;
    }

    /** The receiver's name. */
    String name() {
        return receiver.name();
    }

    /**
     * Sends what is due.
     *
     * @throws SQLException if the right to notify is lost, or the outcome cannot be recorded
     */
    void run() throws SQLException, InterruptedException {
        Instant now = clock.instant();
        if (now.isBefore(notBefore)) {
            return;
        }
        if (!now.isBefore(lastSent.plus(receiver.interval()))) {
            List<StoredNotification> due = sentLog.listDue(name(), now.toEpochMilli(), receiver.most());
            while (!due.isEmpty() && send(due)) {
                due = receiver.interval().isZero()
                        ? sentLog.listDue(name(), clock.millis(), receiver.most())
                        : List.of();
            }
        }
        refresh();
    }

    /** Sends; returns whether the receiver answers. */
    private boolean send(List<StoredNotification> due) throws SQLException, InterruptedException {
        List<Notification> messages =
                due.stream().map(row -> written(row.notification())).toList();
        lease.check();
        Instant now = clock.instant();
        try {
            receiver.send(messages, now);
            lastSent = now;
            note(due, "");
            return true;
        } catch (DeliveryException e) {
            LOG.warn("the message to {} is sent again later: {}", name(), e.getMessage());
            note(due, e.getMessage());
            if (e.isUnreachable()) {
                notBefore = clock.instant().plus(Retries.pause(1));
            }
            return !e.isUnreachable();
        }
    }

    private Notification written(Notification message) {
        return message.content().isEmpty() ? message.withContent(receiver.write(sentLog.message(message))) : message;
    }

    private void note(List<StoredNotification> due, String failure) throws SQLException {
        long now = clock.millis();
        List<DeliveryAttempt> attempts = new ArrayList<>();
        for (StoredNotification row : due) {
            Outcome outcome =
                    failure.isEmpty() ? Outcome.SENT : Retries.isLast(row, now) ? Outcome.GIVEN_UP : Outcome.FAILED;
            String detail = failure.substring(0, Math.min(failure.length(), DETAIL));
            attempts.add(new DeliveryAttempt(row.number(), row.attempts() + 1, outcome, detail, now));
            if (outcome == Outcome.GIVEN_UP) {
                Notification what = row.notification();
                LOG.error(
                        "{} does not get {} of group {}: no more attempts",
                        name(),
                        what.step().word(),
                        what.group());
            }
        }
        lease.inTransaction(connection -> {
            Outbox.record(connection, attempts);
            return attempts;
        });
        sentLog.note(due, attempts);
    }

    private void refresh() throws SQLException, InterruptedException {
        Instant now = clock.instant();
        if (receiver.refreshInterval().isZero() || lastRefresh.isAfter(now.minus(receiver.refreshInterval()))) {
            return;
        }
        lastRefresh = now;
        lease.check();
        try {
            receiver.refresh(
                    sentLog.listFiring(name()).stream().map(this::written).toList(), now);
        } catch (DeliveryException e) {
            LOG.warn("open alerts are repeated to {} later: {}", name(), e.getMessage());
        }
    }
}
