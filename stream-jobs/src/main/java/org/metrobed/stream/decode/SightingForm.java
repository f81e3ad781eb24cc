package org.metrobed.stream.decode;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.core.model.Liveness;
import org.metrobed.stream.support.Form;

/** How sightings cross the network. */
public final class SightingForm extends Form<Sighting> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public SightingForm() {
        super("liveness-signal", Sighting.class, 1, true);
    }

    @Override
    public void write(Sighting sighting, DataOutputView out) throws IOException {
        out.writeUTF(sighting.kind().word());
        out.writeUTF(sighting.id());
        out.writeUTF(sighting.gateway());
        out.writeLong(sighting.receivedMillis());
        out.writeLong(sighting.phenomenonMicros());
        out.writeUTF(sighting.status().word());
    }

    @Override
    public Sighting read(int version, DataInputView in) throws IOException {
        return new Sighting(
                Liveness.Kind.parse(in.readUTF()),
                in.readUTF(),
                in.readUTF(),
                in.readLong(),
                in.readLong(),
                Liveness.Status.parse(in.readUTF()));
    }
}
