package org.metrobed.simulators.replay;

import java.util.ArrayList;
import java.util.List;
import org.metrobed.simulators.payload.PayloadSample;

/** Counts of a replay. One thread. */
final class ReplayCounts {

    private static final int MOST_NOTES = 20;

    private final List<String> notes = new ArrayList<>();
    private long rows;
    private long readings;
    private long missing;
    private long unreadable;
    private long others;
    private long messages;
    private long nextRow;

    ReplayCounts(long firstRow) {
        nextRow = firstRow;
    }

    /** Counts a row of the file, by its samples. */
    void addRow(List<ReplayRow> samples) {
        rows++;
        nextRow++;
        others += samples.isEmpty() ? 1 : 0;
        samples.forEach(this::addSample);
    }

    private void addSample(ReplayRow row) {
        for (PayloadSample.Value value : row.sample().values()) {
            if (row.time().isEmpty() || !value.isReadable()) {
                unreadable++;
            } else if (value.text() == null && Double.isNaN(value.number())) {
                missing++;
            } else {
                readings++;
            }
        }
        row.notes().stream().limit(MOST_NOTES - notes.size()).forEach(notes::add);
    }

    void addMessage() {
        messages++;
    }

    ReplayReport report() {
        return new ReplayReport(rows, readings, missing, unreadable, others, messages, nextRow, notes);
    }
}
