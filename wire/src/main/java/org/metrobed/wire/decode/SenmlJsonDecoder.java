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
    public Decoded decode(String topic, byte[] payload, long receivedMillis) {
        return Json.decode(payload, parser -> new SenmlReader(parser, receivedMillis).read());
    }
}
