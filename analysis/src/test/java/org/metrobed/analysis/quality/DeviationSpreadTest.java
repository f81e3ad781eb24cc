package org.metrobed.analysis.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeviationSpreadTest {

    private static final MathContext DIGITS = new MathContext(60);

    @Test
    void decidesAsExactNumbersDoHoweverLongTheWindowHasMoved() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            double offset = Math.pow(10, random.nextInt(9));
            DeviationSpread spread = new DeviationSpread();
            Deque<Double> window = new ArrayDeque<>();
            for (int row = 0; row < 400; row++) {
                double value = offset + random.nextInt(50) * 0.1 + (random.nextInt(40) == 0 ? 1e12 : 0);
                spread.forget(row - 30);
                spread.add(row, value, 1_000, 1);
                window.add(value);
                if (window.size() > 30) {
                    window.remove();
                }
                double exact = deviation(window);
                for (double distance : new double[] {1e-14, 1e-6}) {
                    assertThat(spread.isBelow(exact * (1 - distance)))
                            .as("seed %d row %d", seed, row)
                            .isFalse();
                    assertThat(spread.isBelow(exact * (1 + distance)))
                            .as("seed %d row %d", seed, row)
                            .isEqualTo(exact > 0);
                }
            }
        }
    }

    private static double deviation(Deque<Double> window) {
        BigDecimal rows = BigDecimal.valueOf(window.size());
        BigDecimal sum = window.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal mean = sum.divide(rows, DIGITS);
        BigDecimal squares = window.stream()
                .map(value -> new BigDecimal(value).subtract(mean).pow(2))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return Math.sqrt(squares.divide(rows, DIGITS).doubleValue());
    }
}
