package org.metrobed.stream.decode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.model.limits.CrossCheckLimits;
import org.metrobed.model.limits.NeighbourLimits;
import org.metrobed.model.limits.Peers;

/** How it is written inside settings what a datastream is held against; a change raises their version. */
final class PeersFormat {

    private PeersFormat() {}

    static void write(Peers peers, DataOutputView out) throws IOException {
        out.writeByte(peers.crossChecks().size());
        for (CrossCheckLimits check : peers.crossChecks()) {
            out.writeUTF(check.other());
            out.writeUTF(check.kind().name());
            out.writeDouble(check.tolerance());
            out.writeDouble(check.relative());
            out.writeLong(check.withinMicros());
        }
        if (LimitsFormat.isThere(peers.neighbours(), out)) {
            NeighbourLimits limits = peers.neighbours();
            SettingsFormat.writeNames(limits.neighbours(), out);
            out.writeDouble(limits.suspect());
            out.writeDouble(limits.fail());
            out.writeDouble(limits.leastSpread());
            out.writeInt(limits.minNeighbours());
            out.writeLong(limits.withinMicros());
        }
        out.writeLong(peers.waitMillis());
    }

    static Peers read(DataInputView in) throws IOException {
        List<CrossCheckLimits> checks = new ArrayList<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            checks.add(new CrossCheckLimits(
                    in.readUTF(),
                    CrossCheckLimits.Kind.valueOf(in.readUTF()),
                    in.readDouble(),
                    in.readDouble(),
                    in.readLong()));
        }
        NeighbourLimits neighbours = in.readBoolean()
                ? new NeighbourLimits(
                        SettingsFormat.readNames(in),
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble(),
                        in.readInt(),
                        in.readLong())
                : null;
        return new Peers(checks, neighbours, in.readLong());
    }
}
