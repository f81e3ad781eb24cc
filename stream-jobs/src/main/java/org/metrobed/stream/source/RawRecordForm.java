package org.metrobed.stream.source;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.stream.support.Form;
import org.metrobed.wire.topic.RawKind;

/** How raw records are written where the chain of operators is broken. */
public final class RawRecordForm extends Form<RawRecord> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public RawRecordForm() {
        super(RawRecord.class, 1, true);
    }

    @Override
    public void write(RawRecord record, DataOutputView out) throws IOException {
        out.writeUTF(record.kind().name());
        out.writeInt(record.partition());
        out.writeLong(record.offset());
        out.writeLong(record.receivedMillis());
        out.writeUTF(record.topic());
        out.writeInt(record.payload().length);
        out.write(record.payload());
        out.writeLong(record.length());
    }

    @Override
    public RawRecord read(int version, DataInputView in) throws IOException {
        RawKind kind = RawKind.valueOf(in.readUTF());
        int partition = in.readInt();
        long offset = in.readLong();
        long received = in.readLong();
        String topic = in.readUTF();
        byte[] payload = new byte[in.readInt()];
        in.readFully(payload);
        return new RawRecord(kind, partition, offset, received, topic, payload, in.readLong());
    }
}
