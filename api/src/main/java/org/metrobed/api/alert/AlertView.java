package org.metrobed.api.alert;

import java.time.Instant;
import org.metrobed.api.http.Doc;
import org.metrobed.api.http.Moments;
import org.metrobed.api.http.Numbers;
import org.metrobed.api.thing.DatastreamView.RangeView;
import org.metrobed.core.model.AlertEvent;

/** An alert as its newest event leaves it. */
public record AlertView(
        @Doc("the same for the whole episode, in every replay") String id,
        @Doc("testbed/thing/property") String datastream,
        @Doc("open or resolved") String state,
        @Doc("the rule that fired, as the catalog names it") String detector,
        @Doc("info, warning or critical") String severity,
        @Doc("phenomenon time of the first value of the episode") Instant openedTime,
        @Doc("phenomenon time of its end, null while it is open") Instant resolvedTime,
        @Doc("the value at its newest event") Double observed,
        @Doc("the most extreme value so far") Double peak,
        @Doc("what is expected; null is open") RangeView expected,
        @Doc("UCUM, of the catalog in force") String unit,
        @Doc("the finding in words") String message,
        @Doc("number of the newest event, from 0") int sequence,
        @Doc("phenomenon time of the newest event") Instant eventTime,
        @Doc("log time of the newest event") Instant recordedTime,
        @Doc("the catalog version whose rule fired") long catalogVersion) {

    /** The alert of its newest event, with the unit of its datastream. */
    public static AlertView of(AlertEvent newest, String unit) {
        boolean resolved = newest.kind() == AlertEvent.Kind.RESOLVED;
        return new AlertView(
                newest.alertId(),
                newest.datastream(),
                resolved ? "resolved" : "open",
                newest.detector(),
                newest.severity().word(),
                Moments.ofMicros(newest.onsetMicros()),
                resolved ? Moments.ofMicros(newest.atMicros()) : null,
                Numbers.finite(newest.observed()),
                Numbers.finite(newest.peak()),
                RangeView.of(newest.expectedLow(), newest.expectedHigh()),
                unit,
                newest.message(),
                newest.sequence(),
                Moments.ofMicros(newest.atMicros()),
                Instant.ofEpochMilli(newest.recordedMillis()),
                newest.catalogVersion());
    }
}
