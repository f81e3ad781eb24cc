package org.metrobed.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThingTest {

    private static final Location HERE = new Location(52.5, 13.4, "", "");
    private static final Location THERE = new Location(48.1, 11.6, "", "");

    @Test
    void moveWithTheSameDeviceIsNoExchange() {
        Instant first = Instant.parse("2026-03-01T00:00:00Z");
        Instant second = Instant.parse("2026-04-01T00:00:00Z");
        Instant third = Instant.parse("2026-05-01T00:00:00Z");
        Thing thing = new Thing(
                "t/a",
                "A",
                Family.AIR,
                "any",
                "",
                List.of(
                        new Deployment(Instant.MIN, first, HERE, "meter", "1", "2025"),
                        new Deployment(first, second, THERE, "meter", "1", "2026"),
                        new Deployment(second, third, THERE, "meter", "2", "2026"),
                        new Deployment(third, Instant.MAX, THERE, "other meter", "2", "2026")),
                null);

        assertThat(thing.exchanges()).containsExactly(micros(second), micros(third));
    }

    private static long micros(Instant time) {
        return time.getEpochSecond() * 1_000_000;
    }
}
