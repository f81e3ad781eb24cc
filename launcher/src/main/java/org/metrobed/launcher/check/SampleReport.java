package org.metrobed.launcher.check;

import java.time.Instant;
import java.util.List;

/**
 * What would become of one sample. Immutable.
 *
 * @param sample the sample
 * @param bytes how long its payload is
 * @param binding {@code testbed/binding}; empty when none fits the topic
 * @param decoder with its version, such as {@code native-json/1}; empty without a binding
 * @param stored what would be stored, in the order of the message
 * @param refused what would become a dead letter
 * @param signs signs of life and death
 * @param commands topics that the decoder would publish to
 */
public record SampleReport(
        SamplePayload sample,
        int bytes,
        String binding,
        String decoder,
        List<Stored> stored,
        List<Refused> refused,
        List<Seen> signs,
        List<String> commands) {

    /**
     * A reading that would be stored.
     *
     * @param index of the reading in the message; below -1 for what is derived from readings
     * @param datastream its id
     * @param time the phenomenon time
     * @param timeFrom {@code payload}, or {@code received} when the payload has no time, or {@code derived}
     * @param value in {@code unit}; NaN when missing
     * @param unit the datastream's
     * @param field the payload's name of the property, empty for what is derived
     * @param rawValue the payload's number, NaN for what is derived
     * @param rawUnit the payload's unit, empty when it states none
     */
    public record Stored(
            int index,
            String datastream,
            Instant time,
            String timeFrom,
            double value,
            String unit,
            String field,
            double rawValue,
            String rawUnit) {}

    /**
     * What would become a dead letter.
     *
     * @param index of the reading, -1 for the whole message
     * @param stage {@code decode} or {@code locate}
     * @param reason the code
     * @param detail the sentence
     */
    public record Refused(int index, String stage, String reason, String detail) {}

    /**
     * A sign of life or death.
     *
     * @param of the thing or gateway, empty when nothing names it
     * @param state online or offline
     * @param time when
     * @param timeFrom {@code payload} or {@code received}
     */
    public record Seen(String of, String state, Instant time, String timeFrom) {}

    public SampleReport {
        stored = List.copyOf(stored);
        refused = List.copyOf(refused);
        signs = List.copyOf(signs);
        commands = List.copyOf(commands);
    }

    /** Whether nothing would be refused. */
    public boolean isClean() {
        return refused.isEmpty();
    }
}
