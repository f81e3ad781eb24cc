package org.metrobed.lab.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.metrobed.model.DatastreamId;
import org.metrobed.simulators.city.City;

class FaultSizesTest {

    private static final StudyConfig CONFIG =
            new StudyConfig(StudyConfig.DEFAULT_START, Duration.ofDays(9), Duration.ofMinutes(5), 16, 0, 1);
    private static final City CITY = City.of(StudyCatalog.of(CONFIG), StudyCatalog.TESTBED, 1);
    private static final Instant FROM = CONFIG.start().plus(Duration.ofDays(8));
    private static final DatastreamId VEHICLES = id("traffic-lane-01/vehicle-count");
    private static final DatastreamId TEMPERATURE = id("air-station-01/air-temperature");

    private final FaultSizes sizes = new FaultSizes(CONFIG, CITY, new SplittableRandom(1));

    @ParameterizedTest
    @EnumSource(FaultFamily.class)
    void sizesStayInTheRangeOfTheirFamily(FaultFamily family) {
        for (int i = 0; i < 50; i++) {
            StudyFault fault = sizes.next(family, TEMPERATURE, FROM, Duration.ofHours(6));
            assertThat(fault.fault().kind()).isEqualTo(family.kind());
            if (family != FaultFamily.UNIT_ERROR) {
                assertThat(Math.abs(fault.size())).isBetween(family.smallest() - 1e-9, family.largest() + 1e-9);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultFamily.class,
            names = {"SPIKE", "LEVEL_SHIFT", "DRIFT"})
    void aCounterErrsUpwardsAndAThermometerBothWays(FaultFamily family) {
        boolean down = false;
        for (int i = 0; i < 50; i++) {
            assertThat(sizes.next(family, VEHICLES, FROM, Duration.ofHours(6)).size())
                    .isPositive();
            down |= sizes.next(family, TEMPERATURE, FROM, Duration.ofHours(6)).size() < 0;
        }
        assertThat(down).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "traffic-lane-01/vehicle-count, 12",
        "air-station-01/relative-humidity, 0.01",
        "air-station-01/pm25, 0.001",
        "river-gauge-01/water-level, 100"
    })
    void unitErrorIsTheUsualMistakeOfItsProperty(String name, double factor) {
        assertThat(sizes.next(FaultFamily.UNIT_ERROR, id(name), FROM, Duration.ofHours(6))
                        .size())
                .isEqualTo(factor);
    }

    @ParameterizedTest
    @CsvSource({"2026-03-24T01:00:00Z, false", "2026-03-24T08:00:00Z, true"})
    void aFactorOnNextToNothingIsNoFault(Instant from, boolean seen) {
        StudyFault fault = sizes.next(FaultFamily.GAIN_LOSS, VEHICLES, from, Duration.ofHours(1));

        assertThat(sizes.isSeen(fault)).isEqualTo(seen);
    }

    private static DatastreamId id(String name) {
        return new DatastreamId(StudyCatalog.TESTBED + "/" + name);
    }
}
