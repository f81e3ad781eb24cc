package org.metrobed.decoders.bare;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.DecoderOption;
import org.metrobed.decoders.spi.DecoderOptions;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.spi.PayloadDecoder;
import org.metrobed.decoders.text.Json;
import org.metrobed.decoders.text.NumberOptions;
import org.metrobed.decoders.text.NumberText;
import org.metrobed.decoders.text.Quote;
import org.metrobed.decoders.text.Utf8;
import org.metrobed.model.DeadLetter.Reason;
import org.metrobed.model.text.NumberStyle;

/**
 * A payload that is one value: {@code 21.9}, {@code "21.9"} or {@code null}, as Homie, Home Assistant and many boards publish
 * it. Other texts, such as {@code on} or {@code 21.9 °C}, are given to the binding as a word. An empty payload clears a retained
 * message and is the empty word. Immutable; thread-safe.
 */
public final class PlainTextDecoder implements PayloadDecoder {

    private static final String FIELD = "value";
    private static final int MAX_BYTES = 1_000;

    private final NumberStyle numbers;

    /** The instance in the registry. */
    public PlainTextDecoder() {
        this(NumberStyle.PLAIN);
    }

    private PlainTextDecoder(NumberStyle numbers) {
        this.numbers = numbers;
    }

    @Override
    public String name() {
        return "plain-text";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "A payload that is one value, the field value: a number, bare or in quotes, or null; other texts as on or"
                + " 21.9 °C become numbers by values or texts of the binding. A topic with {property} names the field. Time: the"
                + " received time.";
    }

    @Override
    public List<DecoderOption> options() {
        return NumberOptions.OPTIONS;
    }

    @Override
    public PayloadDecoder with(DecoderOptions options) {
        return new PlainTextDecoder(NumberOptions.of(options));
    }

    @Override
    public Decoded decode(Message message) {
        int length = Utf8.length(message.payload());
        if (length > MAX_BYTES) {
            return Decoded.rejected(
                    Reason.TOO_LARGE,
                    "the payload has " + length + " bytes, must be one value of at most " + MAX_BYTES);
        }
        Optional<String> text = Utf8.text(message.payload()).map(PlainTextDecoder::unquoted);
        return text.map(this::decode).orElseGet(() -> Json.malformed("the payload is not UTF-8"));
    }

    private Decoded decode(String text) {
        OptionalDouble number = text.equals("null") ? OptionalDouble.of(Double.NaN) : NumberText.parse(text, numbers);
        if (number.isPresent()) {
            return new Decoded(
                    List.of(new Measurement(0, null, FIELD, Measurement.NO_TIME, number.getAsDouble(), null)),
                    List.of());
        }
        Reason reason = text.isEmpty() ? Reason.EMPTY : Reason.NOT_A_NUMBER;
        String detail = text.isEmpty()
                ? "the payload is empty, must be a number"
                : "the payload is '" + Quote.name(text) + "', must be a number";
        Decoded.Word word = new Decoded.Word(text, Measurement.NO_TIME, null);
        return new Decoded(List.of(), List.of(new Decoded.Rejection(0, reason, detail, null, FIELD, word)));
    }

    private static String unquoted(String text) {
        String bare = text.strip();
        boolean quoted = bare.length() >= 2 && bare.startsWith("\"") && bare.endsWith("\"");
        return quoted ? bare.substring(1, bare.length() - 1).strip() : bare;
    }
}
