package org.metrobed.stream.cleaning;

import org.metrobed.model.Observation;

/** What is told of readings in the order of their arrival, where they are watched. Static functions only. */
final class ArrivalReports {

    private ArrivalReports() {}

    static boolean isAnomalyDetectionOn(CleaningState state) {
        return state.settings() != null && state.settings().anomalyDetection().on();
    }

    /**
     * Tells of a first value. One that is driven again says nothing of arrival; that a watch is off is told once.
     *
     * @param watchedBefore whether the datastream was watched when the reading came
     */
    static void tell(CleaningState state, Observation taken, boolean watchedBefore, Cleaner.Output out) {
        if (isAnomalyDetectionOn(state) ? taken.cause() == Observation.Cause.ARRIVAL : watchedBefore) {
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
