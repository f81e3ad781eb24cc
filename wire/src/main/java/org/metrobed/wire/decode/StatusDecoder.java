package org.metrobed.wire.decode;

/**
 * For topics that carry no readings, such as a gateway's {@code status}: their messages stay in the raw log and are no dead
 * letters. Stateless.
 */
public final class StatusDecoder implements PayloadDecoder {

    @Override
    public String name() {
        return "status";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "A gateway's status: online or offline, retained or as a last will; no readings.";
    }

    @Override
    public Decoded decode(Message message) {
        return Decoded.NOTHING;
    }
}
