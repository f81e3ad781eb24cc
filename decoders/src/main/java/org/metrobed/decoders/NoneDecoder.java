package org.metrobed.decoders;

import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.spi.PayloadDecoder;

/**
 * A decoder for topics without readings: their messages stay in the raw log and do not become dead letters. Stateless.
 */
public final class NoneDecoder implements PayloadDecoder {

    @Override
    public String name() {
        return "none";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "Anything: kept in the raw log, no readings and no dead letters.";
    }

    @Override
    public Decoded decode(Message message) {
        return Decoded.NOTHING;
    }
}
