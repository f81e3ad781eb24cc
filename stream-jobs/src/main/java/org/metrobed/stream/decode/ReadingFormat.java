package org.metrobed.stream.decode;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.stream.support.ObservationFormat;
import org.metrobed.stream.support.StateFormat;

/** The format of readings between decoding and cleaning. */
public final class ReadingFormat extends StateFormat<Reading> {

    private static final long serialVersionUID = 1L;
    private static final int VERSION = 10;
    /** The last version without marks; that of release 0.1.0. */
    private static final int WITHOUT_MARKS = 8;
    /** The first version that says whether readings come in order. */
    private static final int WITH_ORDER = 10;

    private static final int ALWAYS = 0;
    private static final int NEVER = 1;
    private static final int SINCE = 2;

    /** For Flink and the topologies. */
    public ReadingFormat() {
        super("reading", Reading.class, VERSION, true);
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
        out.writeLong(reading.marks());
        out.writeBoolean(reading.settings() != null);
        if (reading.settings() != null) {
            SettingsFormat.write(reading.settings(), out);
        }
        out.writeBoolean(reading.of() != null);
        if (reading.of() != null) {
            out.writeUTF(reading.of());
        }
        writeOrder(reading.orderedFromMillis(), out);
    }

    private static void writeOrder(long fromMillis, DataOutputView out) throws IOException {
        if (fromMillis == Reading.ALWAYS || fromMillis == Reading.NEVER) {
            out.writeByte(fromMillis == Reading.ALWAYS ? ALWAYS : NEVER);
        } else {
            out.writeByte(SINCE);
            out.writeLong(fromMillis);
        }
    }

    private static long readOrder(DataInputView in) throws IOException {
        int order = in.readUnsignedByte();
        return order == SINCE ? in.readLong() : order == NEVER ? Reading.NEVER : Reading.ALWAYS;
    }

    @Override
    public Reading read(int version, DataInputView in) throws IOException {
        requireSince(WITHOUT_MARKS, version);
        return ReadingBuilder.builder()
                .datastream(in.readUTF())
                .phenomenonMicros(in.readLong())
                .value(in.readDouble())
                .stated(ObservationFormat.readStated(in))
                .receivedMillis(in.readLong())
                .redrivenMillis(in.readLong())
                .partition(in.readInt())
                .offset(in.readLong())
                .index(in.readInt())
                .catalogVersion(in.readLong())
                .marks(version == WITHOUT_MARKS ? 0 : in.readLong())
                .settings(in.readBoolean() ? SettingsFormat.read(in) : null)
                .of(in.readBoolean() ? in.readUTF() : null)
                .orderedFromMillis(version < WITH_ORDER ? Reading.ALWAYS : readOrder(in))
                .build();
    }
}
