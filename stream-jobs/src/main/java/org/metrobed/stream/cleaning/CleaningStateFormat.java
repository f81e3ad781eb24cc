package org.metrobed.stream.cleaning;

import java.io.IOException;
import java.util.ArrayList;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.analysis.order.SeenTimes;
import org.metrobed.analysis.quality.QualityState;
import org.metrobed.model.Observation;
import org.metrobed.stream.decode.SettingsFormat;
import org.metrobed.stream.support.ObservationFormat;
import org.metrobed.stream.support.StateFormat;

/** The format of {@link CleaningState} in checkpoints. */
public final class CleaningStateFormat extends StateFormat<CleaningState> {

    private static final long serialVersionUID = 1L;

    /** The last version whose observations have one word of verdicts. */
    private static final int ONE_WORD = 6;

    /** For Flink and the topologies. */
    public CleaningStateFormat() {
        super("cleaning-state", CleaningState.class, 8, false);
    }

    @Override
    public void write(CleaningState state, DataOutputView out) throws IOException {
        out.writeBoolean(state.settings() != null);
        if (state.settings() != null) {
            SettingsFormat.write(state.settings(), out);
        }
        out.writeLong(state.newestMicros);
        out.writeLong(state.clockMicros);
        out.writeLong(state.lastReceivedMillis);
        out.writeBoolean(state.idle);
        out.writeLong(state.timerMillis);
        out.writeLong(state.seen.knownFrom());
        out.writeInt(state.seen.runs());
        for (int i = 0; i < state.seen.runs(); i++) {
            out.writeLong(state.seen.start(i));
            out.writeLong(state.seen.step(i));
            out.writeInt(state.seen.count(i));
        }
        out.writeInt(state.waiting.size());
        for (Observation observation : state.waiting) {
            ObservationFormat.writeFields(observation, out);
        }
        out.writeLong(state.emittedMicros);
        state.quality.write(out);
        out.writeByte(state.held.size());
        for (Observation observation : state.held) {
            ObservationFormat.writeFields(observation, out);
        }
        PeerStateFormat.write(state.peers, out);
    }

    @Override
    public CleaningState read(int version, DataInputView in) throws IOException {
        requireSince(ONE_WORD, version);
        int observations = version == ONE_WORD ? 2 : 3;
        CleaningState state = new CleaningState();
        if (in.readBoolean()) {
            state.use(SettingsFormat.read(in));
        }
        state.newestMicros = in.readLong();
        state.clockMicros = in.readLong();
        state.lastReceivedMillis = in.readLong();
        state.idle = in.readBoolean();
        state.timerMillis = in.readLong();
        state.seen = readSeen(in);
        int waiting = in.readInt();
        state.waiting = new ArrayList<>(waiting);
        for (int i = 0; i < waiting; i++) {
            state.waiting.add(ObservationFormat.readFields(observations, in));
        }
        state.emittedMicros = in.readLong();
        state.quality = QualityState.read(in);
        for (int left = in.readByte(); left > 0; left--) { // versions before 8 wrote whether there is one
            state.held.add(ObservationFormat.readFields(observations, in));
        }
        state.peers = PeerStateFormat.read(in);
        return state;
    }

    private static SeenTimes readSeen(DataInputView in) throws IOException {
        long knownFrom = in.readLong();
        int runs = in.readInt();
        long[] starts = new long[runs];
        long[] steps = new long[runs];
        int[] counts = new int[runs];
        for (int i = 0; i < runs; i++) {
            starts[i] = in.readLong();
            steps[i] = in.readLong();
            counts[i] = in.readInt();
        }
        return SeenTimes.of(knownFrom, starts, steps, counts);
    }
}
