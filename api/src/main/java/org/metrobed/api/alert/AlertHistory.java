package org.metrobed.api.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.metrobed.api.http.Moments;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.alert.AlertAction;
import org.metrobed.model.alert.Suppression;
import org.metrobed.store.alert.Alert;
import org.metrobed.store.notification.ToldSteps;
import org.metrobed.store.suppression.StoredSuppression;

/** The history of an alert: conditions, actions, suppressions and notifications, in the order of time. Pure. */
final class AlertHistory {

    private AlertHistory() {}

    /**
     * The steps up to a time, the first one first.
     *
     * @param events all events of the alert, at least one
     * @param actions all actions on the alert
     * @param suppressions all suppressions that may match it
     * @param told what receivers were told of the alert, and what not
     * @param now the time, by the clock
     */
    static List<AlertStepView> of(
            List<AlertEvent> events,
            List<AlertAction> actions,
            List<StoredSuppression> suppressions,
            List<ToldSteps.Told> told,
            Instant now) {
        AlertEvent first = events.get(0);
        AlertEvent last = events.get(events.size() - 1);
        Instant from = Instant.ofEpochMilli(first.recordedMillis());
        Instant to = Alert.State.after(last.kind()).ended() ? Instant.ofEpochMilli(last.recordedMillis()) : now;
        Stream<AlertStepView> silent = suppressions.stream()
                .filter(stored -> stored.made().matches(first.datastream(), first.detector()))
                .filter(stored -> overlaps(stored.suppression(), from, to))
                .flatMap(stored -> steps(stored, now).stream());
        List<AlertStepView> all = new ArrayList<>();
        events.forEach(event -> all.add(AlertStepView.of(event)));
        actions.forEach(action -> all.add(AlertStepView.of(action)));
        silent.forEach(all::add);
        told.stream()
                .map(AlertStepView::of)
                .filter(step -> !step.time().isAfter(now))
                .forEach(all::add);
        // stable sort: simultaneous steps stay in this order
        all.sort(Comparator.comparing(AlertStepView::time));
        return List.copyOf(all);
    }

    /** The time from which suppressions may match an alert with these events, microseconds since 1970 UTC. */
    static long fromMicros(List<AlertEvent> events) {
        return events.get(0).recordedMillis() * 1_000;
    }

    private static boolean overlaps(Suppression one, Instant from, Instant to) {
        return one.fromMicros() < Moments.micros(to) && one.toMicros() > Moments.micros(from);
    }

    private static List<AlertStepView> steps(StoredSuppression stored, Instant now) {
        Suppression made = stored.made();
        List<AlertStepView> steps = new ArrayList<>();
        steps.add(AlertStepView.suppression(
                Moments.ofMicros(made.fromMicros()), made.kind().word(), made.author(), made.reason()));
        Instant planned = Moments.ofMicros(made.toMicros());
        Optional<StoredSuppression.End> ended = stored.ended()
                .filter(end -> !Instant.ofEpochMilli(end.atMillis()).isAfter(now));
        if (ended.isPresent()) {
            StoredSuppression.End end = ended.get();
            steps.add(AlertStepView.suppression(
                    Instant.ofEpochMilli(end.atMillis()), "ended", end.author(), end.reason()));
        } else if (!planned.isAfter(now)) {
            steps.add(AlertStepView.suppression(planned, "expired", null, made.reason()));
        }
        return steps;
    }
}
