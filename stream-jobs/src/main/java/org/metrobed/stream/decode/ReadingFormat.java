package org.metrobed.stream.decode;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.stream.support.ObservationFormat;
import org.metrobed.stream.support.StateFormat;

/** How readings cross the network between decoding and cleaning. */
public final class ReadingFormat extends StateFormat<Reading> {

    private static final long serialVersionUID = 1L;
    private static final int WITH_STATED = 5;
    /** Since then a reading may be a copy for another datastream. */
    private static final int WITH_COPIES = 6;

    private static final int WITH_ANOMALY_DETECTION = 7;

    /** For Flink and the topologies. */
    public ReadingFormat() {
        super("reading", Reading.class, WITH_ANOMALY_DETECTION, true);
    }

    @Override
    public void write(Reading reading, DataOutputView out) throws IOException {
        out.writeUTF(reading.datastream());
        out.writeLong(reading.phenomenonMicros());
        out.writeDouble(reading.value());
        ObservationFormat.writeStated(reading.stated(), out);
        out.writeLong(reading.receivedMillis());
        out.writeLong(reading.redrivenMillis());
        out.writeInt(reading.partition());
        out.writeLong(reading.offset());
        out.writeInt(reading.index());
        out.writeLong(reading.catalogVersion());
        out.writeBoolean(reading.settings() != null);
        if (reading.settings() != null) {
            SettingsFormat.write(reading.settings(), out);
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
                version < WITH_STATED ? null : ObservationFormat.readStated(in),
                in.readLong(),
                version == 1 ? 0 : in.readLong(),
                in.readInt(),
                in.readLong(),
                in.readInt(),
                in.readLong(),
                in.readBoolean() ? SettingsFormat.read(settingsVersion(version), in) : null,
                version >= WITH_COPIES && in.readBoolean() ? in.readUTF() : null);
    }

    private static int settingsVersion(int version) {
        return version >= WITH_ANOMALY_DETECTION ? SettingsFormat.VERSION : Math.max(1, Math.min(version - 1, 3));
    }
}
