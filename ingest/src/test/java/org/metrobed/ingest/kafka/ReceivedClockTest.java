package org.metrobed.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceivedClockTest {

    @Test
    void timeGoesOnByMicrosecondsWhileTheMachinesClockIsBehindOrStands() {
        Iterator<Instant> machine =
                List.of(5L, 7L, 3L, 7L, 8L).stream().map(Instant::ofEpochMilli).iterator();
        ReceivedClock clock = new ReceivedClock(machine::next);

        assertThat(List.of(clock.micros(), clock.micros(), clock.micros(), clock.micros(), clock.micros()))
                .containsExactly(5_000L, 7_000L, 7_001L, 7_002L, 8_000L);
    }
}
