package org.metrobed.stream.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.stream.support.Form;
import org.metrobed.wire.topic.RawKind;

/** How raw records are written where the chain of operators is broken. */
public final class RawRecordForm extends Form<RawRecord> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public RawRecordForm() {
        super("raw-record", RawRecord.class, 2, true);
    }

    @Override
    public void write(RawRecord record, DataOutputView out) throws IOException {
        out.writeUTF(record.kind().name());
        out.writeInt(record.partition());
        out.writeLong(record.offset());
        out.writeLong(record.logMillis());
        out.writeUTF(record.topic());
        writeBytes(record.payload(), out);
        out.writeLong(record.length());
        writeBytes(record.key(), out);
        out.writeUTF(record.contentType() == null ? "" : record.contentType());
        out.writeBoolean(record.again() != null);
        if (record.again() != null) {
            out.writeLong(record.again().offset());
            out.writeLong(record.again().receivedMillis());
            out.writeInt(record.again().indices().size());
            for (int index : record.again().indices()) {
                out.writeInt(index);
            }
        }
    }

    @Override
    public RawRecord read(int version, DataInputView in) throws IOException {
        RawKind kind = RawKind.valueOf(in.readUTF());
        int partition = in.readInt();
        long offset = in.readLong();
        long logMillis = in.readLong();
        String topic = in.readUTF();
        byte[] payload = readBytes(in);
        long length = in.readLong();
        if (version == 1) {
            return new RawRecord(kind, partition, offset, logMillis, topic, payload, length);
        }
        byte[] key = readBytes(in);
        String contentType = in.readUTF();
        return new RawRecord(
                kind,
                partition,
                offset,
                logMillis,
                topic,
                payload,
                length,
                key,
                contentType.isEmpty() ? null : contentType,
                in.readBoolean() ? readAgain(in) : null);
    }

    private static RawRecord.Again readAgain(DataInputView in) throws IOException {
        long offset = in.readLong();
        long received = in.readLong();
        List<Integer> indices = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            indices.add(in.readInt());
        }
        return new RawRecord.Again(offset, received, indices);
    }

    private static void writeBytes(byte[] bytes, DataOutputView out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputView in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
