package org.metrobed.stream.cleaning;

import org.metrobed.model.Observation;

/** Reports the arrival of readings, in order of arrival, if anomaly detection is on. Static functions only. */
final class ArrivalReports {

    private ArrivalReports() {}

    static boolean isAnomalyDetectionOn(CleaningState state) {
        return state.settings() != null && state.settings().anomalyDetection().on();
    }

    /**
     * Reports a reading if anomaly detection is on. A redriven reading is not an arrival and is not reported. If
     * anomaly detection was switched off, that is reported once.
     *
     * @param wasOn whether anomaly detection was on when the reading came
     */
    static void report(CleaningState state, Observation taken, boolean wasOn, Cleaner.Output out) {
        if (isAnomalyDetectionOn(state) ? taken.cause() == Observation.Cause.ARRIVAL : wasOn) {
            out.arrival(new CleanedStep(
                    taken.datastream(),
                    taken,
                    false,
                    state.clockMicros,
                    false,
                    state.lastReceivedMillis,
                    state.settings()));
        }
    }
}
