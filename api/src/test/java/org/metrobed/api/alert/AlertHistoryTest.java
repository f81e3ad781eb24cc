package org.metrobed.api.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEventBuilder;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;
import org.metrobed.model.alert.AlertAction;
import org.metrobed.model.alert.Suppression;
import org.metrobed.model.alert.SuppressionPattern;
import org.metrobed.store.notification.Notification;
import org.metrobed.store.notification.NotificationBuilder;
import org.metrobed.store.notification.ToldSteps;
import org.metrobed.store.suppression.StoredSuppression;

class AlertHistoryTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final long NOON_MILLIS = NOON.toEpochMilli();
    private static final AlertEvent OPENED = event(0, AlertEvent.Kind.OPENED, 0);
    private static final AlertEvent RESOLVED = event(1, AlertEvent.Kind.RESOLVED, 10);

    @Test
    void stepsOfAllKindsComeInTheOrderOfTime() {
        AlertAction noted =
                new AlertAction("a", 1, AlertAction.Kind.ACKNOWLEDGE, "ada", "seen", "", NOON_MILLIS + 4_000);
        assertThat(what(List.of(OPENED, RESOLVED), List.of(noted), List.of(silence("city/a/*", 2, 6)), 60))
                .containsExactly("opened", "silence", "acknowledge", "expired", "resolved");
    }

    @Test
    void onlySilencesThatConcernedItAreTold() {
        List<StoredSuppression> others = List.of(
                silence("city/b/*", 2, 6),
                silence("city/a/*", 11, 20),
                silence("*/*/*", -9, 0),
                silence("*/*/*", 70, 80));
        assertThat(what(List.of(OPENED, RESOLVED), List.of(), others, 60)).containsExactly("opened", "resolved");
        assertThat(what(List.of(OPENED), List.of(), List.of(silence("city/a/*", 11, 20)), 15))
                .as("it lasts, and the silence too")
                .containsExactly("opened", "silence");
    }

    @Test
    void aSilenceThatWasEndedDoesNotExpire() {
        StoredSuppression made = silence("city/a/*", 2, 6);
        StoredSuppression ended = new StoredSuppression(
                1,
                made.made(),
                made.madeMillis(),
                Optional.of(new StoredSuppression.End("bob", NOON_MILLIS + 3_000, "done")));
        assertThat(what(List.of(OPENED), List.of(), List.of(ended), 60)).containsExactly("opened", "silence", "ended");
    }

    /** Nobody is called for a backlog of eight hours ago; the history says so. */
    @Test
    void whatReceiversWereToldAndWhyNotIsInItsHistory() {
        List<ToldSteps.Told> told = List.of(
                told("mail", Notification.Step.STALE, 1, "", ""),
                told("webhook", Notification.Step.FIRING, 2, "given-up", "answers 500"),
                told("webhook", Notification.Step.RESOLVED, 99, "", ""));
        List<AlertStepView> steps = AlertHistory.of(List.of(OPENED), List.of(), List.of(), told, NOON.plusSeconds(60));
        assertThat(steps)
                .extracting(AlertStepView::kind, AlertStepView::what, AlertStepView::by, AlertStepView::reason)
                .contains(
                        tuple(
                                "notification",
                                "stale",
                                "mail",
                                "not told: what it reports is too old to call somebody now"),
                        tuple("notification", "firing", "webhook", "given up"))
                .hasSize(3);
    }

    private static ToldSteps.Told told(
            String receiver, Notification.Step step, int second, String outcome, String detail) {
        return new ToldSteps.Told(
                NotificationBuilder.builder()
                        .receiver(receiver)
                        .group("a")
                        .round(0)
                        .step(step)
                        .severity(Severity.WARNING)
                        .size(1)
                        .approved(false)
                        .madeMillis(NOON_MILLIS + second * 1_000L)
                        .content("")
                        .build(),
                outcome,
                detail);
    }

    private static List<String> what(
            List<AlertEvent> events, List<AlertAction> actions, List<StoredSuppression> silences, int nowSecond) {
        return AlertHistory.of(events, actions, silences, List.of(), NOON.plusSeconds(nowSecond)).stream()
                .map(AlertStepView::what)
                .toList();
    }

    private static StoredSuppression silence(String pattern, int fromSecond, int toSecond) {
        Suppression made = new Suppression(
                "s",
                Suppression.Kind.SILENCE,
                SuppressionPattern.parse(pattern),
                "",
                (NOON_MILLIS + fromSecond * 1_000L) * 1_000,
                (NOON_MILLIS + toSecond * 1_000L) * 1_000,
                "works",
                "ada");
        return new StoredSuppression(1, made, NOON_MILLIS, Optional.empty());
    }

    private static AlertEvent event(int sequence, AlertEvent.Kind kind, int second) {
        return AlertEventBuilder.builder()
                .alertId("a")
                .sequence(sequence)
                .kind(kind)
                .datastream("city/a/pm25")
                .detector("high")
                .severity(Severity.WARNING)
                .onsetMicros(NOON_MILLIS * 1_000)
                .atMicros(NOON_MILLIS * 1_000)
                .recordedMillis(NOON_MILLIS + second * 1_000L)
                .observed(1)
                .peak(1)
                .expectedHigh(1)
                .message("words")
                .catalogVersion(1)
                .finding(Finding.THRESHOLD)
                .build();
    }
}
