package org.metrobed.stream.liveness;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.core.model.Liveness;
import org.metrobed.core.order.ClockSkew;
import org.metrobed.stream.support.Counts;
import org.metrobed.stream.support.Form;

/** How {@link LivenessState} is written into checkpoints. */
public final class LivenessStateForm extends Form<LivenessState> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public LivenessStateForm() {
        super(LivenessState.class, 1, false);
    }

    @Override
    public void write(LivenessState state, DataOutputView out) throws IOException {
        out.writeUTF(state.gateway);
        out.writeLong(state.heardMillis);
        out.writeLong(state.phenomenonMicros);
        out.writeUTF(state.status.word());
        out.writeLong(state.statusMillis);
        out.writeLong(state.timerMillis);
        long[] samples = state.skew.samples();
        Counts.writeByte(samples.length, "samples", out);
        for (long sample : samples) {
            out.writeLong(sample);
        }
        out.writeByte(state.skew.next());
        out.writeLong(state.skew.lastMinute());
    }

    @Override
    public LivenessState read(int version, DataInputView in) throws IOException {
        LivenessState state = new LivenessState();
        state.gateway = in.readUTF();
        state.heardMillis = in.readLong();
        state.phenomenonMicros = in.readLong();
        state.status = Liveness.Status.parse(in.readUTF());
        state.statusMillis = in.readLong();
        state.timerMillis = in.readLong();
        long[] samples = new long[in.readUnsignedByte()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = in.readLong();
        }
        state.skew = new ClockSkew(samples, in.readUnsignedByte(), in.readLong());
        return state;
    }
}
