package org.metrobed.stream.decode;

import org.metrobed.decoders.Decoders;
import org.metrobed.decoders.spi.SessionDecoder;

/** The session that a decoder keeps for one Kafka key. Mutable, one thread. */
public final class SessionState {

    private String decoder = "";
    private SessionDecoder.Session session;

    /** Log time of the last message, milliseconds since 1970 UTC. */
    long lastMillis;
    /** When the timer of this key fires; 0 if there is none. */
    long timerMillis;

    /** The initial state. */
    public SessionState() {}

    /** The saved state. */
    static SessionState of(String decoder, byte[] saved) {
        SessionState state = new SessionState();
        if (Decoders.find(decoder).orElse(null) instanceof SessionDecoder known) {
            state.decoder = decoder;
            state.session = known.restore(saved);
        }
        return state;
    }

    /** The session of a decoder; a new one if another decoder was bound before. */
    SessionDecoder.Session session(SessionDecoder by) {
        if (session == null || !decoder.equals(by.name())) {
            decoder = by.name();
            session = by.open();
        }
        return session;
    }

    String decoder() {
        return decoder;
    }

    byte[] save() {
        return session == null ? new byte[0] : session.save();
    }
}
