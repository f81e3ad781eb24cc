package org.metrobed.stream.correlate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Comparator;
import org.metrobed.analysis.correlate.CorrelatorPiece;
import org.metrobed.analysis.correlate.DetectorReport;
import org.metrobed.analysis.correlate.Deviation;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.Liveness;
import org.metrobed.stream.decode.LivenessSignal;

/**
 * An input of alert correlation; exactly one of the components is not null. Immutable.
 *
 * @param report a detector's report
 * @param deviation a datastream's deviation from its expected value
 * @param livenessSignal a liveness signal of a gateway or thing
 * @param restored a piece of the state of release 0.1.0, which has no place in the order
 */
record AlertInput(
        DetectorReport report,
        Deviation deviation,
        LivenessSignal livenessSignal,
        @JsonInclude(JsonInclude.Include.NON_NULL) CorrelatorPiece restored) {

    /**
     * The order in the log, whatever the order of arrival: by log time; at one log time liveness signals first, and of
     * these offline ones first, then deviations, then reports by datastream, detector and number.
     */
    static final Comparator<AlertInput> ORDER = Comparator.comparingLong(AlertInput::logMillis)
            .thenComparingInt(AlertInput::rank)
            .thenComparing(AlertInput::subject)
            .thenComparing(AlertInput::detail)
            .thenComparingInt(AlertInput::number)
            .thenComparing(AlertInput::last);

    static AlertInput of(DetectorReport report) {
        return new AlertInput(report, null, null, null);
    }

    static AlertInput of(Deviation deviation) {
        return new AlertInput(null, deviation, null, null);
    }

    static AlertInput of(LivenessSignal livenessSignal) {
        return new AlertInput(null, null, livenessSignal, null);
    }

    static AlertInput of(CorrelatorPiece restored) {
        return new AlertInput(null, null, null, restored);
    }

    /** Log time, milliseconds since 1970 UTC. */
    long logMillis() {
        if (livenessSignal != null) {
            return livenessSignal.receivedMillis();
        }
        return report == null ? deviation.recordedMillis() : report.event().recordedMillis();
    }

    /** The key of its neighbourhood: test-bed and property of the datastream. */
    String place() {
        DatastreamId id = new DatastreamId(subject());
        return id.testbed() + "/" + id.property();
    }

    /** The key of its correlator. */
    String testbed() {
        if (restored != null) {
            return restored.testbed();
        }
        return new DatastreamId(livenessSignal == null ? subject() : livenessSignal.id()).testbed();
    }

    private int rank() {
        if (livenessSignal != null) {
            return livenessSignal.status() == Liveness.Status.OFFLINE ? 0 : 1;
        }
        return deviation != null ? 2 : 3;
    }

    private String subject() {
        if (livenessSignal != null) {
            return livenessSignal.key();
        }
        return report == null ? deviation.datastream() : report.event().datastream();
    }

    private String detail() {
        return livenessSignal != null
                ? livenessSignal.gateway()
                : deviation != null ? "" : report.event().detector();
    }

    private int number() {
        return report == null ? 0 : report.event().sequence();
    }

    private String last() {
        if (livenessSignal != null) {
            return livenessSignal.status().word();
        }
        if (deviation != null) {
            return Long.toString(deviation.atMicros());
        }
        AlertEvent event = report.event();
        return event.onsetMicros() + " " + event.kind().word() + " " + event.alertId();
    }
}
