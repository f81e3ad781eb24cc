package org.metrobed.simulators.payload;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What one thing reports for one instant. Immutable.
 *
 * @param time the instant as text that goes on the wire: ISO 8601 in UTC, or whatever stood in a file and is no time
 * @param values in the order of the payload
 */
public record PayloadSample(String time, List<Value> values) {

    /**
     * One value of a sample. Immutable.
     *
     * @param property the field's name
     * @param number the number; NaN when there is none
     * @param text what stood in the place of a number and is none; null otherwise
     */
    public record Value(String property, double number, String text) {
        public Value {
            Objects.requireNonNull(property, "property");
        }

        /** A number, or NaN for a missing one. */
        public static Value of(String property, double number) {
            return new Value(property, number, null);
        }

        /** Something that is no number, as it stood. */
        public static Value unreadable(String property, String text) {
            return new Value(property, Double.NaN, Objects.requireNonNull(text, "text"));
        }
    }

    public PayloadSample {
        Objects.requireNonNull(time, "time");
        values = List.copyOf(values);
    }

    /** Values at an instant. */
    public static PayloadSample of(Instant time, List<Value> values) {
        return new PayloadSample(time.toString(), values);
    }
}
