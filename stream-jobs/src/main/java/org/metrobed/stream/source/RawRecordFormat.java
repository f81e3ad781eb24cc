package org.metrobed.stream.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.stream.support.StateFormat;
import org.metrobed.topics.RawKind;

/** The format of raw records between operators that are not chained. */
public final class RawRecordFormat extends StateFormat<RawRecord> {

    private static final long serialVersionUID = 1L;
    /** The first version whose topics may have more bytes than {@code writeUTF} can write. */
    private static final int WITH_LONG_TEXTS = 3;
    /** The first version with the correction of a clock. */
    private static final int WITH_CLOCK = 4;
    /** The first version with the microseconds of the received time. */
    private static final int WITH_MICROS = 5;
    /** The first version with the time since when the key is in its partition. */
    private static final int WITH_ORDER = 6;

    /** For Flink and the topologies. */
    public RawRecordFormat() {
        super("raw-record", RawRecord.class, WITH_ORDER, true);
    }

    @Override
    public void write(RawRecord record, DataOutputView out) throws IOException {
        out.writeUTF(record.kind().name());
        out.writeInt(record.partition());
        out.writeLong(record.offset());
        out.writeLong(record.logMillis());
        writeBytes(record.topic().getBytes(UTF_8), out);
        writeBytes(record.payload(), out);
        out.writeLong(record.length());
        writeBytes(record.key(), out);
        writeBytes((record.contentType() == null ? "" : record.contentType()).getBytes(UTF_8), out);
        out.writeBoolean(record.again() != null);
        if (record.again() != null) {
            out.writeLong(record.again().offset());
            out.writeLong(record.again().receivedMillis());
            out.writeInt(record.again().indices().size());
            for (int index : record.again().indices()) {
                out.writeInt(index);
            }
            out.writeLong(record.again().clockMillis());
        }
        out.writeShort(record.micros());
        out.writeLong(record.orderedFromMillis());
    }

    @Override
    public RawRecord read(int version, DataInputView in) throws IOException {
        RawKind kind = RawKind.valueOf(in.readUTF());
        int partition = in.readInt();
        long offset = in.readLong();
        long logMillis = in.readLong();
        String topic = readText(version, in);
        byte[] payload = readBytes(in);
        long length = in.readLong();
        if (version == 1) {
            return new RawRecord(kind, partition, offset, logMillis, topic, payload, length);
        }
        byte[] key = readBytes(in);
        String contentType = readText(version, in);
        RawRecord record = new RawRecord(
                kind,
                partition,
                offset,
                logMillis,
                topic,
                payload,
                length,
                key,
                contentType.isEmpty() ? null : contentType,
                in.readBoolean() ? readAgain(version, in) : null);
        record = version < WITH_MICROS ? record : record.withMicros(in.readShort());
        return version < WITH_ORDER ? record : record.orderedFrom(in.readLong());
    }

    private static RawRecord.Again readAgain(int version, DataInputView in) throws IOException {
        long offset = in.readLong();
        long received = in.readLong();
        List<Integer> indices = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            indices.add(in.readInt());
        }
        return new RawRecord.Again(offset, received, indices, version < WITH_CLOCK ? 0 : in.readLong());
    }

    private static void writeBytes(byte[] bytes, DataOutputView out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(int version, DataInputView in) throws IOException {
        return version < WITH_LONG_TEXTS ? in.readUTF() : new String(readBytes(in), UTF_8);
    }

    private static byte[] readBytes(DataInputView in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
