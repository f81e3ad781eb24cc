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
 * An alert of a lane, by log time: when operators were told, and when it was over. Immutable.
 *
 * @param raised whose, from when to when, {@link Long#MAX_VALUE} while it lasts, and the cause that was seen
 *     first as its detector, for all that the watch sees has one name
 * @param calls whether it ever belonged to no other alert
 */
public record RunAlert(RaisedAlert raised, boolean calls) {

    private static final Set<AlertEvent.Kind> CONDITIONS =
            Set.of(AlertEvent.Kind.OPENED, AlertEvent.Kind.UPDATED, AlertEvent.Kind.RESOLVED);

    public RunAlert {
        Objects.requireNonNull(raised, "raised");
    }

    /** The alerts that opened, in this order; signs that were withdrawn are none. */
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
