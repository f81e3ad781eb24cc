package org.metrobed.stream.decode;

import org.metrobed.decoders.Decoders;
import org.metrobed.decoders.spi.SessionDecoder;

/** What is remembered of one Kafka key for a decoder that keeps a session. Mutable, one thread. */
public final class SessionState {

    private String decoder = "";
    private SessionDecoder.Session session;

    /** Log time of the last message, milliseconds since 1970 UTC. */
    long lastMillis;
    /** When the timer of this key fires, 0 when there is none. */
    long timerMillis;

    /** A state that has seen nothing. */
    public SessionState() {}

    /** The state that was saved. */
    static SessionState of(String decoder, byte[] saved) {
        SessionState state = new SessionState();
        if (Decoders.find(decoder).orElse(null) instanceof SessionDecoder known) {
            state.decoder = decoder;
            state.session = known.restore(saved);
        }
        return state;
    }

    /** The session for a decoder; a new one when another decoder was bound before. */
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
