package org.metrobed.stream.anomaly;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.model.AnomalyDetection;
import org.metrobed.model.limits.Span;
import org.metrobed.stream.decode.SettingsFormat;
import org.metrobed.stream.support.Counts;
import org.metrobed.stream.support.StateFormat;

/** The format of {@link AnomalyState} in checkpoints. */
public final class AnomalyStateFormat extends StateFormat<AnomalyState> {

    private static final long serialVersionUID = 1L;

    /** The version of release 0.1.0, in which the value detector was always part of the state. */
    private static final int WHOLE = 2;

    /** The first version with what an alert covers, and with rules of the detector in time. */
    private static final int IN_TIME = 4;

    /** The first version whose detector knows copied blocks, ceilings and thousandths. */
    private static final int EVIDENT = 5;

    /** For Flink and the topologies. */
    public AnomalyStateFormat() {
        super("anomaly-state", AnomalyState.class, 5, false);
    }

    @Override
    public void write(AnomalyState state, DataOutputView out) throws IOException {
        SettingsFormat.writeRecord(state.settings, out);
        out.writeLong(state.intervalMillis);
        out.writeLong(state.catalogVersion);
        out.writeDouble(state.possible.low());
        out.writeDouble(state.possible.high());
        out.writeLong(state.lastLogMillis);
        out.writeLong(state.timerMillis);
        out.writeInt(state.alerts);
        Counts.writeByte(state.steps, "steps", out);
        out.writeDouble(state.peak);
        out.writeBoolean(state.isWhole());
        byte[] anomalyDetection = state.saved();
        Counts.writeShort(anomalyDetection.length, "bytes", out);
        out.write(anomalyDetection);
        state.span.write(out);
    }

    @Override
    public AnomalyState read(int version, DataInputView in) throws IOException {
        requireSince(WHOLE, version);
        AnomalyState state = new AnomalyState();
        state.settings = SettingsFormat.readRecord(AnomalyDetection.class, in);
        state.intervalMillis = in.readLong();
        state.catalogVersion = in.readLong();
        state.possible = new Span(in.readDouble(), in.readDouble());
        state.lastLogMillis = in.readLong();
        state.timerMillis = in.readLong();
        state.alerts = in.readInt();
        state.steps = in.readUnsignedByte();
        state.peak = in.readDouble();
        boolean whole = version == WHOLE || in.readBoolean();
        byte[] anomalyDetection = new byte[in.readUnsignedShort()];
        in.readFully(anomalyDetection);
        state.resume(anomalyDetection, whole);
        if (version >= IN_TIME) {
            state.span.read(in);
        }
        if (version < EVIDENT) {
            state.renew();
        }
        return state;
    }
}
