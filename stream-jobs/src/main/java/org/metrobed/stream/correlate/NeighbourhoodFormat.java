package org.metrobed.stream.correlate;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.analysis.correlate.DeviationSide;
import org.metrobed.analysis.correlate.Neighbourhood;
import org.metrobed.stream.anomaly.DetectorReportFormat;
import org.metrobed.stream.anomaly.DeviationFormat;
import org.metrobed.stream.support.StateFormat;

/** How {@link Neighbourhood} is written into checkpoints. */
public final class NeighbourhoodFormat extends StateFormat<Neighbourhood> {

    private static final long serialVersionUID = 1L;

    private final DetectorReportFormat reports = new DetectorReportFormat();
    private final DeviationFormat deviations = new DeviationFormat();

    /** For Flink and the topologies. */
    public NeighbourhoodFormat() {
        super(Neighbourhood.class, 1, false);
    }

    @Override
    public void write(Neighbourhood state, DataOutputView out) throws IOException {
        Neighbourhood.Saved saved = state.saved();
        FormatLists.write(saved.deviations(), out, deviations::write);
        FormatLists.write(saved.open(), out, this::write);
        out.writeLong(saved.sweepMillis());
    }

    @Override
    public Neighbourhood read(int version, DataInputView in) throws IOException {
        return new Neighbourhood(new Neighbourhood.Saved(
                FormatLists.read(in, from -> deviations.read(deviations.version(), from)),
                FormatLists.read(in, this::readOpen),
                in.readLong()));
    }

    private void write(Neighbourhood.Open open, DataOutputView out) throws IOException {
        reports.write(open.report(), out);
        out.writeUTF(open.side().name());
        out.writeUTF(open.words());
        out.writeLong(open.againMillis());
    }

    private Neighbourhood.Open readOpen(DataInputView in) throws IOException {
        return new Neighbourhood.Open(
                reports.read(reports.version(), in), DeviationSide.valueOf(in.readUTF()), in.readUTF(), in.readLong());
    }
}
