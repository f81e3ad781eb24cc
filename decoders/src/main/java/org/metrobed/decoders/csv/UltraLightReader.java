package org.metrobed.decoders.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.text.NumberText;
import org.metrobed.decoders.text.Quote;
import org.metrobed.decoders.text.TimeFormat;
import org.metrobed.model.DeadLetter.Reason;

/** Reads one UltraLight message. Used once, by one thread. */
final class UltraLightReader {

    private final TimeFormat times;
    private final List<Measurement> measurements = new ArrayList<>();
    private final List<Decoded.Rejection> rejections = new ArrayList<>();
    private int index;

    UltraLightReader(TimeFormat times) {
        this.times = times;
    }

    /**
     * Reads a message.
     *
     * @param attribute the field whose value the text is; null if the text names its fields
     */
    Decoded read(String attribute, String text) {
        if (attribute != null) {
            readPair(attribute, text.strip(), Measurement.NO_TIME);
            return new Decoded(measurements, rejections);
        }
        int number = 0;
        for (String group : text.split("#", -1)) {
            number++;
            String fault = group.isBlank() ? null : readGroup(group.split("\\|", -1));
            if (fault != null) {
                return Decoded.rejected(Reason.MALFORMED, "group " + number + " " + fault);
            }
        }
        return index == 0
                ? Decoded.rejected(Reason.EMPTY, "the payload has no reading")
                : new Decoded(measurements, rejections);
    }

    /**
     * Reads a group.
     *
     * @return the fault in the format of the group, as text; null if there is none
     */
    private String readGroup(String[] parts) {
        boolean timed = parts.length % 2 == 1;
        long micros = timed ? times.micros(parts[0].strip()) : Measurement.NO_TIME;
        if (timed && (micros == TimeFormat.INVALID || parts.length == 1)) {
            return parts.length == 1
                    ? "has no pair field|value"
                    : "has a field without a value, or the time '" + Quote.name(parts[0]) + "', which must be "
                            + times.words();
        }
        for (int i = timed ? 1 : 0; i < parts.length; i += 2) {
            readPair(parts[i].strip(), parts[i + 1].strip(), micros);
        }
        return null;
    }

    private void readPair(String field, String value, long micros) {
        OptionalDouble number = number(value);
        if (field.isEmpty()) {
            reject(Reason.MALFORMED, null, "a value has no field", null);
        } else if (number.isEmpty()) {
            reject(
                    Reason.NOT_A_NUMBER,
                    field,
                    Quote.name(field) + " is '" + Quote.name(value) + "', must be a number, true or false",
                    new Decoded.Word(value, micros, null));
        } else {
            measurements.add(new Measurement(index++, null, field, micros, number.getAsDouble(), null));
        }
    }

    private static OptionalDouble number(String value) {
        return value.isEmpty() ? OptionalDouble.of(Double.NaN) : NumberText.parse(value);
    }

    private void reject(Reason reason, String field, String detail, Decoded.Word word) {
        rejections.add(new Decoded.Rejection(index++, reason, detail, null, field, word));
    }
}
