package org.metrobed.stream.detection;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.core.alert.Report;
import org.metrobed.stream.decode.WatchForm;
import org.metrobed.stream.support.Form;

/** How {@link Report} is written between operators. */
public final class ReportForm extends Form<Report> {

    private static final long serialVersionUID = 1L;

    private final AlertEventForm events = new AlertEventForm();

    /** For Flink and the topologies. */
    public ReportForm() {
        super("detector-report", Report.class, 1, true);
    }

    @Override
    public void write(Report report, DataOutputView out) throws IOException {
        events.write(report.event(), out);
        WatchForm.write(report.site(), out);
        out.writeLong(report.intervalMillis());
    }

    @Override
    public Report read(int version, DataInputView in) throws IOException {
        return new Report(events.read(events.version(), in), WatchForm.readSite(in), in.readLong());
    }
}
