package org.metrobed.stream.liveness;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.core.model.Liveness;
import org.metrobed.stream.support.Form;

/** How liveness rows are written where the chain of operators is broken. */
public final class LivenessForm extends Form<Liveness> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public LivenessForm() {
        super("liveness", Liveness.class, 1, true);
    }

    @Override
    public void write(Liveness row, DataOutputView out) throws IOException {
        out.writeUTF(row.kind().word());
        out.writeUTF(row.id());
        out.writeUTF(row.gateway());
        out.writeLong(row.heardMillis());
        out.writeLong(row.phenomenonMicros());
        out.writeUTF(row.status().word());
        out.writeLong(row.statusMillis());
        out.writeLong(row.skewMillis());
        out.writeInt(row.skewSamples());
    }

    @Override
    public Liveness read(int version, DataInputView in) throws IOException {
        return new Liveness(
                Liveness.Kind.parse(in.readUTF()),
                in.readUTF(),
                in.readUTF(),
                in.readLong(),
                in.readLong(),
                Liveness.Status.parse(in.readUTF()),
                in.readLong(),
                in.readLong(),
                in.readInt());
    }
}
