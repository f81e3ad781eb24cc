package org.metrobed.api.alert;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.metrobed.api.http.Doc;
import org.metrobed.api.http.Moments;
import org.metrobed.api.http.Numbers;
import org.metrobed.api.http.RecordShape;
import org.metrobed.api.thing.DatastreamView.RangeView;
import org.metrobed.api.thing.PipelineDatastreams;
import org.metrobed.api.thing.UnitsByDatastream;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.alert.Suppression;
import org.metrobed.store.alert.Alert;

/** An alert: its condition after its newest event, the actions on it, and whether it is suppressed. */
public record AlertView(
        @Doc("the same for the whole episode, in every replay")
        String id,

        @Doc(
                "testbed/thing/property; metrobed/pipeline/ingest if no data arrives;"
                        + " metrobed/pipeline/catalog if a published catalog cannot be read; testbed/GATEWAY/gateway and"
                        + " testbed/THING/thing if all datastreams of one are silent; testbed/gateways/network if most gateways are")
        String datastream,

        @Doc(
                value = "name for people, from the current catalog; null if the catalog no longer has the datastream",
                nullable = true)
        String name,

        @Doc("its condition: pending (evidence that does not suffice yet), open, resolved or withdrawn (was only"
                + " pending)")
        String state,

        @Doc("the catalog's name of the rule that fired; watch for anomaly detection")
        String detector,

        @Doc("info, warning or critical") String severity,

        @Doc("phenomenon time of the first value of the episode")
        Instant openedTime,

        @Doc("phenomenon time of its end; null while it lasts")
        Instant resolvedTime,

        @Doc("the value at its newest event") Double observed,
        @Doc("the most extreme value so far") Double peak,

        @Doc("range of expected values; a null bound is open")
        RangeView expected,

        @Doc("the usual value; null if it is not known") Double usual,

        @Doc(value = "UCUM unit from the current catalog; null if there is none", nullable = true)
        String unit,

        @Doc("description of the finding") String message,

        @Doc("kind of finding: threshold, silence, …") String cause,

        @Doc("how certain the finding is, 0 to 1; 0.5 is the level at which to act")
        Double score,

        @Doc("origin: sensor or environment, from what its neighbours measure; unknown if they do not show it")
        String origin,

        @Doc(value = "its parent alert; null for a primary alert", nullable = true)
        String parent,

        @Doc("number of its child alerts") Integer members,

        @Doc("whether a person has acknowledged it") AcknowledgementView acknowledgement,

        @Doc(value = "the assignee; null for none", nullable = true)
        String assignee,

        @Doc(
                value = "approval to send a warning to the public as an actual one; null if nobody has approved it",
                nullable = true)
        ApprovalView approval,

        @Doc(value = "whether it was right, as a person said; null if nobody has", nullable = true)
        VerdictView verdict,

        @Doc("number of actions of people; the next action must state it")
        Integer version,

        @Doc(value = "reason why no notification is sent at the time shown; null if one is", nullable = true)
        SuppressedView suppression,

        @Doc("number of the newest event, from 0") int sequence,
        @Doc("log time of the newest event") Instant recordedTime,

        @Doc("the catalog version whose rule fired; -1 if the rule is not in the catalog")
        long catalogVersion) {

    /** All fields. */
    static final RecordShape<AlertView> WHOLE = RecordShape.of(AlertView.class);

    /** Only the fields that events of the detectors contain. */
    public static final RecordShape<AlertView> CONDITION =
            WHOLE.without(Set.of("members", "acknowledgement", "assignee", "approval", "verdict", "version"));

    /**
     * An alert with the name and the unit of its datastream.
     *
     * @param suppressions all suppressions that may be active
     * @param at the time to show, by the clock
     */
    public static AlertView of(Alert alert, Catalog catalog, Collection<Suppression> suppressions, Instant at) {
        return new AlertView(
                alert.alertId(),
                alert.datastream(),
                PipelineDatastreams.name(catalog, alert.datastream()),
                alert.state().word(),
                alert.detector(),
                alert.severity().word(),
                Moments.ofMicros(alert.onsetMicros()),
                alert.resolvedMicros().isPresent()
                        ? Moments.ofMicros(alert.resolvedMicros().getAsLong())
                        : null,
                Numbers.finite(alert.observed()),
                Numbers.finite(alert.peak()),
                RangeView.of(alert.expectedLow(), alert.expectedHigh()),
                Numbers.finite(alert.finding().expected()),
                UnitsByDatastream.of(catalog, alert.datastream()),
                alert.message(),
                alert.finding().cause(),
                Numbers.finite(alert.finding().score()),
                alert.finding().origin().word(),
                alert.finding().parent().isEmpty() ? null : alert.finding().parent(),
                alert.memberCount(),
                AcknowledgementView.of(alert.handling()),
                HandlingView.assignee(alert),
                ApprovalView.of(alert.handling()),
                VerdictView.of(alert.handling()),
                alert.handling().version(),
                suppressed(alert, suppressions, at),
                alert.sequence(),
                Instant.ofEpochMilli(alert.recordedMillis()),
                alert.catalogVersion());
    }

    /** Why an alert is suppressed at a time; null if it is not. */
    public static SuppressedView suppressed(Alert alert, Collection<Suppression> suppressions, Instant at) {
        return SuppressedView.of(
                alert.datastream(), alert.detector(), alert.finding().parent(), suppressions, Moments.micros(at));
    }
}
