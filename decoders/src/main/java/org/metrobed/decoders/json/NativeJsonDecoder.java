package org.metrobed.decoders.json;

import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.spi.PayloadDecoder;
import org.metrobed.decoders.text.Json;

/**
 * Metrobed's own JSON: {@code {"t":"2026-05-01T12:00:00.000Z","o":{"pm25":12.4,"no2":{"v":31,"u":"[ppb]"}}}}, or an
 * array of these. A value that is null or NaN is missing. Without {@code t} the received time is used. Fields other
 * than {@code t} and {@code o} are ignored. Stateless.
 */
public final class NativeJsonDecoder implements PayloadDecoder {

    @Override
    public String name() {
        return "native-json";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "Our own JSON: {\"t\": time, \"o\": {field: value}} or an array of these. Time: t, else the received time.";
    }

    @Override
    public Decoded decode(Message message) {
        return Json.decode(message.payload(), parser -> new NativeJsonReader(parser).read());
    }
}
