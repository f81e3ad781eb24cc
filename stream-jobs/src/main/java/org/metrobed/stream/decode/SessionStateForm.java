package org.metrobed.stream.decode;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.stream.support.Form;

/** How {@link SessionState} is written into checkpoints: the decoder's name and what its session saves. */
public final class SessionStateForm extends Form<SessionState> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public SessionStateForm() {
        super("decoder-sessions", SessionState.class, 1, false);
    }

    @Override
    public void write(SessionState state, DataOutputView out) throws IOException {
        byte[] saved = state.save();
        out.writeUTF(state.decoder());
        out.writeInt(saved.length);
        out.write(saved);
        out.writeLong(state.lastMillis);
        out.writeLong(state.timerMillis);
    }

    @Override
    public SessionState read(int version, DataInputView in) throws IOException {
        String decoder = in.readUTF();
        byte[] saved = new byte[in.readInt()];
        in.readFully(saved);
        SessionState state = SessionState.of(decoder, saved);
        state.lastMillis = in.readLong();
        state.timerMillis = in.readLong();
        return state;
    }
}
