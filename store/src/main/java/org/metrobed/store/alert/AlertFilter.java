package org.metrobed.store.alert;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.metrobed.model.Severity;
import org.metrobed.store.query.Limits;

/**
 * Which alerts are meant; what is empty leaves none out. Immutable.
 *
 * @param ids only these
 * @param datastreams only of these
 * @param testbeds only of datastreams whose first part is one of these
 * @param states only in one of these, at least one
 * @param calls true: only those that belong to no other alert; false: only those that do
 * @param parent only those that belong to this alert
 * @param acknowledged whether somebody has taken note
 * @param assignee only those that this person is to take care of
 * @param least only as severe as this, or more
 * @param detectors only what these found
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

    /** Every alert: what is pending is none yet, and what was withdrawn never became one. */
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
     * Checks.
     *
     * @throws IllegalArgumentException when there are too many datastreams, or no states
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

    /** Only these alerts. */
    public AlertFilter withIds(List<String> only) {
        return new AlertFilter(
                only, datastreams, testbeds, states, calls, parent, acknowledged, assignee, least, detectors);
    }

    /** Only of these datastreams. */
    public AlertFilter withDatastreams(List<String> only) {
        return new AlertFilter(ids, only, testbeds, states, calls, parent, acknowledged, assignee, least, detectors);
    }

    /** Only of these test-beds. */
    public AlertFilter withTestbeds(List<String> only) {
        return new AlertFilter(ids, datastreams, only, states, calls, parent, acknowledged, assignee, least, detectors);
    }

    /** Only in one of these states. */
    public AlertFilter withStates(Set<Alert.State> only) {
        return new AlertFilter(
                ids, datastreams, testbeds, only, calls, parent, acknowledged, assignee, least, detectors);
    }

    /** Only those that call a person by themselves, or only those that belong to another. */
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

    /** Only those that belong to this alert. */
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

    /** Only those that somebody has taken note of, or only the others. */
    public AlertFilter withAcknowledged(boolean noted) {
        return new AlertFilter(
                ids, datastreams, testbeds, states, calls, parent, Optional.of(noted), assignee, least, detectors);
    }

    /** Only those that this person is to take care of. */
    public AlertFilter withAssignee(String name) {
        return new AlertFilter(
                ids, datastreams, testbeds, states, calls, parent, acknowledged, Optional.of(name), least, detectors);
    }

    /** Only as severe as this, or more. */
    public AlertFilter withLeast(Severity severity) {
        return new AlertFilter(
                ids, datastreams, testbeds, states, calls, parent, acknowledged, assignee, severity, detectors);
    }

    /** Only what these detectors found. */
    public AlertFilter withDetectors(List<String> only) {
        return new AlertFilter(ids, datastreams, testbeds, states, calls, parent, acknowledged, assignee, least, only);
    }
}
