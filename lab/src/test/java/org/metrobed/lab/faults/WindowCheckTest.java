package org.metrobed.lab.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WindowRevisionBuilder;
import org.metrobed.store.window.MergedWindow;

final class WindowCheckTest {

    private static final long START = 1_767_225_600_000_000L;
    private static final Feed FEED = new Feed(1, START, 61);
    private static final double SUM = sum();

    private final WindowCheck tally = new WindowCheck(FEED);

    @Test
    void aMinuteCountsWhenAReadingHasPassedItsEnd() {
        assertThat(tally.count().expected()).isEqualTo(10);
        assertThat(WindowCheck.endMicros(FEED)).isEqualTo(START + 60_000_000);
        assertThat(new WindowCheck(new Feed(1, START, 60)).count().expected()).isZero();
    }

    @Test
    void aWindowOfAllReadingsIsExact() {
        tally.add(window(1, 60, 0, SUM));

        assertThat(tally.count()).isEqualTo(new WindowCheck.Count(10, 1, 0));
        assertThat(tally.count().holds()).isFalse();
    }

    @Test
    void revisionsMissingLateAndOtherReadingsAreWrong() {
        tally.add(window(2, 60, 0, SUM));
        tally.add(window(1, 59, 0, SUM));
        tally.add(window(1, 60, 1, SUM));
        tally.add(window(1, 60, 0, SUM + 0.01));

        assertThat(tally.count()).isEqualTo(new WindowCheck.Count(10, 0, 4));
    }

    private static MergedWindow window(int revisions, long good, long late, double sum) {
        return MergedWindow.ofStored(
                WindowRevisionBuilder.builder()
                        .datastream(FEED.listDatastreams().get(0))
                        .sizeMillis(60_000)
                        .startMicros(START)
                        .intervalMillis(1_000)
                        .good(Summary.of(sum, START).with().count(good).build())
                        .suspect(Summary.EMPTY)
                        .lateCount(late)
                        .build(),
                revisions,
                "test");
    }

    private static double sum() {
        double sum = 0;
        for (int round = 0; round < 60; round++) {
            sum += FEED.value(0, FEED.micros(round));
        }
        return sum;
    }
}
