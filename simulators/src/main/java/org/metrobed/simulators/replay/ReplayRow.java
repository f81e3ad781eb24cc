package org.metrobed.simulators.replay;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.metrobed.simulators.payload.PayloadSample;

/**
 * A row as it will be sent. Immutable.
 *
 * @param time when it was observed; empty when that cannot be read
 * @param sample what is sent
 * @param notes what could not be read, each with its line
 */
record ReplayRow(Optional<Instant> time, PayloadSample sample, List<String> notes) {
    ReplayRow {
        notes = List.copyOf(notes);
    }

    /** Whether all of it could be read. */
    boolean isReadable() {
        return notes.isEmpty();
    }
}
