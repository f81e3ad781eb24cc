package org.metrobed.simulators.city;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.metrobed.model.DatastreamId;

/**
 * Ground truth: a datastream had a fault over {@code [from, to)} of true time. Immutable.
 *
 * @param datastream the datastream
 * @param kind kind of the fault
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

    /** Labels as CSV with a header. */
    public static String toCsv(List<Label> labels) {
        return Stream.concat(Stream.of(CSV_HEADER), labels.stream().map(Label::toCsv))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** One line of CSV, without line end. */
    public String toCsv() {
        return datastream + "," + kind.word() + "," + from + "," + to;
    }
}
