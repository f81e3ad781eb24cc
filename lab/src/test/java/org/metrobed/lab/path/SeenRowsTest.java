package org.metrobed.lab.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class SeenRowsTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final SeenRows seen = new SeenRows(START, Duration.ofSeconds(1));

    @Test
    void aRowCountsOnceWhenItIsSeenFirst() {
        seen.see("a", START, START.plusMillis(300));
        seen.see("a", START, START.plusMillis(900));
        seen.see("b", START.plusMillis(500), START.plusMillis(600));

        assertThat(seen.delay()).isEqualTo(new Delay(2, 100, 300, 300));
    }

    @Test
    void readingsThatBecameReadableTogetherAfterAStallAllCount() {
        seen.see("a", START, START.plusMillis(200));
        seen.see("a", START.plusSeconds(4), START.plusMillis(4_500));

        assertThat(seen.delay()).isEqualTo(new Delay(5, 1_500, 3_500, 3_500));
    }

    @Test
    void rowsOfAnEarlierPhaseDoNotCount() {
        seen.see("a", START.minusMillis(1), START.plusMillis(200));
        assertThat(seen.oldest()).isEqualTo(Instant.EPOCH);
        seen.see("a", START.plusMillis(10), START.plusMillis(210));

        assertThat(seen.delay()).isEqualTo(new Delay(1, 200, 200, 200));
        assertThat(seen.oldest()).isEqualTo(START.plusMillis(10));
    }
}
