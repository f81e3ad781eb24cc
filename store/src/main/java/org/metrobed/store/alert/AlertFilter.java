package org.metrobed.store.alert;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.metrobed.model.Severity;
import org.metrobed.store.query.Limits;

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
 */
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
        List<String> detectors) {

    /** Every alert. Pending and withdrawn episodes are not alerts. */
    public static final AlertFilter ALERTS = new AlertFilter(
            List.of(),
            List.of(),
            List.of(),
            Set.of(Alert.State.OPEN, Alert.State.RESOLVED),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Severity.INFO,
            List.of());

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
        if (states.isEmpty()) {
            throw new IllegalArgumentException("an alert is in some state");
        }
    }

    /** Selects only these alerts. */
    public AlertFilter withIds(List<String> only) {
        return new AlertFilter(
                only, datastreams, testbeds, states, calls, parent, acknowledged, assignee, least, detectors);
    }

    /** Selects only alerts of these datastreams. */
    public AlertFilter withDatastreams(List<String> only) {
        return new AlertFilter(ids, only, testbeds, states, calls, parent, acknowledged, assignee, least, detectors);
    }

    /** Selects only alerts of these test-beds. */
    public AlertFilter withTestbeds(List<String> only) {
        return new AlertFilter(ids, datastreams, only, states, calls, parent, acknowledged, assignee, least, detectors);
    }

    /** Selects only alerts in one of these states. */
    public AlertFilter withStates(Set<Alert.State> only) {
        return new AlertFilter(
                ids, datastreams, testbeds, only, calls, parent, acknowledged, assignee, least, detectors);
    }

    /** Selects only alerts without a parent alert, or only child alerts. */
    public AlertFilter withCalls(boolean byThemselves) {
        return new AlertFilter(
                ids,
                datastreams,
                testbeds,
                states,
                Optional.of(byThemselves),
                parent,
                acknowledged,
                assignee,
                least,
                detectors);
    }

    /** Selects only child alerts of this alert. */
    public AlertFilter withParent(String alertId) {
        return new AlertFilter(
                ids,
                datastreams,
                testbeds,
                states,
                calls,
                Optional.of(alertId),
                acknowledged,
                assignee,
                least,
                detectors);
    }

    /** Selects only acknowledged alerts, or only the others. */
    public AlertFilter withAcknowledged(boolean noted) {
        return new AlertFilter(
                ids, datastreams, testbeds, states, calls, parent, Optional.of(noted), assignee, least, detectors);
    }

    /** Selects only alerts assigned to this person. */
    public AlertFilter withAssignee(String name) {
        return new AlertFilter(
                ids, datastreams, testbeds, states, calls, parent, acknowledged, Optional.of(name), least, detectors);
    }

    /** Selects only alerts of this severity or higher. */
    public AlertFilter withLeast(Severity severity) {
        return new AlertFilter(
                ids, datastreams, testbeds, states, calls, parent, acknowledged, assignee, severity, detectors);
    }

    /** Selects only alerts of these detectors. */
    public AlertFilter withDetectors(List<String> only) {
        return new AlertFilter(ids, datastreams, testbeds, states, calls, parent, acknowledged, assignee, least, only);
    }
}
