package org.metrobed.decoders.senml;

import java.util.function.UnaryOperator;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.spi.PayloadDecoder;
import org.metrobed.decoders.text.Json;

/**
 * SenML in JSON, RFC 8428. Base fields are resolved. Relative times (below 2^28 s) are counted from the received time.
 * A number becomes a measurement, a boolean becomes 1 or 0. A sum becomes a measurement of the property with
 * {@code .sum} appended; its unit is multiplied by seconds. Texts and data are rejected. The name is divided at its
 * last {@code :} or {@code /} into device and property. Stateless.
 */
public final class SenmlJsonDecoder implements PayloadDecoder {

    @Override
    public String name() {
        return "senml-json";
    }

    @Override
    public int version() {
        return 4;
    }

    @Override
    public String summary() {
        return "SenML in JSON, RFC 8428, base fields resolved; the name is divided at its last : or / into device and"
                + " property; vb is 1 or 0, a sum s becomes property.sum. Time: bt + t, relative ones from the received"
                + " time, else the received time.";
    }

    @Override
    public Decoded decode(Message message) {
        return Json.decode(
                message.payload(),
                parser -> new SenmlReader(parser, message.receivedMicros(), UnaryOperator.identity()).read());
    }
}
