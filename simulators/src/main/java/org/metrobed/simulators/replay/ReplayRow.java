package org.metrobed.simulators.replay;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.metrobed.simulators.payload.PayloadSample;

/**
 * A row of the file to be sent, or the part of one that has its own time. Immutable.
 *
 * @param line its line in the file, from 1
 * @param time phenomenon time; empty if it cannot be read
 * @param sample the sample to send
 * @param notes unreadable parts, each with its line
 */
record ReplayRow(long line, Optional<Instant> time, PayloadSample sample, List<String> notes) {
    ReplayRow {
        notes = List.copyOf(notes);
    }

    /** Whether a value is a number or missing, and has a time, so that it becomes an observation. */
    boolean isReading() {
        return time.isPresent() && sample.values().stream().anyMatch(PayloadSample.Value::isReadable);
    }

    /** Whether the whole row is readable. */
    boolean isReadable() {
        return notes.isEmpty();
    }
}
