package org.metrobed.api.gap;

import java.util.List;
import org.metrobed.analysis.gap.GapCause;
import org.metrobed.store.gap.FoundGap;

/**
 * A gap of a datastream with its cause, and its place in a list by (datastream, time). Immutable.
 *
 * @param datastream whose gap
 * @param found where it is and what came in it
 * @param missing how many usable readings are missing; -1 when nobody says
 * @param cause why it is there
 * @param detail the cause in words, null when there is nothing to add
 */
record GapRow(String datastream, FoundGap found, long missing, GapCause cause, String detail) {

    /** How many parts a place has. */
    static final int PARTS = 2;

    /** Its place: the list goes on at its end. */
    List<String> key() {
        return List.of(datastream, Long.toString(found.gap().toMicros()));
    }
}
