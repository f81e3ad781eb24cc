package org.metrobed.stream.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.topics.RawKind;

class LogTimesTest {

    private static final long NOON = 1_777_636_800_000L;

    private final LogTimes times = new LogTimes();

    @Test
    void recordOfASlowerClockGetsTheNewestTimeBeforeIt() {
        assertThat(logTime(0, NOON)).isEqualTo(NOON);
        assertThat(logTime(0, NOON - 400)).isEqualTo(NOON);
        assertThat(logTime(0, NOON - 60_000)).isEqualTo(NOON);
        assertThat(logTime(0, NOON + 1)).isEqualTo(NOON + 1);
    }

    @Test
    void partitionsHaveTimesOfTheirOwn() {
        logTime(0, NOON);

        assertThat(logTime(1, NOON - 400)).isEqualTo(NOON - 400);
    }

    @Test
    void recordOfAWrongClockKeepsItsTimeAndDoesNotMoveOthers() {
        logTime(0, NOON);

        assertThat(logTime(0, NOON - 60_001)).isEqualTo(NOON - 60_001);
        assertThat(logTime(0, NOON - 1)).isEqualTo(NOON);
    }

    @Test
    void restoredTimesAreTheNewestThatAnySubtaskSaved() {
        logTime(0, NOON);
        logTime(1, NOON + 7);
        LogTimes restored = new LogTimes();
        times.save().forEach(restored::restore);
        restored.restore(new LogTimes.OfPartition(0, NOON - 5_000));

        assertThat(restored.next(record(0, NOON - 1)).logMillis()).isEqualTo(NOON);
        assertThat(restored.next(record(1, NOON)).logMillis()).isEqualTo(NOON + 7);
    }

    private long logTime(int partition, long millis) {
        return times.next(record(partition, millis)).logMillis();
    }

    private static RawRecord record(int partition, long millis) {
        return new RawRecord(RawKind.MESSAGE, partition, 0, millis, "a/b", new byte[0], 0);
    }
}
