package org.metrobed.decoders.spi;

import java.util.Objects;

/**
 * One reading as a payload names it, before the catalog says which datastream it belongs to. Immutable.
 *
 * @param index its 0-based place in the message, counted over readings, rejected ones included
 * @param device the device or thing that the payload names; null when the topic alone says it
 * @param property the field's name in the payload
 * @param phenomenonMicros when it was observed, microseconds since 1970 UTC; {@link #NO_TIME} when the payload has none
 * @param value the number; NaN when the payload says that there is none; may be infinite
 * @param unit the unit that the payload states, null when it states none
 */
public record Measurement(int index, String device, String property, long phenomenonMicros, double value, String unit) {

    /** The payload has no time; the received time stands in. */
    public static final long NO_TIME = Long.MIN_VALUE;

    public Measurement {
        Objects.requireNonNull(property, "property");
    }
}
