package org.metrobed.stream.cleaning;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.stream.decode.SettingsForm;
import org.metrobed.stream.support.Form;
import org.metrobed.stream.support.ObservationForm;

/** How cleaned steps are written where the chain of operators is broken. */
public final class CleanedForm extends Form<Cleaned> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public CleanedForm() {
        super(Cleaned.class, 5, true);
    }

    @Override
    public void write(Cleaned step, DataOutputView out) throws IOException {
        out.writeUTF(step.datastream());
        out.writeBoolean(step.observation() != null);
        if (step.observation() != null) {
            ObservationForm.writeFields(step.observation(), out);
        }
        out.writeBoolean(step.late());
        out.writeLong(step.clockMicros());
        out.writeBoolean(step.quiet());
        out.writeLong(step.logMillis());
        SettingsForm.write(step.settings(), out);
    }

    @Override
    public Cleaned read(int version, DataInputView in) throws IOException {
        requireOwn(version);
        return new Cleaned(
                in.readUTF(),
                in.readBoolean() ? ObservationForm.readFields(true, in) : null,
                in.readBoolean(),
                in.readLong(),
                in.readBoolean(),
                in.readLong(),
                SettingsForm.read(in));
    }
}
