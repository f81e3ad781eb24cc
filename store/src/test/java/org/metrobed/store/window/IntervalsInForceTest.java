package org.metrobed.store.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalsInForceTest {

    private static final long HOUR = Duration.ofHours(1).toMillis();

    /** An hour and the interval of its part, minutes. */
    private record Part(int hour, int minutes) {}

    @Test
    void absentPartHasTheIntervalOfThePartBeforeIt() {
        List<Part> parts = List.of(new Part(0, 5), new Part(1, 5), new Part(3, 10), new Part(4, 10));
        assertThat(expected(parts, 6))
                .as("three hours at five minutes, three at ten")
                .isEqualTo(36 + 18);
    }

    @Test
    void timeBeforeTheFirstPartHasItsInterval() {
        assertThat(expected(List.of(new Part(2, 10), new Part(4, 5)), 6)).isEqualTo(24 + 24);
    }

    @Test
    void dayOfThreeIntervalsExpectsEachForItsTime() {
        List<Part> parts = new ArrayList<>();
        for (int hour = 0; hour < 12; hour++) {
            parts.add(new Part(hour, hour < 4 ? 10 : hour < 8 ? 5 : 20));
        }
        parts.add(new Part(16, 20));
        assertThat(expected(parts, 24)).isEqualTo(24 + 48 + 48);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void orderOfPartsDoesNotMatterIfEachIntervalIsInForceOnce(int seed) {
        List<Part> parts = new ArrayList<>();
        for (int hour = 0; hour < 24; hour++) {
            if (hour % 7 != 3) {
                parts.add(new Part(hour, hour < 9 ? 5 : hour < 15 ? 10 : 20));
            }
        }
        double inOrder = expected(parts, 24);
        Collections.shuffle(parts, new Random(seed));
        assertThat(expected(parts, 24)).isEqualTo(inOrder);
    }

    private static double expected(List<Part> parts, int hours) {
        IntervalsInForce intervals = new IntervalsInForce();
        parts.forEach(part -> intervals.add(part.hour * HOUR * 1_000, part.minutes * 60_000L));
        return intervals.expected(0, hours * HOUR * 1_000).readings();
    }
}
