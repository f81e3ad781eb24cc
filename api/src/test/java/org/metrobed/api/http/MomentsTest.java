package org.metrobed.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MomentsTest {

    @Test
    void textIsThatOfTheFormatterWithThreeOrSixDigits() {
        Random random = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            long second = random.nextLong(-10_000_000_000L, 40_000_000_000L);
            int micros = random.nextInt(1_000_000);
            assertThat(Moments.format(Instant.ofEpochSecond(second, micros * 1_000L)))
                    .isEqualTo(text(Instant.ofEpochSecond(second, micros * 1_000L), micros % 1_000 == 0 ? 3 : 6));
            assertThat(Moments.format(Instant.ofEpochSecond(second))).isEqualTo(text(Instant.ofEpochSecond(second), 3));
        }
    }

    private static String text(Instant instant, int digits) {
        return new DateTimeFormatterBuilder()
                .appendInstant(digits)
                .toFormatter()
                .format(instant);
    }
}
