package org.metrobed.lab.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CitySignalTest {

    private static final CityPlan CITY = new CityPlan(20, 1, 1);
    private static final long START_MICROS = 1_767_225_600_000_000L;

    @Test
    void atAnyTimeOneOf200DatastreamsIsAboveTheThreshold() {
        for (int second : new int[] {0, 30, 59, 60, 3_600, 86_399}) {
            long micros = START_MICROS + second * 1_000_000L;

            assertThat(IntStream.range(0, 200)
                            .filter(datastream -> CitySignal.hundredths(CITY, datastream, micros) > 10_100)
                            .count())
                    .isBetween(1L, 4L); // some are spikes
        }
    }

    @Test
    void aHighBlockIsLongEnoughToOpenAnAlert() {
        int datastream = IntStream.range(0, 200)
                .filter(one -> IntStream.range(0, 10)
                        .allMatch(second ->
                                CitySignal.hundredths(CITY, one, START_MICROS + second * 1_000_000L) > 10_100))
                .findFirst()
                .orElseThrow();

        assertThat(IntStream.range(0, CitySignal.BLOCK * CitySignal.HIGH_EVERY)
                        .map(second -> CitySignal.hundredths(CITY, datastream, START_MICROS + second * 1_000_000L))
                        .filter(value -> value > 12_000))
                .hasSizeLessThanOrEqualTo(CitySignal.BLOCK);
    }

    @Test
    void valuesAreInsideTheRanges() {
        assertThat(IntStream.range(0, 100_000)
                        .map(i -> CitySignal.hundredths(CITY, i % 200, START_MICROS + i * 1_000_000L)))
                .allMatch(value -> value > 2_800 && value < 15_000);
    }
}
