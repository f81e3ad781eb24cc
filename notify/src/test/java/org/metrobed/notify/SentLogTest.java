package org.metrobed.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.model.AlertEvent;
import org.metrobed.notify.group.Alerts;
import org.metrobed.store.notification.DeliveryAttempt;
import org.metrobed.store.notification.DeliveryAttempt.Outcome;
import org.metrobed.store.notification.Notification;
import org.metrobed.store.notification.Notification.Step;
import org.metrobed.store.notification.StoredNotification;
import org.metrobed.testkit.Times;

class SentLogTest {

    private static final Alerts A = Alerts.alert("a");
    private static final Alerts B = Alerts.alert("b");

    private final SentLog sentLog = new SentLog();

    @Test
    void groupsAreFollowedUntilTheirEndIsTold() {
        StoredNotification firing = row(1, A, Step.FIRING);
        StoredNotification resolved = row(2, A, Step.RESOLVED);
        sentLog.put(List.of(firing));
        note(firing, Outcome.SENT);
        assertThat(sentLog.followed()).containsExactly("a");
        sentLog.put(List.of(resolved));
        assertThat(sentLog.followed()).as("still to be told").containsExactly("a");
        note(resolved, Outcome.SENT);
        assertThat(sentLog.followed()).isEmpty();
    }

    @Test
    void whatIsOverAndNotSeenAnyMoreIsForgotten() {
        sentLog.put(List.of(row(1, A, Step.HELD), row(2, A, Step.DROPPED)));
        sentLog.show(List.of(A.group()));
        assertThat(sentLog.listUnknown(List.of(A.group(), B.group()))).containsExactly("b");
        sentLog.show(List.of());
        assertThat(sentLog.listUnknown(List.of(A.group()))).containsExactly("a");
    }

    @Test
    void failedRowHoldsUpItsOwnGroupAlone() {
        StoredNotification failed = row(1, A, Step.FIRING);
        sentLog.put(List.of(failed, row(2, A, Step.CHANGED), row(3, B, Step.FIRING)));
        sentLog.show(List.of(A.group(), B.group()));
        assertThat(due(10)).containsExactly(1L, 2L, 3L);
        assertThat(due(2)).containsExactly(1L, 2L);
        note(failed, Outcome.FAILED);
        assertThat(due(10)).containsExactly(3L);
        assertThat(sentLog.listDue("webhook", Times.NOON_MILLIS + 5_000, 10)).hasSize(3);
        note(failed, Outcome.GIVEN_UP);
        assertThat(due(10)).containsExactly(2L, 3L);
    }

    @Test
    void messageSaysWhatTheReceiverAlreadyHas() {
        StoredNotification first = row(1, A, Step.FIRING);
        StoredNotification second = row(2, A, Step.CHANGED);
        StoredNotification third = row(3, A, Step.RESOLVED);
        sentLog.put(List.of(first, second, third));
        sentLog.show(List.of(A.group()));
        note(first, Outcome.SENT);
        note(second, Outcome.GIVEN_UP);
        assertThat(sentLog.message(third.notification()).earlier()).containsExactly(first.notification());
    }

    @Test
    void whatAReceiverKnowsToLastIsWhatItWasToldAndStillIs() {
        StoredNotification told = row(1, A, Step.FIRING);
        sentLog.put(List.of(told, row(2, B, Step.FIRING)));
        sentLog.show(List.of(A.group(), B.group()));
        note(told, Outcome.SENT);
        assertThat(sentLog.listFiring("webhook"))
                .extracting(Notification::group)
                .containsExactly("a");
        assertThat(sentLog.listFiring("mail")).isEmpty();
        sentLog.show(List.of(A.as(AlertEvent.Kind.RESOLVED).group(), B.group()));
        assertThat(sentLog.listFiring("webhook")).isEmpty();
    }

    private List<Long> due(int most) {
        return sentLog.listDue("webhook", Times.NOON_MILLIS, most).stream()
                .map(StoredNotification::number)
                .toList();
    }

    private void note(StoredNotification row, Outcome outcome) {
        sentLog.note(List.of(row), List.of(new DeliveryAttempt(row.number(), 1, outcome, "", Times.NOON_MILLIS)));
    }

    private static StoredNotification row(long number, Alerts alert, Step step) {
        return new StoredNotification(number, alert.row("webhook", step, 0), 0, 0, !step.isTold(), false);
    }
}
