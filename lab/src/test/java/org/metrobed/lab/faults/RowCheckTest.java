package org.metrobed.lab.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RowCheckTest {

    private static final Feed FEED = new Feed(1, 1_767_225_600_000_000L, 2);
    private static final List<String> IDS = FEED.listDatastreams();

    private final RowCheck tally = new RowCheck(FEED);

    @Test
    void oneRowForEachReadingIsExact() {
        addAll();

        assertThat(tally.count()).isEqualTo(new RowCheck.Count(20, 20, 0, 0, 0, 0));
        assertThat(tally.count().exact()).isTrue();
    }

    @Test
    void aReadingWithoutRowIsMissing() {
        add(0, 0, 0);

        assertThat(tally.count()).isEqualTo(new RowCheck.Count(20, 1, 19, 0, 0, 0));
        assertThat(tally.count().exact()).isFalse();
    }

    @Test
    void aSecondRowIsDoubled() {
        addAll();
        add(3, 1, 0);

        assertThat(tally.count()).isEqualTo(new RowCheck.Count(20, 21, 0, 1, 0, 0));
        assertThat(tally.count().exact()).isFalse();
    }

    @Test
    void anotherValueOrRevisionIsWrong() {
        tally.add(IDS.get(0), FEED.micros(0), 0, 1e9);
        add(1, 0, 1);

        assertThat(tally.count().wrong()).isEqualTo(2);
    }

    @Test
    void whatNobodyPublishedIsForeign() {
        tally.add("bench/thing-9999/p0", FEED.micros(0), 0, 1);
        tally.add(IDS.get(0), FEED.startMicros() - 1_000_000, 0, 1);
        tally.add(IDS.get(0), FEED.endMicros(), 0, 1);
        tally.add(IDS.get(0), FEED.startMicros() + 1, 0, 1);

        assertThat(tally.count()).isEqualTo(new RowCheck.Count(20, 4, 20, 0, 0, 4));
    }

    private void addAll() {
        for (int round = 0; round < FEED.rounds(); round++) {
            for (int datastream = 0; datastream < IDS.size(); datastream++) {
                add(datastream, round, 0);
            }
        }
    }

    private void add(int datastream, int round, int revision) {
        long micros = FEED.micros(round);
        tally.add(IDS.get(datastream), micros, revision, FEED.value(datastream, micros));
    }
}
