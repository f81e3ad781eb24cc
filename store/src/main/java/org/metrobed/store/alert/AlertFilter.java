package org.metrobed.store.alert;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.metrobed.model.Severity;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.Subjects;

/**
 * Selects alerts; an empty part selects all. Immutable.
 *
 * @param ids only these alerts
 * @param datastreams only alerts of these datastreams
 * @param testbeds only alerts of datastreams of these test-beds (first part of the id)
 * @param states only alerts in one of these states, at least one
 * @param calls true: only alerts without a parent alert; false: only child alerts
 * @param parent only child alerts of this alert
 * @param acknowledged only acknowledged alerts, or only the others
 * @param assignee only alerts assigned to this person
 * @param least only alerts of this severity or higher
 * @param detectors only alerts of these detectors
 * @param subjects only alerts of datastreams that the reader may see; child alerts of others are not counted
 */
@RecordBuilder
public record AlertFilter(
        List<String> ids,
        List<String> datastreams,
        List<String> testbeds,
        Set<Alert.State> states,
        Optional<Boolean> calls,
        Optional<String> parent,
        Optional<Boolean> acknowledged,
        Optional<String> assignee,
        Severity least,
        List<String> detectors,
        Subjects subjects)
        implements AlertFilterBuilder.With {

    /** Every alert. Pending and withdrawn episodes are not alerts. */
    public static final AlertFilter ALERTS = AlertFilterBuilder.builder()
            .ids(List.of())
            .datastreams(List.of())
            .testbeds(List.of())
            .states(Set.of(Alert.State.OPEN, Alert.State.RESOLVED))
            .least(Severity.INFO)
            .detectors(List.of())
            .subjects(Subjects.ALL)
            .build();

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if there are too many datastreams, or no states
     */
    public AlertFilter {
        ids = List.copyOf(ids);
        datastreams = Limits.checkDatastreams(datastreams);
        testbeds = List.copyOf(testbeds);
        states = Set.copyOf(states);
        Objects.requireNonNull(calls, "calls");
        Objects.requireNonNull(parent, "parent");
        Objects.requireNonNull(acknowledged, "acknowledged");
        Objects.requireNonNull(assignee, "assignee");
        Objects.requireNonNull(least, "least");
        detectors = List.copyOf(detectors);
        Objects.requireNonNull(subjects, "subjects");
        if (states.isEmpty()) {
            throw new IllegalArgumentException("an alert is in some state");
        }
    }

    /** Selects only alerts without a parent alert, or only child alerts. */
    public AlertFilter withCalls(boolean byThemselves) {
        return withCalls(Optional.of(byThemselves));
    }

    /** Selects only child alerts of this alert. */
    public AlertFilter withParent(String alertId) {
        return withParent(Optional.of(alertId));
    }

    /** Selects only acknowledged alerts, or only the others. */
    public AlertFilter withAcknowledged(boolean noted) {
        return withAcknowledged(Optional.of(noted));
    }

    /** Selects only alerts assigned to this person. */
    public AlertFilter withAssignee(String name) {
        return withAssignee(Optional.of(name));
    }
}
