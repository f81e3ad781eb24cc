package org.metrobed.decoders.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import org.metrobed.decoders.spi.DecoderOption;
import org.metrobed.decoders.spi.DecoderOptionException;
import org.metrobed.decoders.spi.DecoderOptions;
import org.metrobed.decoders.text.JsonPath;
import org.metrobed.decoders.text.PlacedNode;

/**
 * How far apart the samples of a block are, from the options {@code step} and {@code rate}. Immutable.
 *
 * @param micros microseconds from one sample to the next, at least 1; not used if the payload states the rate
 * @param rate where the payload states the rate in hertz; null if the options state it
 */
record SampleSpacing(double micros, JsonPath rate) {

    static final List<DecoderOption> OPTIONS = List.of(
            new DecoderOption(
                    "step",
                    "The duration, such as PT0.001S, from one sample to the next, where one time is stated for a block of"
                            + " samples: sample i of an array at a field is at time + i steps, as is element i of each if"
                            + " time is that of the message (root:) or of what encloses the reading (up:).",
                    false),
            new DecoderOption(
                    "rate", "In place of step the samples in a second: a number, or the JSON Pointer of one.", false));

    private static final double SECOND_MICROS = 1e6;

    /**
     * The spacing that options define; null if they define none.
     *
     * @throws DecoderOptionException if they cannot be used
     */
    static SampleSpacing of(DecoderOptions options) {
        String step = options.text("step", null);
        JsonNode rate = options.find("rate").orElse(null);
        if (step != null && rate != null) {
            throw new DecoderOptionException("rate and step exclude each other: state one");
        }
        if (rate != null && rate.isTextual()) {
            return new SampleSpacing(Double.NaN, JsonPath.parse("rate", rate.textValue()));
        }
        if (step == null && rate == null) {
            return null;
        }
        double micros = step != null ? micros(step) : rate.isNumber() ? SECOND_MICROS / rate.doubleValue() : Double.NaN;
        if (!isSpacing(micros)) {
            throw new DecoderOptionException((step == null ? "rate" : "step")
                    + " must be a positive " + (step == null ? "number of hertz" : "duration such as PT0.001S")
                    + ", for a step of at least a microsecond");
        }
        return new SampleSpacing(micros, null);
    }

    /** Microseconds from one sample to the next in a message; NaN if it states no rate that can be. */
    double micros(PlacedNode element) {
        if (rate == null) {
            return micros;
        }
        JsonNode stated = rate.find(element);
        double ofRate = stated != null && stated.isNumber() ? SECOND_MICROS / stated.doubleValue() : Double.NaN;
        return isSpacing(ofRate) ? ofRate : Double.NaN;
    }

    private static boolean isSpacing(double micros) {
        return micros >= 1 && micros < Double.POSITIVE_INFINITY;
    }

    private static double micros(String step) {
        try {
            return Duration.parse(step).toNanos() / 1e3;
        } catch (DateTimeException | ArithmeticException e) {
            return Double.NaN;
        }
    }
}
