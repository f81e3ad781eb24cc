package org.metrobed.wire.decode;

/**
 * SenML in JSON, RFC 8428: base fields are resolved, relative times (below 2^28 s) count from the received time. A record
 * with a number becomes a measurement; texts, truth values, data and bare sums are rejected. The name is divided at its last
 * {@code :} or {@code /} into device and property. Stateless.
 */
public final class SenmlJsonDecoder implements PayloadDecoder {

    @Override
    public String name() {
        return "senml-json";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "SenML in JSON, RFC 8428, base fields resolved. Time: bt + t, relative ones from the received time, else the received time.";
    }

    @Override
    public Decoded decode(Message message) {
        return Json.decode(message.payload(), parser -> new SenmlReader(parser, message.receivedMillis()).read());
    }
}
