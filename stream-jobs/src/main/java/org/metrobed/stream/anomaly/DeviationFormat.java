package org.metrobed.stream.anomaly;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.analysis.correlate.Deviation;
import org.metrobed.stream.decode.AnomalyDetectionFormat;
import org.metrobed.stream.support.StateFormat;

/** How {@link Deviation} is written between operators and into checkpoints. */
public final class DeviationFormat extends StateFormat<Deviation> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public DeviationFormat() {
        super(Deviation.class, 1, true);
    }

    @Override
    public void write(Deviation deviation, DataOutputView out) throws IOException {
        out.writeUTF(deviation.datastream());
        out.writeLong(deviation.atMicros());
        out.writeLong(deviation.recordedMillis());
        out.writeDouble(deviation.value());
        out.writeDouble(deviation.expected());
        out.writeDouble(deviation.expectedLow());
        out.writeDouble(deviation.expectedHigh());
        AnomalyDetectionFormat.write(deviation.site(), out);
    }

    @Override
    public Deviation read(int version, DataInputView in) throws IOException {
        return new Deviation(
                in.readUTF(),
                in.readLong(),
                in.readLong(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                AnomalyDetectionFormat.readSite(in));
    }
}
