package org.metrobed.lab.isolated;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.metrobed.analysis.score.RaisedAlert;
import org.metrobed.model.AlertEvent;

/**
 * An alert of an isolated run, in log time: from the notification of operators to its end. Immutable.
 *
 * @param raised its scope and time range, with {@link Long#MAX_VALUE} as end of an open alert. Its detector is the
 *     first cause, because anomaly detection as a whole has only one name
 * @param calls whether it was a primary alert at any time
 */
public record RunAlert(RaisedAlert raised, boolean calls) {

    private static final Set<AlertEvent.Kind> CONDITIONS =
            Set.of(AlertEvent.Kind.OPENED, AlertEvent.Kind.UPDATED, AlertEvent.Kind.RESOLVED);

    public RunAlert {
        Objects.requireNonNull(raised, "raised");
    }

    /** The opened alerts in this order; withdrawn pending alerts are left out. */
    public static List<RunAlert> fold(List<AlertEvent> events) {
        Map<String, List<AlertEvent>> byAlert = new LinkedHashMap<>();
        events.stream()
                .filter(event -> CONDITIONS.contains(event.kind()))
                .forEach(event -> byAlert.computeIfAbsent(event.alertId(), id -> new ArrayList<>())
                        .add(event));
        return byAlert.values().stream()
                .filter(steps -> steps.get(0).kind() == AlertEvent.Kind.OPENED)
                .map(RunAlert::of)
                .toList();
    }

    private static RunAlert of(List<AlertEvent> steps) {
        AlertEvent opened = steps.get(0);
        AlertEvent last = steps.get(steps.size() - 1);
        long to = last.kind() == AlertEvent.Kind.RESOLVED ? last.recordedMillis() * 1_000 : Long.MAX_VALUE;
        return new RunAlert(
                new RaisedAlert(
                        opened.datastream(),
                        opened.recordedMillis() * 1_000,
                        to,
                        opened.finding().cause()),
                steps.stream()
                        .anyMatch(step -> step.kind() != AlertEvent.Kind.RESOLVED
                                && step.finding().parent().isEmpty()));
    }
}
