package org.metrobed.simulators.payload;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.metrobed.model.StatedFlag;

/**
 * The values of one thing at one instant. Immutable.
 *
 * @param time the instant as text in the payload: ISO 8601 in UTC, or text from a file that is not a time
 * @param values in the order of the payload
 */
public record PayloadSample(String time, List<Value> values) {

    /**
     * One value of a sample. Immutable.
     *
     * @param property the field's name
     * @param number the number; NaN if there is none
     * @param text text in the place of a number that is not a number; otherwise null
     * @param unit the unit of the number; null if it is the datastream's
     * @param flag what the provider states about its quality; never MISSING
     * @param known whether the receiver knows what the text stands for
     */
    public record Value(String property, double number, String text, String unit, StatedFlag flag, boolean known) {
        public Value {
            Objects.requireNonNull(property, "property");
            Objects.requireNonNull(flag, "flag");
        }

        /** A number, or NaN for a missing value. */
        public static Value of(String property, double number) {
            return new Value(property, number, null, null, StatedFlag.NONE, false);
        }

        /** Text that is not a number, unchanged. */
        public static Value unreadable(String property, String text) {
            return new Value(property, Double.NaN, Objects.requireNonNull(text, "text"), null, StatedFlag.NONE, false);
        }

        /** Whether it is a number, a missing value or a text that the receiver knows. */
        public boolean isReadable() {
            return text == null || known;
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
