package org.metrobed.stream.correlate;

import java.util.function.Consumer;
import org.metrobed.analysis.anomaly.IngestSilence;
import org.metrobed.analysis.correlate.AlertCorrelator;
import org.metrobed.analysis.correlate.DeviceStatus;
import org.metrobed.model.AlertEvent;
import org.metrobed.stream.decode.LivenessSignal;

/**
 * Assigns child alerts to parent alerts, and raises the alerts of gateways and things. One key has all the state.
 *
 * <p>State and timers: as {@link InLogOrder}, with one {@link AlertCorrelator}. Ingest outages are taken at once, out
 * of order: during an outage the watermark does not advance, and the inputs of that time are decided when it has ended.
 * Ingest outages are not emitted again. No side output.
 */
final class CorrelateAlerts extends InLogOrder<AlertCorrelator, AlertEvent> {

    private static final long serialVersionUID = 1L;

    CorrelateAlerts() {
        super(new CorrelatorStateFormat());
    }

    @Override
    AlertCorrelator nothing() {
        return new AlertCorrelator();
    }

    @Override
    boolean isNothing(AlertCorrelator state) {
        return false;
    }

    @Override
    boolean takeAtOnce(AlertCorrelator state, AlertInput alertInput) {
        boolean ofIngest = alertInput.report() != null
                && alertInput.report().event().detector().equals(IngestSilence.DETECTOR);
        if (ofIngest) {
            state.outage(alertInput.report().event());
        }
        return ofIngest;
    }

    @Override
    void take(AlertCorrelator state, AlertInput alertInput, Consumer<AlertEvent> out) {
        if (alertInput.livenessSignal() == null) {
            state.take(alertInput.report()).forEach(out);
        } else {
            state.receive(presence(alertInput.livenessSignal())).forEach(out);
        }
    }

    private static DeviceStatus presence(LivenessSignal livenessSignal) {
        return new DeviceStatus(
                livenessSignal.kind(),
                livenessSignal.id(),
                livenessSignal.gateway(),
                livenessSignal.receivedMillis(),
                livenessSignal.status());
    }

    @Override
    void pass(AlertCorrelator state, long nowMillis, Consumer<AlertEvent> out) {
        state.pass(nowMillis).forEach(out);
    }

    @Override
    long nextMillis(AlertCorrelator state) {
        return state.nextMillis();
    }
}
