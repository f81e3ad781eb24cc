package org.metrobed.stream.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
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
    void recordOfTheApiIsNotBeforeItsPartitionAndDoesNotMoveOthers() {
        logTime(0, NOON);

        assertThat(times.notBefore(record(0, NOON - 400)).logMillis()).isEqualTo(NOON);
        assertThat(times.notBefore(record(0, NOON + 30_000)).logMillis()).isEqualTo(NOON + 30_000);
        assertThat(times.notBefore(record(1, NOON - 400)).logMillis()).isEqualTo(NOON - 400);
        assertThat(logTime(0, NOON + 1)).isEqualTo(NOON + 1);
    }

    @Test
    void restoredTimesAreTheNewestThatAnySubtaskSaved() {
        logTime(0, NOON);
        logTime(1, NOON + 7);
        LogTimes restored = new LogTimes();
        times.save().forEach(restored::restore);
        restored.restore(new LogTimes.OfPartition(0, NOON - 5_000, 999, Reading.ALWAYS));

        assertThat(restored.next(record(0, NOON - 1)).logMillis()).isEqualTo(NOON);
        assertThat(restored.next(record(1, NOON)).logMillis()).isEqualTo(NOON + 7);
    }

    @Test
    void recordsAreOrderedSinceTheKeysOfTheirPartitionWereDivided() {
        assertThat(times.next(record(0, NOON)).orderedFromMillis()).isEqualTo(Reading.ALWAYS);
        times.next(new RawRecord(RawKind.DIVISION, 0, 1, NOON + 3, "", new byte[] {'8'}, 1));
        assertThat(times.next(record(0, NOON + 9)).orderedFromMillis()).isEqualTo(NOON + 3);
        assertThat(times.next(record(1, NOON + 9)).orderedFromMillis()).isEqualTo(Reading.ALWAYS);

        LogTimes restored = new LogTimes();
        times.save().forEach(restored::restore);
        restored.restore(new LogTimes.OfPartition(0, NOON + 20, 0, Reading.ALWAYS));
        assertThat(restored.next(record(0, NOON + 21)).orderedFromMillis()).isEqualTo(NOON + 3);
    }

    @Test
    void divisionsAreAheadWhileAPartitionHasNotComeToThem() {
        times.next(record(0, NOON));
        times.next(new RawRecord(RawKind.DIVISION, 4, 0, NOON + 60, "", new byte[] {'5'}, 1));
        assertThat(times.ahead()).containsExactly(Map.entry(4, NOON + 60));
        times.next(new RawRecord(RawKind.DIVISION, 0, 1, NOON + 60, "", new byte[] {'5'}, 1));
        assertThat(times.ahead()).isEmpty();
    }

    @Test
    void receivedTimesOfMessagesRiseByMicrosecondsWithinAPartitionAlsoIfTheirClocksDiffer() {
        assertThat(received(0, NOON, 998)).isEqualTo(NOON * 1_000 + 998);
        assertThat(received(0, NOON - 400, 0)).as("of a slower ingest").isEqualTo(NOON * 1_000 + 999);
        assertThat(received(0, NOON, 999)).isEqualTo(NOON * 1_000 + 1_000);
        assertThat(received(1, NOON, 5)).isEqualTo(NOON * 1_000 + 5);
        assertThat(received(0, NOON + 1, 1)).isEqualTo(NOON * 1_000 + 1_001);
        assertThat(received(0, NOON - 60_001, 3)).isEqualTo((NOON - 60_001) * 1_000 + 3);
    }

    @Test
    void riseGoesOnAfterARestore() {
        received(0, NOON, 998);
        LogTimes restored = new LogTimes();
        times.save().forEach(restored::restore);

        assertThat(restored.next(record(0, NOON).withMicros(998)).receivedMicros())
                .isEqualTo(NOON * 1_000 + 999);
    }

    @Test
    void redrivenMessageKeepsTheMicrosecondsOfItsReception() {
        received(0, NOON, 998);
        RawRecord again = new RawRecord(
                        RawKind.REDRIVE,
                        0,
                        9,
                        NOON - 1,
                        "a/b",
                        new byte[0],
                        0,
                        new byte[0],
                        null,
                        new RawRecord.Again(1, NOON - 7_000, List.of(-1)))
                .withMicros(3);

        assertThat(times.next(again).logMillis()).isEqualTo(NOON);
        assertThat(times.next(again).receivedMicros()).isEqualTo((NOON - 7_000) * 1_000 + 3);
    }

    private long received(int partition, long millis, int micros) {
        return times.next(record(partition, millis).withMicros(micros)).receivedMicros();
    }

    private long logTime(int partition, long millis) {
        return times.next(record(partition, millis)).logMillis();
    }

    private static RawRecord record(int partition, long millis) {
        return new RawRecord(RawKind.MESSAGE, partition, 0, millis, "a/b", new byte[0], 0);
    }
}
