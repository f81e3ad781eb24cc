package org.metrobed.stream.cleaning;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.stream.decode.SettingsFormat;
import org.metrobed.stream.support.ObservationFormat;
import org.metrobed.stream.support.StateFormat;

/** The format of cleaned steps between operators that are not chained. */
public final class CleanedFormat extends StateFormat<CleanedStep> {

    private static final long serialVersionUID = 1L;

    /** The last version whose observations have one word of verdicts. */
    private static final int ONE_WORD = 5;

    /** For Flink and the topologies. */
    public CleanedFormat() {
        super("cleaned-reading", CleanedStep.class, 6, true);
    }

    @Override
    public void write(CleanedStep step, DataOutputView out) throws IOException {
        out.writeUTF(step.datastream());
        out.writeBoolean(step.observation() != null);
        if (step.observation() != null) {
            ObservationFormat.writeFields(step.observation(), out);
        }
        out.writeBoolean(step.late());
        out.writeLong(step.clockMicros());
        out.writeBoolean(step.quiet());
        out.writeLong(step.logMillis());
        SettingsFormat.write(step.settings(), out);
    }

    @Override
    public CleanedStep read(int version, DataInputView in) throws IOException {
        requireSince(ONE_WORD, version);
        return new CleanedStep(
                in.readUTF(),
                in.readBoolean() ? ObservationFormat.readFields(version == ONE_WORD ? 2 : 3, in) : null,
                in.readBoolean(),
                in.readLong(),
                in.readBoolean(),
                in.readLong(),
                SettingsFormat.read(in));
    }
}
