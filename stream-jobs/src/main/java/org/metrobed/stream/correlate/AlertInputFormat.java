package org.metrobed.stream.correlate;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.stream.anomaly.DetectorReportFormat;
import org.metrobed.stream.anomaly.DeviationFormat;
import org.metrobed.stream.decode.LivenessSignalFormat;
import org.metrobed.stream.support.StateFormat;

/** How {@link AlertInput} is written between operators and while it waits; a change of one inside raises its version. */
public final class AlertInputFormat extends StateFormat<AlertInput> {

    private static final long serialVersionUID = 1L;
    private static final int REPORT = 1;
    private static final int DEVIATION = 2;
    private static final int LIVENESS_SIGNAL = 3;

    private final DetectorReportFormat reports = new DetectorReportFormat();
    private final DeviationFormat deviations = new DeviationFormat();
    private final LivenessSignalFormat livenessSignals = new LivenessSignalFormat();

    /** For Flink and the topologies. */
    public AlertInputFormat() {
        super(AlertInput.class, 1, true);
    }

    @Override
    public void write(AlertInput alertInput, DataOutputView out) throws IOException {
        if (alertInput.report() != null) {
            out.writeByte(REPORT);
            reports.write(alertInput.report(), out);
        } else if (alertInput.deviation() != null) {
            out.writeByte(DEVIATION);
            deviations.write(alertInput.deviation(), out);
        } else {
            out.writeByte(LIVENESS_SIGNAL);
            livenessSignals.write(alertInput.livenessSignal(), out);
        }
    }

    @Override
    public AlertInput read(int version, DataInputView in) throws IOException {
        return switch (in.readByte()) {
            case REPORT -> AlertInput.of(reports.read(reports.version(), in));
            case DEVIATION -> AlertInput.of(deviations.read(deviations.version(), in));
            default -> AlertInput.of(livenessSignals.read(livenessSignals.version(), in));
        };
    }
}
