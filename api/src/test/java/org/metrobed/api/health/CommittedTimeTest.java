package org.metrobed.api.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class CommittedTimeTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final CommittedTime committed = new CommittedTime();

    @Test
    void firstTimeSaysNothingOfHowLongItHasStood() {
        assertThat(committed.standsFor(NOON.minusSeconds(3_600), NOON)).isZero();
    }

    @Test
    void timeThatDoesNotAdvanceStandsSinceItWasFirstSeen() {
        committed.standsFor(NOON, NOON.plusSeconds(5));
        assertThat(committed.standsFor(NOON, NOON.plusSeconds(65))).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void timeThatAdvancesStandsNoLonger() {
        committed.standsFor(NOON, NOON.plusSeconds(5));
        assertThat(committed.standsFor(NOON.plusMillis(1), NOON.plusSeconds(65)))
                .isZero();
    }
}
