package org.metrobed.stream.detection;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.core.detect.ThresholdEpisode;
import org.metrobed.stream.support.Form;

/** How {@link Episodes} are written into checkpoints. */
public final class EpisodesForm extends Form<Episodes> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public EpisodesForm() {
        super("threshold-episodes", Episodes.class, 2, false);
    }

    @Override
    public void write(Episodes state, DataOutputView out) throws IOException {
        out.writeInt(state.byRule.size());
        for (Map.Entry<String, ThresholdEpisode> entry : state.byRule.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeLong(entry.getValue().onsetMicros());
            out.writeBoolean(entry.getValue().open());
            out.writeDouble(entry.getValue().peak());
            out.writeInt(entry.getValue().told());
        }
    }

    @Override
    public Episodes read(int version, DataInputView in) throws IOException {
        Episodes state = new Episodes();
        state.byRule = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            state.byRule.put(in.readUTF(), readEpisode(version, in));
        }
        return state;
    }

    /** Version 1 did not tell of episodes that were pending. */
    private static ThresholdEpisode readEpisode(int version, DataInputView in) throws IOException {
        long onset = in.readLong();
        boolean open = in.readBoolean();
        double peak = in.readDouble();
        return new ThresholdEpisode(onset, open, peak, version > 1 ? in.readInt() : open ? 1 : 0);
    }
}
