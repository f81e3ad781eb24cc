package org.metrobed.stream.liveness;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.core.detect.IngestSilence;
import org.metrobed.stream.support.Form;

/** How {@link IngestSilence} is written into checkpoints. */
public final class IngestSilenceForm extends Form<IngestSilence> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public IngestSilenceForm() {
        super("ingest-silence", IngestSilence.class, 1, false);
    }

    @Override
    public void write(IngestSilence state, DataOutputView out) throws IOException {
        Map<String, IngestSilence.Known> instances = new TreeMap<>(state.instances());
        out.writeLong(state.behindMillis());
        out.writeInt(instances.size());
        for (Map.Entry<String, IngestSilence.Known> entry : instances.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeLong(entry.getValue().lastMillis());
            out.writeBoolean(entry.getValue().silent());
        }
    }

    @Override
    public IngestSilence read(int version, DataInputView in) throws IOException {
        long behind = in.readLong();
        Map<String, IngestSilence.Known> instances = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            instances.put(in.readUTF(), new IngestSilence.Known(in.readLong(), in.readBoolean()));
        }
        return new IngestSilence(behind, instances);
    }
}
