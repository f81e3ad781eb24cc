package org.metrobed.decoders.csv;

import java.util.List;
import java.util.Optional;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.DecoderOption;
import org.metrobed.decoders.spi.DecoderOptions;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.spi.PayloadDecoder;
import org.metrobed.decoders.text.TimeFormat;
import org.metrobed.decoders.text.Utf8;
import org.metrobed.model.DeadLetter.Reason;

/**
 * FIWARE UltraLight 2.0: {@code t|15|k|abc}, pairs of field and value. Groups are divided by {@code #} and may begin
 * with an ISO time. If the topic ends in {@code /attrs/FIELD}, the payload is the value alone. The binding finds the
 * device in the topic. Commands and their results contain no readings. Immutable; thread-safe.
 */
public final class UltraLightDecoder implements PayloadDecoder {

    private final TimeFormat times;

    /** A decoder without options. */
    public UltraLightDecoder() {
        this(TimeFormat.ISO);
    }

    private UltraLightDecoder(TimeFormat times) {
        this.times = times;
    }

    @Override
    public String name() {
        return "ultralight-2";
    }

    @Override
    public int version() {
        return 3;
    }

    @Override
    public String summary() {
        return "FIWARE UltraLight 2.0: field|value pairs, groups divided by #; true and false are 1 and 0 of a state, an empty value is"
                + " missing; results of commands hold no reading. Time: the ISO time that begins the group, else the received time.";
    }

    @Override
    public List<DecoderOption> options() {
        return TimeFormat.CLOCK_OPTIONS;
    }

    @Override
    public PayloadDecoder with(DecoderOptions options) {
        return new UltraLightDecoder(TimeFormat.of(options));
    }

    @Override
    public Decoded decode(Message message) {
        if (message.topic().endsWith("/cmdexe") || message.topic().endsWith("/cmd")) {
            return Decoded.NOTHING;
        }
        Optional<String> text = Utf8.text(message.payload());
        if (text.isEmpty()) {
            return Decoded.rejected(Reason.MALFORMED, "the payload is not UTF-8");
        }
        if (text.get().isBlank()) {
            return Decoded.rejected(Reason.EMPTY, "the payload is blank");
        }
        return times.settle(new UltraLightReader(times).read(attribute(message.topic()), text.get()), message);
    }

    /** The field that the topic names after {@code attrs}; null if there is none. */
    private static String attribute(String topic) {
        int last = topic.lastIndexOf('/');
        boolean named = last > 0 && topic.substring(0, last).endsWith("/attrs");
        return named && last + 1 < topic.length() ? topic.substring(last + 1) : null;
    }
}
