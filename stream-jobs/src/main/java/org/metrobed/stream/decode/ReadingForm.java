package org.metrobed.stream.decode;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.stream.support.Form;

/** How readings cross the network between decoding and cleaning. */
public final class ReadingForm extends Form<Reading> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public ReadingForm() {
        super(Reading.class, 5, true);
    }

    @Override
    public void write(Reading reading, DataOutputView out) throws IOException {
        out.writeUTF(reading.datastream());
        out.writeLong(reading.phenomenonMicros());
        out.writeDouble(reading.value());
        out.writeLong(reading.receivedMillis());
        out.writeLong(reading.redrivenMillis());
        out.writeInt(reading.partition());
        out.writeLong(reading.offset());
        out.writeInt(reading.index());
        out.writeLong(reading.catalogVersion());
        out.writeBoolean(reading.settings() != null);
        if (reading.settings() != null) {
            SettingsForm.write(reading.settings(), out);
        }
        out.writeBoolean(reading.of() != null);
        if (reading.of() != null) {
            out.writeUTF(reading.of());
        }
    }

    @Override
    public Reading read(int version, DataInputView in) throws IOException {
        return new Reading(
                in.readUTF(),
                in.readLong(),
                in.readDouble(),
                in.readLong(),
                version == 1 ? 0 : in.readLong(),
                in.readInt(),
                in.readLong(),
                in.readInt(),
                in.readLong(),
                in.readBoolean() ? SettingsForm.read(Math.max(1, version - 1), in) : null,
                version > 4 && in.readBoolean() ? in.readUTF() : null);
    }
}
