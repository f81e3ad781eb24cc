package org.metrobed.stream.product;

import java.io.IOException;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.core.model.RawPosition;
import org.metrobed.stream.support.Counts;
import org.metrobed.stream.support.Form;

/** How {@link RecentHours} is written into checkpoints. */
public final class RecentHoursForm extends Form<RecentHours> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public RecentHoursForm() {
        super(RecentHours.class, 1, false);
    }

    @Override
    public void write(RecentHours state, DataOutputView out) throws IOException {
        out.writeLong(state.publishedMicros);
        Counts.writeByte(state.hours.size(), "hours", out);
        for (Map.Entry<Long, RecentHours.Hour> entry : state.hours.entrySet()) {
            RecentHours.Hour hour = entry.getValue();
            out.writeLong(entry.getKey());
            out.writeDouble(hour.sum());
            out.writeInt(hour.good());
            out.writeLong(hour.newestMicros());
            out.writeInt(hour.newest().partition());
            out.writeLong(hour.newest().offset());
            out.writeInt(hour.newest().index());
            out.writeLong(hour.catalogVersion());
        }
    }

    @Override
    public RecentHours read(int version, DataInputView in) throws IOException {
        RecentHours state = new RecentHours();
        state.publishedMicros = in.readLong();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            state.hours.put(
                    in.readLong(),
                    new RecentHours.Hour(
                            in.readDouble(),
                            in.readInt(),
                            in.readLong(),
                            new RawPosition(in.readInt(), in.readLong(), in.readInt()),
                            in.readLong()));
        }
        return state;
    }
}
