package org.metrobed.lab.recording;

import java.util.List;
import java.util.Objects;

/**
 * The results of one recording. Immutable.
 *
 * @param name of the recording
 * @param intervalSeconds expected time between two readings
 * @param days from its first reading to its last
 * @param falseAlerts alerts without injected faults, but for those of silence, which begin in its own gaps
 * @param falseCauses the causes of these alerts, in their order
 * @param families results by family
 */
record RecordingResult(
        String name,
        double intervalSeconds,
        double days,
        int falseAlerts,
        List<String> falseCauses,
        List<FamilyResult> families) {

    RecordingResult {
        Objects.requireNonNull(name, "name");
        falseCauses = List.copyOf(falseCauses);
        families = List.copyOf(families);
    }

    /** False alerts in a day. */
    double falsePerDay() {
        return falseAlerts / days;
    }
}
