package org.metrobed.stream.detection;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.core.alert.Standing;
import org.metrobed.stream.decode.WatchForm;
import org.metrobed.stream.support.Form;

/** How {@link Standing} is written between operators and into checkpoints. */
public final class StandingForm extends Form<Standing> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public StandingForm() {
        super("deviation", Standing.class, 1, true);
    }

    @Override
    public void write(Standing standing, DataOutputView out) throws IOException {
        out.writeUTF(standing.datastream());
        out.writeLong(standing.atMicros());
        out.writeLong(standing.recordedMillis());
        out.writeDouble(standing.value());
        out.writeDouble(standing.expected());
        out.writeDouble(standing.expectedLow());
        out.writeDouble(standing.expectedHigh());
        WatchForm.write(standing.site(), out);
    }

    @Override
    public Standing read(int version, DataInputView in) throws IOException {
        return new Standing(
                in.readUTF(),
                in.readLong(),
                in.readLong(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                WatchForm.readSite(in));
    }
}
