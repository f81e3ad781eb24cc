package org.metrobed.lab.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.metrobed.lab.faults.RandomFault.Place;

final class FaultScheduleTest {

    private static final Duration LENGTH = Duration.ofMinutes(2);
    private static final Set<Place> ALL = EnumSet.allOf(Place.class);

    @Test
    void oneSeedAlwaysGivesTheSameSchedule() {
        assertThat(FaultSchedule.of(7, LENGTH, ALL)).isEqualTo(FaultSchedule.of(7, LENGTH, ALL));
        assertThat(FaultSchedule.of(7, LENGTH, ALL)).isNotEqualTo(FaultSchedule.of(8, LENGTH, ALL));
    }

    @Test
    void everyFaultOccursInSomeOfTheFirstFiftySeeds() {
        assertThat(schedules().flatMap(schedule -> schedule.faults().stream()))
                .extracting(ScheduledFault::fault)
                .contains(RandomFault.values());
    }

    @Test
    void faultsOfOnePlaceDoNotOverlapAndAllEndWithinTheLength() {
        schedules().forEach(schedule -> {
            assertThat(schedule.faults())
                    .hasSizeGreaterThan(5)
                    .allSatisfy(fault -> assertThat(fault.end()).isLessThan(LENGTH));
            for (Place place : Place.values()) {
                List<ScheduledFault> own = schedule.faults().stream()
                        .filter(fault -> fault.fault().place() == place)
                        .toList();
                for (int i = 1; i < own.size(); i++) {
                    assertThat(own.get(i).at()).isGreaterThan(own.get(i - 1).end());
                }
            }
        });
    }

    /** The schedule that the integration test names, with and without libfaketime. */
    @Test
    void scheduleOfTheIntegrationTestHitsSixPlacesAtLeast() {
        Set<Place> places = EnumSet.complementOf(EnumSet.of(Place.BROKER));
        Set<Place> withoutClock = EnumSet.complementOf(EnumSet.of(Place.BROKER, Place.CLOCK));

        for (Set<Place> there : List.of(places, withoutClock)) {
            assertThat(FaultSchedule.of(165, Duration.ofSeconds(30), there).faults().stream()
                            .map(fault -> fault.fault().place())
                            .distinct())
                    .hasSizeGreaterThanOrEqualTo(6);
        }
    }

    @Test
    void absentPlacesHaveNoFaults() {
        Set<Place> places = EnumSet.complementOf(EnumSet.of(Place.BROKER, Place.CLOCK));

        assertThat(FaultSchedule.of(1, Duration.ofHours(1), places).faults())
                .extracting(fault -> fault.fault().place())
                .doesNotContain(Place.BROKER, Place.CLOCK);
    }

    private static java.util.stream.Stream<FaultSchedule> schedules() {
        return LongStream.range(0, 50).mapToObj(seed -> FaultSchedule.of(seed, LENGTH, ALL));
    }
}
