package org.metrobed.api.alert;

import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import org.metrobed.api.http.Doc;
import org.metrobed.api.http.Moments;
import org.metrobed.api.http.Numbers;
import org.metrobed.api.thing.DatastreamView.RangeView;
import org.metrobed.api.thing.PipelineDatastreams;
import org.metrobed.api.thing.Units;
import org.metrobed.catalog.Catalog;
import org.metrobed.core.model.AlertEvent;
import org.metrobed.store.alert.Alert;

/** An alert as its newest event leaves it. */
public record AlertView(
        @Doc("the same for the whole episode, in every replay")
        String id,

        @Doc("testbed/thing/property; metrobed/pipeline/ingest when no data comes in")
        String datastream,

        @Doc("what is watched, for people; of the catalog in force, null when it has it no more")
        String name,

        @Doc("open or resolved") String state,
        @Doc("the rule that fired, as the catalog names it") String detector,
        @Doc("info, warning or critical") String severity,

        @Doc("phenomenon time of the first value of the episode")
        Instant openedTime,

        @Doc("phenomenon time of its end, null while it is open")
        Instant resolvedTime,

        @Doc("the value at its newest event") Double observed,
        @Doc("the most extreme value so far") Double peak,
        @Doc("what is expected; null is open") RangeView expected,

        @Doc("UCUM, of the catalog in force; null when there is none")
        String unit,

        @Doc("the finding in words") String message,
        @Doc("number of the newest event, from 0") int sequence,
        @Doc("log time of the newest event") Instant recordedTime,
        @Doc("the catalog version whose rule fired") long catalogVersion) {

    /** An alert with the name and the unit of its datastream. */
    public static AlertView of(Alert alert, Catalog catalog) {
        return new AlertView(
                alert.alertId(),
                alert.datastream(),
                PipelineDatastreams.name(catalog, alert.datastream()),
                alert.state().name().toLowerCase(Locale.ROOT),
                alert.detector(),
                alert.severity().word(),
                Moments.ofMicros(alert.onsetMicros()),
                alert.resolvedMicros().isPresent()
                        ? Moments.ofMicros(alert.resolvedMicros().getAsLong())
                        : null,
                Numbers.finite(alert.observed()),
                Numbers.finite(alert.peak()),
                RangeView.of(alert.expectedLow(), alert.expectedHigh()),
                Units.of(catalog, alert.datastream()),
                alert.message(),
                alert.sequence(),
                Instant.ofEpochMilli(alert.recordedMillis()),
                alert.catalogVersion());
    }

    /** The alert as an event leaves it, with the name and the unit of its datastream. */
    public static AlertView of(AlertEvent event, Catalog catalog) {
        boolean resolved = event.kind() == AlertEvent.Kind.RESOLVED;
        Alert alert = new Alert(
                event.alertId(),
                resolved ? Alert.State.RESOLVED : Alert.State.OPEN,
                event.datastream(),
                event.detector(),
                event.severity(),
                event.onsetMicros(),
                resolved ? OptionalLong.of(event.atMicros()) : OptionalLong.empty(),
                event.recordedMillis(),
                event.sequence(),
                event.observed(),
                event.peak(),
                event.expectedLow(),
                event.expectedHigh(),
                event.message(),
                event.catalogVersion());
        return of(alert, catalog);
    }
}
