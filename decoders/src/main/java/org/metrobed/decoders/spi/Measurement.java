package org.metrobed.decoders.spi;

import java.util.Objects;
import org.metrobed.model.StatedFlag;

/**
 * One reading with the names of the payload, before the catalog assigns it to a datastream. Immutable.
 *
 * @param index its 0-based index in the message; rejected readings are counted too
 * @param device the device or thing that the payload names; null if only the topic names it
 * @param property the field's name in the payload
 * @param phenomenonMicros phenomenon time, microseconds since 1970 UTC; {@link #NO_TIME} if the payload has none
 * @param value the number; NaN if the payload states that there is no value; may be infinite
 * @param unit the unit that the payload states, null if it states none, empty if its place is there and empty
 * @param begins whether the payload states an interval, whose begin the phenomenon time is; else the catalog says what it is
 * @param flag what the payload states about the quality of the value; never MISSING
 */
public record Measurement(
        int index,
        String device,
        String property,
        long phenomenonMicros,
        double value,
        String unit,
        boolean begins,
        StatedFlag flag) {

    /** The payload has no time; the received time is used. */
    public static final long NO_TIME = Long.MIN_VALUE;

    public Measurement {
        Objects.requireNonNull(property, "property");
        Objects.requireNonNull(flag, "flag");
    }

    /** This reading at another time. */
    public Measurement at(long micros) {
        return new Measurement(index, device, property, micros, value, unit, begins, flag);
    }

    /** This reading at another index. */
    public Measurement withIndex(int other) {
        return new Measurement(other, device, property, phenomenonMicros, value, unit, begins, flag);
    }

    /** A reading with a time, or without one. */
    public Measurement(int index, String device, String property, long phenomenonMicros, double value, String unit) {
        this(index, device, property, phenomenonMicros, value, unit, false);
    }

    /** A reading to which the payload gives no flag. */
    public Measurement(
            int index,
            String device,
            String property,
            long phenomenonMicros,
            double value,
            String unit,
            boolean begins) {
        this(index, device, property, phenomenonMicros, value, unit, begins, StatedFlag.NONE);
    }
}
