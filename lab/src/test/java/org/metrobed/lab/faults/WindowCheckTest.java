package org.metrobed.lab.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
        tally.add(row(1, 60, 0, SUM));

        assertThat(tally.count()).isEqualTo(new WindowCheck.Count(10, 1, 0));
        assertThat(tally.count().holds()).isFalse();
    }

    @Test
    void revisionsMissingLateAndOtherReadingsAreWrong() {
        tally.add(row(2, 60, 0, SUM));
        tally.add(row(1, 59, 0, SUM));
        tally.add(row(1, 60, 1, SUM));
        tally.add(row(1, 60, 0, SUM + 0.01));

        assertThat(tally.count()).isEqualTo(new WindowCheck.Count(10, 0, 4));
    }

    private static WindowCheck.Row row(int revisions, long good, long late, double sum) {
        return new WindowCheck.Row(FEED.listDatastreams().get(0), START, revisions, good, late, sum);
    }

    private static double sum() {
        double sum = 0;
        for (int round = 0; round < 60; round++) {
            sum += FEED.value(0, FEED.micros(round));
        }
        return sum;
    }
}
