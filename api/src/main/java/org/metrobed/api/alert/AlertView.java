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

        @Doc("testbed/thing/property; metrobed/pipeline/ingest when no data comes in;"
                + " metrobed/pipeline/catalog when a published catalog cannot be read; testbed/GATEWAY/gateway and"
                + " testbed/THING/thing when all of one is silent")
        String datastream,

        @Doc("what is watched, for people; of the catalog in force, null when it has it no more")
        String name,

        @Doc("its condition: pending (signs only), open, resolved or withdrawn (signs that went away)")
        String state,

        @Doc("the rule that fired, as the catalog names it; watch where nobody wrote one")
        String detector,

        @Doc("info, warning or critical") String severity,

        @Doc("phenomenon time of the first value of the episode")
        Instant openedTime,

        @Doc("phenomenon time of its end, null while it lasts")
        Instant resolvedTime,

        @Doc("the value at its newest event") Double observed,
        @Doc("the most extreme value so far") Double peak,
        @Doc("what is expected; null is open") RangeView expected,

        @Doc("the usual value; null when nothing is known") Double usual,

        @Doc("UCUM, of the catalog in force; null when there is none")
        String unit,

        @Doc("the finding in words") String message,

        @Doc("what is unusual: threshold, silence, …") String cause,

        @Doc("how sure, 0 to 1; 0.5 is the level at which to act")
        Double score,

        @Doc("why: sensor or environment, as those near tell; unknown when they cannot")
        String origin,

        @Doc("the alert that it belongs to; null when it calls by itself")
        String parent,

        @Doc("how many alerts belong to it") Integer members,

        @Doc("whether somebody has taken note") AcknowledgementView acknowledgement,

        @Doc("who is to take care; null for nobody") String assignee,

        @Doc("that a warning to the public may go out as an actual one; null where nobody said so")
        ApprovalView approval,

        @Doc("how many actions of people there are; the next one names it")
        Integer version,

        @Doc("why nobody is called at the time shown; null where somebody is")
        SuppressedView suppression,

        @Doc("number of the newest event, from 0") int sequence,
        @Doc("log time of the newest event") Instant recordedTime,

        @Doc("the catalog version whose rule fired; -1 where it is none of the catalog")
        long catalogVersion) {

    /** All fields. */
    static final RecordShape<AlertView> WHOLE = RecordShape.of(AlertView.class);

    /** Only the fields that events of the detectors contain. */
    public static final RecordShape<AlertView> CONDITION =
            WHOLE.without(Set.of("members", "acknowledgement", "assignee", "approval", "version"));

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
