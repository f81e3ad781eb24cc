package org.metrobed.lab.recording;

import java.util.List;
import org.metrobed.analysis.score.TrueFault;
import org.metrobed.stream.decode.Reading;

/**
 * The readings of a recording with faults of one family. Immutable.
 *
 * @param readings in the order of arrival
 * @param truth the faults
 */
record FaultedRecording(List<Reading> readings, List<TrueFault> truth) {
    FaultedRecording {
        readings = List.copyOf(readings);
        truth = List.copyOf(truth);
    }
}
