package org.metrobed.stream.decode;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.model.Liveness;
import org.metrobed.stream.support.StateFormat;

/** How sightings cross the network. */
public final class LivenessSignalFormat extends StateFormat<LivenessSignal> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public LivenessSignalFormat() {
        super(LivenessSignal.class, 1, true);
    }

    @Override
    public void write(LivenessSignal livenessSignal, DataOutputView out) throws IOException {
        out.writeUTF(livenessSignal.kind().word());
        out.writeUTF(livenessSignal.id());
        out.writeUTF(livenessSignal.gateway());
        out.writeLong(livenessSignal.receivedMillis());
        out.writeLong(livenessSignal.phenomenonMicros());
        out.writeUTF(livenessSignal.status().word());
    }

    @Override
    public LivenessSignal read(int version, DataInputView in) throws IOException {
        return new LivenessSignal(
                Liveness.Kind.parse(in.readUTF()),
                in.readUTF(),
                in.readUTF(),
                in.readLong(),
                in.readLong(),
                Liveness.Status.parse(in.readUTF()));
    }
}
