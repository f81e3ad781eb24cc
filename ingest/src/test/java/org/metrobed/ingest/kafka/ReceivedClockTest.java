package org.metrobed.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceivedClockTest {

    private static final long HOUR = 3_600_000;

    private long machineMillis = 10 * HOUR;
    private long nanos;
    private final ReceivedClock clock =
            ReceivedClock.followingKafka(() -> Instant.ofEpochMilli(machineMillis), () -> nanos);

    @Test
    void timeGoesOnByMicrosecondsWhileTheMachinesClockIsBehindOrStands() {
        Iterator<Instant> machine =
                List.of(5L, 7L, 3L, 7L, 8L).stream().map(Instant::ofEpochMilli).iterator();
        ReceivedClock plain = new ReceivedClock(machine::next);

        assertThat(List.of(plain.micros(), plain.micros(), plain.micros(), plain.micros(), plain.micros()))
                .containsExactly(5_000L, 7_000L, 7_001L, 7_002L, 8_000L);
    }

    @Test
    void timeGoesOnWhenTheMachinesClockJumpsAheadOrBack() {
        assertThat(millis()).isEqualTo(10 * HOUR);

        pass(100);
        machineMillis += HOUR;
        assertThat(millis()).isEqualTo(10 * HOUR + 100);

        pass(100);
        machineMillis -= 2 * HOUR;
        assertThat(millis()).isEqualTo(10 * HOUR + 200);
    }

    @Test
    void machinesClockThatIsWrongFromTheStartYieldsToThatOfKafka() {
        pass(20);
        clock.compare(11 * HOUR, 0);
        assertThat(millis()).as("the machine was an hour behind").isEqualTo(11 * HOUR);

        pass(1_000);
        assertThat(millis()).isEqualTo(11 * HOUR + 1_000);
    }

    @Test
    void machinesClockIsFollowedAgainWhenItAgreesWithThatOfKafka() {
        millis();
        machineMillis += HOUR; // slept, or was set right
        assertThat(millis()).isEqualTo(10 * HOUR);

        clock.compare(11 * HOUR, nanos);
        assertThat(millis()).isEqualTo(11 * HOUR);
    }

    @Test
    void confirmationThatCameLateSaysNothingAgainstTheMachinesClock() {
        pass(60_000);
        clock.compare(machineMillis - 50_000, 0);
        assertThat(millis()).isEqualTo(machineMillis);
    }

    @Test
    void timeThatIsCorrectedNeverGoesBack() {
        assertThat(millis()).isEqualTo(10 * HOUR);
        clock.compare(9 * HOUR, nanos);
        long before = clock.micros();
        pass(10);
        assertThat(clock.micros()).isEqualTo(before + 1);
    }

    @Test
    void clockAtTheBorderOfTheToleranceIsNotTakenAndLeftAgainAndAgain() {
        clock.compare(machineMillis + 2_100, nanos);
        assertThat(clock.correctionSeconds()).isEqualTo(2.1);
        clock.compare(machineMillis + 1_900, nanos);
        assertThat(clock.correctionSeconds()).as("still corrected").isEqualTo(2.1);
        clock.compare(machineMillis + 900, nanos);
        assertThat(clock.correctionSeconds()).isZero();
        clock.compare(machineMillis + 1_900, nanos);
        assertThat(clock.correctionSeconds()).as("still that of the machine").isZero();
    }

    @Test
    void correctionIsATroubleInWords() {
        assertThat(clock.findTrouble()).isEmpty();
        clock.compare(11 * HOUR, nanos);
        assertThat(clock.findTrouble().orElseThrow()).contains("3600.0 s ahead of the clock of this machine");
        clock.compare(9 * HOUR, nanos);
        assertThat(clock.findTrouble().orElseThrow()).contains("3600.0 s behind the clock of this machine");
        clock.compare(10 * HOUR, nanos);
        assertThat(clock.findTrouble()).isEmpty();
    }

    @Test
    void jumpIsToldOnceWhoeverReadTheClockFirst() {
        clock.micros();
        assertThat(clock.hasJumped()).isFalse();
        machineMillis += HOUR;
        assertThat(clock.hasJumped()).isTrue();
        assertThat(clock.hasJumped()).isFalse();

        machineMillis -= HOUR;
        clock.micros();
        assertThat(clock.hasJumped()).isTrue();

        ReceivedClock plain = new ReceivedClock(() -> Instant.ofEpochMilli(machineMillis));
        plain.micros();
        machineMillis += HOUR;
        assertThat(plain.hasJumped()).as("follows its source").isFalse();
    }

    private long millis() {
        return clock.micros() / 1_000;
    }

    private void pass(long millis) {
        machineMillis += millis;
        nanos += millis * 1_000_000;
    }
}
