package org.metrobed.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceivedClockTest {

    @Test
    void timeStandsStillWhileTheMachinesClockIsBehind() {
        Iterator<Instant> machine =
                List.of(5L, 7L, 3L, 7L, 8L).stream().map(Instant::ofEpochMilli).iterator();
        ReceivedClock clock = new ReceivedClock(machine::next);

        assertThat(List.of(clock.millis(), clock.millis(), clock.millis(), clock.millis(), clock.millis()))
                .containsExactly(5L, 7L, 7L, 7L, 8L);
    }
}
