package org.metrobed.model.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void mergingInAnyOrderGivesWhatOnePassGives() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            int n = 1 + random.nextInt(60);
            double[] values = random.doubles(n, -1e3, 1e6).toArray();
            List<Summary> parts = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                parts.add(Summary.of(values[i], i));
            }
            Collections.shuffle(parts, random);
            Summary merged = parts.stream().reduce(Summary.EMPTY, Summary::merge);
            double mean = 0;
            for (double value : values) {
                mean += value / n;
            }
            double squares = 0;
            for (double value : values) {
                squares += (value - mean) * (value - mean);
            }
            assertThat(merged.count()).isEqualTo(n);
            assertThat(merged.mean()).isCloseTo(mean, within(Math.abs(mean) * 1e-12 + 1e-9));
            assertThat(merged.squares()).isCloseTo(squares, within(squares * 1e-9 + 1e-9));
            assertThat(merged.first()).isEqualTo(values[0]);
            assertThat(merged.last()).isEqualTo(values[n - 1]);
        }
    }

    @Test
    void summaryInAnotherUnitIsThatOfTheConvertedReadings() {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            int n = 1 + random.nextInt(100);
            double scale = seed % 2 == 0 ? 1.8 : -0.25;
            SummaryAccumulator stored = new SummaryAccumulator();
            SummaryAccumulator wanted = new SummaryAccumulator();
            for (int i = 0; i < n; i++) {
                double value = random.nextInt(40) - 5;
                stored.add(Summary.of(value, i));
                wanted.add(Summary.of(value * scale + 32, i));
            }
            Summary converted = stored.build().inUnit(scale, 32);
            Summary right = wanted.build();
            assertThat(converted.mean()).isCloseTo(right.mean(), within(1e-9));
            assertThat(converted.squares()).isCloseTo(right.squares(), within(1e-6));
            assertThat(converted.sum()).isCloseTo(right.sum(), within(1e-9));
            assertThat(converted)
                    .extracting(Summary::count, Summary::min, Summary::minMicros, Summary::max, Summary::maxMicros)
                    .containsExactly(right.count(), right.min(), right.minMicros(), right.max(), right.maxMicros());
            assertThat(converted)
                    .extracting(Summary::first, Summary::last)
                    .containsExactly(right.first(), right.last());
            double half = converted.quantiles().at(0.5);
            double error = Quantiles.RELATIVE_ERROR * (Math.abs(half) + 32 + Math.abs(half - 32));
            assertThat(half).isCloseTo(right.quantiles().at(0.5), within(n <= Quantiles.EXACT ? 1e-9 : error));
        }
    }

    @Test
    void equalExtremesKeepTheEarliestTime() {
        Summary summary = Summary.EMPTY.add(5, 20).add(5, 10).add(5, 30);
        assertThat(summary.minMicros()).isEqualTo(10);
        assertThat(summary.maxMicros()).isEqualTo(10);
    }

    @Test
    void emptyChangesNothing() {
        Summary one = Summary.of(3, 1);
        assertThat(Summary.EMPTY.merge(one)).isEqualTo(one);
        assertThat(one.merge(Summary.EMPTY)).isEqualTo(one);
        assertThat(Summary.EMPTY.standardDeviation()).isNaN();
    }
}
