package org.metrobed.lab.faults;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares the rows of the database with the published readings. One thread. */
final class RowCheck {

    private final Expected expected;
    private final Map<String, Integer> datastreams = new HashMap<>();
    private final BitSet seen = new BitSet();
    private long rows;
    private long doubled;
    private long wrong;
    private long foreign;

    /**
     * The result of the comparison. Immutable.
     *
     * @param published published readings
     * @param rows all rows in the time range of the load
     * @param missing readings without a row
     * @param doubled additional rows of a reading after its first
     * @param wrong rows with a value other than the sent value, or with a revision other than 0
     * @param foreign rows of readings that were not published
     */
    record Count(long published, long rows, long missing, long doubled, long wrong, long foreign) {
        static final Count NONE = new Count(0, 0, 0, 0, 0, 0);

        Count plus(Count other) {
            return new Count(
                    published + other.published,
                    rows + other.rows,
                    missing + other.missing,
                    doubled + other.doubled,
                    wrong + other.wrong,
                    foreign + other.foreign);
        }

        boolean exact() {
            return rows == published && missing == 0 && doubled == 0 && wrong == 0 && foreign == 0;
        }
    }

    RowCheck(Expected expected) {
        this.expected = expected;
        List<String> ids = expected.listDatastreams();
        for (int i = 0; i < ids.size(); i++) {
            datastreams.put(ids.get(i), i);
        }
    }

    /** Adds a row. */
    void add(String datastream, long micros, int revision, double value) {
        rows++;
        Integer number = datastreams.get(datastream);
        long sinceStart = micros - expected.startMicros();
        if (number == null
                || sinceStart < 0
                || micros >= expected.endMicros()
                || sinceStart % expected.stepMicros() != 0) {
            foreign++;
            return;
        }
        int reading = Math.toIntExact(sinceStart / expected.stepMicros() * datastreams.size() + number);
        if (seen.get(reading)) {
            doubled++;
        }
        seen.set(reading);
        if (revision != 0 || value != expected.value(number, micros)) {
            wrong++;
        }
    }

    /** The result so far. */
    Count count() {
        return new Count(expected.readings(), rows, expected.readings() - seen.cardinality(), doubled, wrong, foreign);
    }
}
