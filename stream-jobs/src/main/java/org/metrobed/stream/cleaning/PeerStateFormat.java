package org.metrobed.stream.cleaning;

import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.model.RawPosition;
import org.metrobed.stream.support.Counts;

/**
 * The format of {@link PeerState} inside {@link CleaningState}. If it changes, raise the version of
 * {@link CleaningStateFormat}.
 */
final class PeerStateFormat {

    private static final CleanedFormat STEPS = new CleanedFormat();

    private PeerStateFormat() {}

    /** Writes the state, or that there is none. */
    static void write(PeerState peers, DataOutputView out) throws IOException {
        out.writeBoolean(peers != null);
        if (peers == null) {
            return;
        }
        out.writeLong(peers.dueMillis);
        out.writeLong(peers.fromMillis);
        Counts.writeShort(peers.received.values().size(), "datastreams", out);
        for (var other : peers.received.values().entrySet()) {
            out.writeUTF(other.getKey());
            writeValues(other.getValue(), out);
        }
        out.writeByte(STEPS.version());
        out.writeInt(peers.line.size());
        for (PendingStep pending : peers.line) {
            STEPS.write(pending.step(), out);
            out.writeLong(pending.fromMillis());
            out.writeLong(pending.dueMillis());
            out.writeBoolean(pending.open());
        }
    }

    /** Reads what {@link #write} wrote; null if there was none. */
    static PeerState read(DataInputView in) throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        PeerState peers = new PeerState();
        peers.dueMillis = in.readLong();
        peers.fromMillis = in.readLong();
        for (int others = in.readUnsignedShort(); others > 0; others--) {
            readValues(in.readUTF(), peers.received, in);
        }
        int version = in.readUnsignedByte();
        for (int steps = in.readInt(); steps > 0; steps--) {
            peers.line.add(new PendingStep(STEPS.read(version, in), in.readLong(), in.readLong(), in.readBoolean()));
        }
        return peers;
    }

    private static void writeValues(List<PeerValue> values, DataOutputView out) throws IOException {
        out.writeInt(values.size());
        for (PeerValue value : values) {
            out.writeLong(value.phenomenonMicros());
            out.writeDouble(value.value());
            out.writeLong(value.logMillis());
            out.writeInt(value.raw().partition());
            out.writeLong(value.raw().offset());
            out.writeInt(value.raw().index());
        }
    }

    private static void readValues(String other, PeerValues received, DataInputView in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            received.add(
                    other,
                    new PeerValue(
                            in.readLong(),
                            in.readDouble(),
                            in.readLong(),
                            new RawPosition(in.readInt(), in.readLong(), in.readInt())));
        }
    }
}
