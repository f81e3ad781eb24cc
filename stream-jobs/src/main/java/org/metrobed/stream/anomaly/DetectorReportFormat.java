package org.metrobed.stream.anomaly;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.analysis.correlate.DetectorReport;
import org.metrobed.stream.decode.AnomalyDetectionFormat;
import org.metrobed.stream.support.StateFormat;

/** How {@link DetectorReport} is written between operators. */
public final class DetectorReportFormat extends StateFormat<DetectorReport> {

    private static final long serialVersionUID = 1L;

    private final AlertEventFormat events = new AlertEventFormat();

    /** For Flink and the topologies. */
    public DetectorReportFormat() {
        super(DetectorReport.class, 1, true);
    }

    @Override
    public void write(DetectorReport report, DataOutputView out) throws IOException {
        events.write(report.event(), out);
        AnomalyDetectionFormat.write(report.site(), out);
        out.writeLong(report.intervalMillis());
    }

    @Override
    public DetectorReport read(int version, DataInputView in) throws IOException {
        return new DetectorReport(
                events.read(events.version(), in), AnomalyDetectionFormat.readSite(in), in.readLong());
    }
}
