package org.metrobed.wire.decode;

import java.util.List;

/**
 * For topics that carry no readings, such as a gateway's {@code status}: their messages stay in the raw log and are no dead
 * letters. Stateless.
 */
public final class StatusDecoder implements PayloadDecoder {

    private static final Decoded NOTHING = new Decoded(List.of(), List.of());

    @Override
    public String name() {
        return "status";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Decoded decode(String topic, byte[] payload, long receivedMillis) {
        return NOTHING;
    }
}
