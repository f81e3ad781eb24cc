package org.metrobed.simulators.city;

import java.time.Instant;
import java.util.Objects;
import org.metrobed.model.DatastreamId;

/**
 * Ground truth: over {@code [from, to)} of true time a datastream was at fault. Immutable.
 *
 * @param datastream whose
 * @param kind what was wrong
 * @param from included
 * @param to not included
 */
public record Label(DatastreamId datastream, SensorFault.Kind kind, Instant from, Instant to) {

    /** The header of the CSV lines. */
    public static final String CSV_HEADER = "datastream,kind,from,to";

    public Label {
        Objects.requireNonNull(datastream, "datastream");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
    }

    /** As one line of CSV, without its end. */
    public String toCsv() {
        return datastream + "," + kind.word() + "," + from + "," + to;
    }
}
