package org.metrobed.bench.faults;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.metrobed.bench.load.BenchCity;

/** Holds the rows of the database against what was published. One thread. */
final class Tally {

    private final Feed feed;
    private final Map<String, Integer> datastreams = new HashMap<>();
    private final BitSet seen = new BitSet();
    private long rows;
    private long doubled;
    private long wrong;
    private long foreign;

    /**
     * What came of it. Immutable.
     *
     * @param published readings
     * @param rows all of the time of the load
     * @param missing readings without a row
     * @param doubled rows beside the first of their reading
     * @param wrong rows with another value than was sent, or that are not revision 0
     * @param foreign rows that nobody has published
     */
    record Count(long published, long rows, long missing, long doubled, long wrong, long foreign) {
        boolean exact() {
            return rows == published && missing == 0 && doubled == 0 && wrong == 0 && foreign == 0;
        }
    }

    Tally(Feed feed) {
        this.feed = feed;
        List<String> ids = BenchCity.listDatastreams(feed.things());
        for (int i = 0; i < ids.size(); i++) {
            datastreams.put(ids.get(i), i);
        }
    }

    /** Takes in a row. */
    void add(String datastream, long micros, int revision, double value) {
        rows++;
        Integer number = datastreams.get(datastream);
        long sinceStart = micros - feed.startMicros();
        if (number == null || sinceStart < 0 || micros >= feed.endMicros() || sinceStart % Feed.STEP_MICROS != 0) {
            foreign++;
            return;
        }
        int reading = Math.toIntExact(sinceStart / Feed.STEP_MICROS * feed.datastreams() + number);
        if (seen.get(reading)) {
            doubled++;
        }
        seen.set(reading);
        if (revision != 0 || value != Feed.value(number, micros)) {
            wrong++;
        }
    }

    /** What has come in so far. */
    Count count() {
        return new Count(feed.readings(), rows, feed.readings() - seen.cardinality(), doubled, wrong, foreign);
    }
}
