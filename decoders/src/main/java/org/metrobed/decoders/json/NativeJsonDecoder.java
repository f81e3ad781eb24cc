package org.metrobed.decoders.json;

import java.util.List;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.DecoderOption;
import org.metrobed.decoders.spi.DecoderOptions;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.spi.PayloadDecoder;
import org.metrobed.decoders.text.Json;
import org.metrobed.decoders.text.TimeFormat;

/**
 * Metrobed's own JSON: {@code {"t":"2026-05-01T12:00:00.000Z","o":{"pm25":12.4,"no2":{"v":31,"u":"[ppb]","qc":3}}}}, or an
 * array of these. u is the unit, qc the QARTOD flag of the sender; {@code "censored":true} states that the value is too small or too large to be stated. A value that is null or NaN, or has the flag 9, is missing; true and false are 1 and 0 of a state. Without {@code t} the received time is used. Fields other
 * than {@code t} and {@code o} are ignored. Immutable; thread-safe.
 */
public final class NativeJsonDecoder implements PayloadDecoder {

    private final TimeFormat times;

    /** A decoder without options. */
    public NativeJsonDecoder() {
        this(TimeFormat.ISO);
    }

    private NativeJsonDecoder(TimeFormat times) {
        this.times = times;
    }

    @Override
    public String name() {
        return "native-json";
    }

    @Override
    public int version() {
        return 3;
    }

    @Override
    public String summary() {
        return "Our own JSON: {\"t\": time, \"o\": {field: value}}, where value is a number or {\"v\": number, \"u\": unit,"
                + " \"qc\": QARTOD flag, \"censored\": whether the value is too small or too large to be stated}; an array of these, or several, each on a line of its own;"
                + " true and false are 1 and 0 of a state. Time: t, else the received time.";
    }

    @Override
    public List<DecoderOption> options() {
        return TimeFormat.CLOCK_OPTIONS;
    }

    @Override
    public PayloadDecoder with(DecoderOptions options) {
        return new NativeJsonDecoder(TimeFormat.of(options));
    }

    @Override
    public Decoded decode(Message message) {
        return times.settle(
                Json.decode(message.payload(), parser -> new NativeJsonReader(parser, times).read()), message);
    }
}
