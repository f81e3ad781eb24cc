package org.metrobed.stream.cleaning;

import java.io.IOException;
import java.util.ArrayList;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.analysis.order.SeenTimes;
import org.metrobed.analysis.quality.QualityState;
import org.metrobed.model.Observation;
import org.metrobed.model.params.VarInts;
import org.metrobed.stream.decode.SettingsFormat;
import org.metrobed.stream.support.ObservationFormat;
import org.metrobed.stream.support.StateFormat;

/** The format of {@link CleaningState} in checkpoints. */
public final class CleaningStateFormat extends StateFormat<CleaningState> {

    private static final long serialVersionUID = 1L;

    /** The last version whose observations have one word of verdicts. */
    private static final int ONE_WORD = 6;
    /** The last version in which a run of seen times has 20 bytes. */
    private static final int WIDE_RUNS = 7;

    /** For Flink and the topologies. */
    public CleaningStateFormat() {
        super("cleaning-state", CleaningState.class, 9, false);
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
        writeSeen(state.seen, out);
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
        state.seen = readSeen(version, in);
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

    /** A run by its distance from the end of the one before. */
    private static void writeSeen(SeenTimes seen, DataOutputView out) throws IOException {
        out.writeLong(seen.knownFrom());
        out.writeInt(seen.runs());
        long end = 0;
        for (int i = 0; i < seen.runs(); i++) {
            VarInts.write(out, seen.start(i) - end);
            VarInts.write(out, seen.step(i));
            VarInts.write(out, seen.count(i));
            end = seen.start(i) + seen.step(i) * (seen.count(i) - 1);
        }
    }

    private static SeenTimes readSeen(int version, DataInputView in) throws IOException {
        long knownFrom = in.readLong();
        int runs = in.readInt();
        long[] starts = new long[runs];
        long[] steps = new long[runs];
        int[] counts = new int[runs];
        long end = 0;
        for (int i = 0; i < runs; i++) {
            if (version <= WIDE_RUNS) {
                starts[i] = in.readLong();
                steps[i] = in.readLong();
                counts[i] = in.readInt();
            } else {
                starts[i] = end + VarInts.read(in);
                steps[i] = VarInts.read(in);
                counts[i] = VarInts.readCount(in);
                end = starts[i] + steps[i] * (counts[i] - 1);
            }
        }
        return SeenTimes.of(knownFrom, starts, steps, counts);
    }
}
