package org.metrobed.simulators.replay;

import java.util.List;

/**
 * What a replay did. Every row has as many values as the mapping has columns, and each is in one of three counts: {@code
 * rows × columns = readings + missing + unreadable}. Immutable.
 *
 * @param rows rows of the file that were published
 * @param readings values that are numbers
 * @param missing values that the file says are missing; sent as null
 * @param unreadable values that are no numbers, or whose row has no readable time; sent so that they end as dead letters
 * @param messages MQTT messages
 * @param nextRow the row to go on with, from 1
 * @param notes the first of the unreadable, each with its line
 */
public record ReplayReport(
        long rows, long readings, long missing, long unreadable, long messages, long nextRow, List<String> notes) {
    public ReplayReport {
        notes = List.copyOf(notes);
    }
}
