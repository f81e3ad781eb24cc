package org.metrobed.api.alert;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.metrobed.api.http.Doc;
import org.metrobed.api.http.Moments;
import org.metrobed.model.alert.Suppression;

/** Why an alert is suppressed. */
public record SuppressedView(
        @Doc("silence, maintenance, or parent: it is a child of another alert")
        String kind,

        @Doc("id of the silence, the maintenance window or the parent alert")
        String id,

        @Doc(value = "its author; null for parent", nullable = true)
        String by,

        @Doc("when it expires, by the server's clock; null for parent")
        Instant until,

        @Doc("why") String reason) {

    private static final String PARENT = "parent";

    /**
     * Why an alert is suppressed at a time; null if it is not. A silence takes precedence over a parent alert; of
     * several silences the one that ends last is reported.
     *
     * @param parent its parent alert, empty for none
     * @param suppressions all suppressions that may be active
     * @param atMicros the time, by the clock, microseconds since 1970 UTC
     */
    public static SuppressedView of(
            String datastream, String detector, String parent, Collection<Suppression> suppressions, long atMicros) {
        Optional<Suppression> found = Suppression.find(suppressions, datastream, detector, atMicros);
        if (found.isPresent()) {
            Suppression one = found.get();
            return new SuppressedView(
                    one.kind().word(), one.id(), one.author(), Moments.ofMicros(one.toMicros()), one.reason());
        }
        return parent.isEmpty() ? null : new SuppressedView(PARENT, parent, null, null, "child of another alert");
    }
}
