package org.metrobed.model.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What docs/WINDOWS.md says of the precision of sums. */
class SumPrecisionTest {

    private static final double UNIT_ROUNDOFF = 0x1p-53;

    private final Random random = new Random(20);

    @Test
    void sumIsThatOfBinaryFractions() {
        assertThat(sum(List.of(0.1, 0.2))).isEqualTo(0.30000000000000004);
    }

    @Test
    void sumOfAnyOrderAndAnyPartsIsWithinTheStatedBoundOfTheExactOne() {
        for (int run = 0; run < 50; run++) {
            List<Double> values = new ArrayList<>();
            int count = 2 + random.nextInt(1_500);
            for (int i = 0; i < count; i++) {
                values.add((random.nextInt(20_001) - 5_000) / 100.0);
            }
            BigDecimal exact = BigDecimal.ZERO;
            double magnitude = 0;
            for (double value : values) {
                exact = exact.add(new BigDecimal(value));
                magnitude += Math.abs(value);
            }
            double bound = count * UNIT_ROUNDOFF * magnitude;
            Collections.shuffle(values, random);
            assertThat(distance(sum(values), exact)).isLessThanOrEqualTo(bound);
            assertThat(distance(sumOfParts(values), exact)).isLessThanOrEqualTo(bound);
        }
    }

    @Test
    void sumOfWholeNumbersAndOfHalvesIsExactInAnyOrder() {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            values.add(random.nextInt(1_000_000) / 8.0);
        }
        double sum = sum(values);
        for (int run = 0; run < 20; run++) {
            Collections.shuffle(values, random);
            assertThat(sum(values)).isEqualTo(sum);
            assertThat(sumOfParts(values)).isEqualTo(sum);
        }
    }

    private static double distance(double sum, BigDecimal exact) {
        return new BigDecimal(sum).subtract(exact).abs().doubleValue();
    }

    private static double sum(List<Double> values) {
        Summary summary = Summary.EMPTY;
        for (int i = 0; i < values.size(); i++) {
            summary = summary.add(values.get(i), i);
        }
        return summary.sum();
    }

    private double sumOfParts(List<Double> values) {
        Summary whole = Summary.EMPTY;
        int from = 0;
        while (from < values.size()) {
            int to = Math.min(values.size(), from + 1 + random.nextInt(60));
            Summary part = Summary.EMPTY;
            for (int i = from; i < to; i++) {
                part = part.add(values.get(i), i);
            }
            whole = whole.merge(part);
            from = to;
        }
        return whole.sum();
    }
}
