package org.metrobed.stream.detection;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.core.limits.Span;
import org.metrobed.core.model.Watch;
import org.metrobed.stream.decode.SettingsForm;
import org.metrobed.stream.support.Counts;
import org.metrobed.stream.support.Form;

/** How {@link WatchState} is written into checkpoints. */
public final class WatchStateForm extends Form<WatchState> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public WatchStateForm() {
        super(WatchState.class, 2, false);
    }

    @Override
    public void write(WatchState state, DataOutputView out) throws IOException {
        SettingsForm.writeRecord(state.settings, out);
        out.writeLong(state.intervalMillis);
        out.writeLong(state.catalogVersion);
        out.writeDouble(state.possible.low());
        out.writeDouble(state.possible.high());
        out.writeLong(state.lastLogMillis);
        out.writeLong(state.timerMillis);
        out.writeInt(state.alerts);
        out.writeByte(state.steps);
        out.writeDouble(state.peak);
        byte[] watch = state.saved();
        Counts.writeShort(watch.length, "bytes", out);
        out.write(watch);
    }

    @Override
    public WatchState read(int version, DataInputView in) throws IOException {
        requireOwn(version);
        WatchState state = new WatchState();
        state.settings = SettingsForm.readRecord(Watch.class, in);
        state.intervalMillis = in.readLong();
        state.catalogVersion = in.readLong();
        state.possible = new Span(in.readDouble(), in.readDouble());
        state.lastLogMillis = in.readLong();
        state.timerMillis = in.readLong();
        state.alerts = in.readInt();
        state.steps = in.readUnsignedByte();
        state.peak = in.readDouble();
        byte[] watch = new byte[in.readUnsignedShort()];
        in.readFully(watch);
        state.resume(watch);
        return state;
    }
}
