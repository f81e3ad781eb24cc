package org.metrobed.stream.decode;

import java.nio.ByteBuffer;
import org.metrobed.stream.support.RecordFormat;

/** The format of {@link SessionState} in checkpoints: the decoder's name and its saved session. */
public final class SessionStateFormat extends RecordFormat<SessionState, SessionStateFormat.Saved> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public SessionStateFormat() {
        super("decoder-sessions", SessionState.class, Saved.class, false);
    }

    /** The fields that are written. */
    record Saved(String decoder, ByteBuffer session, long lastMillis, long timerMillis) {}

    @Override
    protected Saved saved(SessionState state) {
        return new Saved(state.decoder(), ByteBuffer.wrap(state.save()), state.lastMillis, state.timerMillis);
    }

    @Override
    protected SessionState restored(Saved saved) {
        byte[] session = new byte[saved.session.remaining()];
        saved.session.get(session);
        SessionState state = SessionState.of(saved.decoder, session);
        state.lastMillis = saved.lastMillis;
        state.timerMillis = saved.timerMillis;
        return state;
    }
}
