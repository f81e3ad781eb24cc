package org.metrobed.stream.anomaly;

import org.metrobed.analysis.correlate.DetectorReport;
import org.metrobed.stream.support.PlainFormat;

/** The format of {@link DetectorReport} between operators. */
public final class DetectorReportFormat extends PlainFormat<DetectorReport> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public DetectorReportFormat() {
        super("detector-report", DetectorReport.class, true);
    }
}
