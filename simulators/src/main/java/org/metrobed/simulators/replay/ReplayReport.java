package org.metrobed.simulators.replay;

import java.util.List;

/**
 * The result of a replay. Each value of a row is in one of three counts: readings, missing, unreadable. Immutable.
 *
 * @param rows published rows of the file
 * @param readings values that are numbers
 * @param missing values that the file marks as missing; sent as null
 * @param unreadable values that are not numbers, or whose row has no readable time; sent so that they become dead
 *     letters
 * @param others rows that the mapping does not mean: none of its conditions holds
 * @param messages MQTT messages
 * @param nextRow the row to continue with, from 1
 * @param notes the first unreadable values, each with its line
 */
public record ReplayReport(
        long rows,
        long readings,
        long missing,
        long unreadable,
        long others,
        long messages,
        long nextRow,
        List<String> notes) {
    public ReplayReport {
        notes = List.copyOf(notes);
    }
}
