package org.metrobed.lab.study;

import java.util.Locale;
import java.util.Objects;
import org.metrobed.simulators.city.SensorFault;

/**
 * A fault and its size in relation to the normal values of its datastream. Immutable.
 *
 * @param fault the fault
 * @param size in daily spreads of the datastream for spike, level shift, drift (at its end) and noise burst (standard
 *     deviation); the factor for unit error and gain loss; seconds for late and clock skew; 0 for the others
 */
public record StudyFault(SensorFault fault, double size) {

    /** The header of the CSV lines. */
    public static final String CSV_HEADER = "datastream,family,from,to,size";

    public StudyFault {
        Objects.requireNonNull(fault, "fault");
    }

    /** One line of CSV, without the line end. */
    public String toCsv() {
        return fault.datastream() + "," + fault.kind().word() + "," + fault.from() + "," + fault.to() + ","
                + String.format(Locale.ROOT, "%.3f", size);
    }
}
