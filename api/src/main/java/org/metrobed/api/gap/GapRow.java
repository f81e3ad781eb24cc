package org.metrobed.api.gap;

import java.util.List;
import java.util.OptionalLong;
import org.metrobed.analysis.gap.GapCause;
import org.metrobed.store.gap.FoundGap;

/**
 * A gap of a datastream with its cause, and its key in a list by (datastream, time). Immutable.
 *
 * @param datastream the datastream
 * @param found the gap and the unusable readings in it
 * @param intervalMillis expected time between readings when the reading before it was judged; empty if no catalog has it
 * @param missing number of missing usable readings; -1 if unknown
 * @param cause its cause
 * @param detail description of the cause, null if there is nothing to add
 */
record GapRow(
        String datastream, FoundGap found, OptionalLong intervalMillis, long missing, GapCause cause, String detail) {

    /** Number of parts of a key. */
    static final int PARTS = 2;

    /** Its key: the list continues at its end. */
    List<String> key() {
        return List.of(datastream, Long.toString(found.gap().toMicros()));
    }
}
