package org.metrobed.stream.alert;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.core.alert.Neighbourhood;
import org.metrobed.core.alert.Side;
import org.metrobed.stream.detection.ReportForm;
import org.metrobed.stream.detection.StandingForm;
import org.metrobed.stream.support.Form;

/** How {@link Neighbourhood} is written into checkpoints. */
public final class NeighbourhoodForm extends Form<Neighbourhood> {

    private static final long serialVersionUID = 1L;

    private final ReportForm reports = new ReportForm();
    private final StandingForm standings = new StandingForm();

    /** For Flink and the topologies. */
    public NeighbourhoodForm() {
        super("neighbourhood", Neighbourhood.class, 1, false);
    }

    @Override
    public void write(Neighbourhood state, DataOutputView out) throws IOException {
        Neighbourhood.Saved saved = state.saved();
        Lists.write(saved.standings(), out, standings::write);
        Lists.write(saved.open(), out, this::write);
        out.writeLong(saved.sweepMillis());
    }

    @Override
    public Neighbourhood read(int version, DataInputView in) throws IOException {
        return new Neighbourhood(new Neighbourhood.Saved(
                Lists.read(in, from -> standings.read(standings.version(), from)),
                Lists.read(in, this::readOpen),
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
                reports.read(reports.version(), in), Side.valueOf(in.readUTF()), in.readUTF(), in.readLong());
    }
}
