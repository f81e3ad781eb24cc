package org.metrobed.launcher.check;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;

/**
 * The result of the dry run of one sample. Immutable.
 *
 * @param sample the sample
 * @param bytes the length of its payload
 * @param binding {@code testbed/binding}; empty when none fits the topic
 * @param decoder the decoder with its version, such as {@code native-json/1}; empty without a binding
 * @param stored the readings that would be stored, in the order of the message
 * @param refused the dead letters that would be written
 * @param signs liveness signals: a thing or gateway is online or offline
 * @param commands topics to which the decoder would publish
 * @param ignored names of fields whose readings the binding ignores, with their devices
 * @param findings what it shows that the author of the binding may not mean, as sentences without the sample
 */
@RecordBuilder
public record SampleReport(
        SamplePayload sample,
        int bytes,
        String binding,
        String decoder,
        List<Stored> stored,
        List<Refused> refused,
        List<Seen> signs,
        List<String> commands,
        List<String> ignored,
        List<String> findings) {

    /**
     * A reading that would be stored.
     *
     * @param index index of the reading in the message; below -1 for a derived reading
     * @param datastream its id
     * @param time the phenomenon time
     * @param timeFrom {@code payload}, or {@code received} when the payload has no time, or {@code derived}
     * @param value the value in {@code unit}; NaN when missing
     * @param unit the unit of the datastream
     * @param field the payload's name of the property, empty for a derived reading
     * @param rawValue the payload's number, NaN for a derived reading
     * @param rawUnit the payload's unit, empty when the payload has no unit
     * @param marks what decoding marks in it, such as a time stamp that is not believed
     */
    @RecordBuilder
    public record Stored(
            int index,
            String datastream,
            Instant time,
            String timeFrom,
            double value,
            String unit,
            String field,
            double rawValue,
            String rawUnit,
            List<String> marks) {}

    /**
     * A dead letter that would be written.
     *
     * @param index index of the reading, -1 for the whole message
     * @param stage {@code decode} or {@code locate}
     * @param reason the reason code
     * @param detail a sentence for people
     */
    public record Refused(int index, String stage, String reason, String detail) {}

    /**
     * A liveness signal.
     *
     * @param of the thing or gateway, empty when the message does not name it
     * @param state online or offline
     * @param time the time of the signal
     * @param timeFrom {@code payload} or {@code received}
     */
    public record Seen(String of, String state, Instant time, String timeFrom) {}

    public SampleReport {
        stored = List.copyOf(stored);
        refused = List.copyOf(refused);
        signs = List.copyOf(signs);
        commands = List.copyOf(commands);
        ignored = List.copyOf(ignored);
        findings = List.copyOf(findings);
    }

    /** Whether the sample has no dead letters. */
    public boolean isClean() {
        return refused.isEmpty();
    }
}
