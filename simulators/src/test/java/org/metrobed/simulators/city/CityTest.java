package org.metrobed.simulators.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.product.PurpleAirCorrection;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.simulators.ProjectFiles;

class CityTest {

    private static final Catalog CATALOG = ProjectFiles.riverbend();
    private static final City CITY = City.of(CATALOG, "riverbend", 1);
    private static final long HOUR = 3_600_000L;
    /** Midnight of a Monday in Vienna. */
    private static final long MONDAY = Instant.parse("2026-05-03T22:00:00Z").toEpochMilli();

    @Test
    void sameSeedGivesTheSameValuesInAnyOrder() {
        City again = City.of(CATALOG, "riverbend", 1);
        List<Long> instants = new ArrayList<>(
                LongStream.range(0, 200).mapToObj(i -> MONDAY + i * 733_000).toList());
        Map<DatastreamId, Map<Long, Double>> forward = new HashMap<>();
        for (Datastream datastream : ProjectFiles.measured(CATALOG)) {
            Map<Long, Double> values = new HashMap<>();
            instants.forEach(at -> values.put(at, CITY.signal(datastream.id()).valueAt(at)));
            forward.put(datastream.id(), values);
        }
        Collections.shuffle(instants, new Random(5));

        forward.forEach((id, values) ->
                instants.forEach(at -> assertThat(again.signal(id).valueAt(at)).isEqualTo(values.get(at))));
    }

    @Test
    void anotherSeedGivesAnotherCity() {
        City other = City.of(CATALOG, "riverbend", 2);
        DatastreamId id = first(Quantity.PM25);

        assertThat(hourly(other, id, 48)).isNotEqualTo(hourly(CITY, id, 48));
    }

    @Test
    void everyDatastreamStaysWithinItsSuspectSpanNearlyAlways() {
        for (Datastream datastream : ProjectFiles.measured(CATALOG)) {
            DatastreamSettings span = datastream.settings();
            double[] values = LongStream.range(0, 3_000)
                    .mapToDouble(i -> CITY.signal(datastream.id()).valueAt(MONDAY + i * 601_000))
                    .toArray();
            long outside = LongStream.range(0, values.length)
                    .filter(i -> values[(int) i] < span.suspect().low()
                            || values[(int) i] > span.suspect().high())
                    .count();
            assertThat(values)
                    .as("%s", datastream.id())
                    .satisfies(each -> assertThat(Arrays.stream(each).allMatch(Double::isFinite))
                            .isTrue());
            assertThat(outside)
                    .as("outside of the suspect span: %s", datastream.id())
                    .isLessThan(4);
        }
    }

    @Test
    void noAlertRuleIsBrokenForLongWithoutAFault() {
        for (Datastream datastream : ProjectFiles.measured(CATALOG)) {
            datastream.settings().thresholds().forEach(rule -> {
                long beyond = LongStream.range(0, 3_000)
                        .filter(i -> rule.beyond(CITY.signal(datastream.id()).valueAt(MONDAY + i * 601_000)))
                        .count();
                assertThat(beyond).as("%s %s", datastream.id(), rule.name()).isLessThan(4);
            });
        }
    }

    @Test
    void everyDatastreamOfTheBundleHasAModelOfItsOwn() {
        for (Station station : CITY.stations()) {
            for (Datastream datastream : station.datastreams()) {
                assertThat(Quantity.of(
                                datastream.id().property(), station.thing().type()))
                        .as("%s", datastream.id())
                        .isNotEqualTo(Quantity.OTHER);
            }
        }
    }

    @Test
    void rushHourOfAWeekdayIsBusierThanItsNightInEveryMode() {
        for (Quantity mode : List.of(Quantity.PEDESTRIANS, Quantity.BICYCLES, Quantity.VEHICLES)) {
            double rush = sum(first(mode), MONDAY + 17 * HOUR, 60);
            double night = sum(first(mode), MONDAY + 3 * HOUR, 60);
            assertThat(rush).as("%s", mode).isGreaterThan(5 * night + 10);
        }
    }

    @Test
    void sundayMorningHasNoRushHour() {
        DatastreamId vehicles = first(Quantity.VEHICLES);

        double monday = sum(vehicles, MONDAY + 7 * HOUR + HOUR / 2, 60);
        double sunday = sum(vehicles, MONDAY + (6 * 24 + 7) * HOUR + HOUR / 2, 60);

        assertThat(sunday).isLessThan(monday / 2);
    }

    @Test
    void countsScatterLikePoissonAroundTheirMean() {
        Noise noise = Noise.of(3);
        TrafficSite site = new TrafficSite(
                noise, noise.child("d"), new Weather(noise, CITY.testbed().zone(), Holidays.none()), 60_000);
        double[] standardised = LongStream.range(0, 20_000)
                .map(i -> MONDAY + i * 60_000)
                .mapToDouble(at -> {
                    double mean = site.meanCount(Quantity.PEDESTRIANS, at);
                    return (site.count(Quantity.PEDESTRIANS, at) - mean) / Math.sqrt(mean);
                })
                .toArray();

        assertThat(Moments.mean(standardised)).isCloseTo(0, within(0.03));
        assertThat(Moments.variance(standardised)).isCloseTo(1, within(0.05));
    }

    @Test
    void occupancyIsFlowByEffectiveLengthBySpeed() {
        String lane = first(Quantity.OCCUPANCY).thing() + "/";
        double[] expected = new double[500];
        double[] actual = new double[500];
        for (int i = 0; i < expected.length; i++) {
            long at = MONDAY + 6 * HOUR + i * 60_000L;
            double flow = 60 * value(lane + "vehicle-count", at);
            expected[i] = 100 * flow * 0.0065 / value(lane + "speed", at);
            actual[i] = value(lane + "occupancy", at);
        }

        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(0.1 + 0.01 * expected[i]));
        }
    }

    @Test
    void neighboursShareTheirAir() {
        for (Quantity quantity : List.of(Quantity.PM25, Quantity.PM10, Quantity.NO2, Quantity.O3)) {
            List<DatastreamId> ids = all(quantity);
            double[] here = hourly(CITY, ids.get(0), 24 * 30);
            for (DatastreamId there : ids.subList(1, ids.size())) {
                assertThat(Moments.correlation(here, hourly(CITY, there, 24 * 30)))
                        .as("%s", there)
                        .isGreaterThan(0.5)
                        .isLessThan(0.9999);
            }
        }
    }

    @Test
    void coarseParticlesIncludeTheFineOnes() {
        for (Station station : CITY.stations()) {
            if (station.thing().type().endsWith("air-station")) {
                for (int i = 0; i < 500; i++) {
                    long at = MONDAY + i * 977_000L;
                    assertThat(value(station.thing().id() + "/pm10", at))
                            .isGreaterThanOrEqualTo(value(station.thing().id() + "/pm25", at));
                }
            }
        }
    }

    @Test
    void channelsOfALowCostSensorGiveTheTrueValueWhenTheyAreCorrected() {
        String thing = "riverbend/twin-school-yard/";
        for (int i = 0; i < 500; i++) {
            long at = MONDAY + i * 977_000L;
            double corrected = PurpleAirCorrection.correct(
                            value(thing + "pm25-a", at),
                            value(thing + "pm25-b", at),
                            value(thing + "relative-humidity", at))
                    .orElseThrow();
            assertThat(corrected).isBetween(0.0, 50.0);
        }
        assertThat(value(thing + "pm25-a", MONDAY)).isNotEqualTo(value(thing + "pm25-b", MONDAY));
    }

    @Test
    void ozoneIsMadeByDayAndAfternoonIsWarmerThanNight() {
        double[] ozoneByDay = daily(first(Quantity.O3), 14);
        double[] ozoneByNight = daily(first(Quantity.O3), 4);
        double[] warmByDay = daily(first(Quantity.TEMPERATURE), 15);
        double[] warmByNight = daily(first(Quantity.TEMPERATURE), 4);

        assertThat(Moments.mean(ozoneByDay)).isGreaterThan(Moments.mean(ozoneByNight) + 5);
        assertThat(Moments.mean(warmByDay)).isGreaterThan(Moments.mean(warmByNight) + 3);
    }

    @Test
    void humidityFallsWhenTheAirWarms() {
        String station = first(Quantity.TEMPERATURE).thing();
        double[] warmth = hourly(CITY, new DatastreamId(station + "/air-temperature"), 24 * 10);
        double[] humidity = hourly(CITY, new DatastreamId(station + "/relative-humidity"), 24 * 10);

        assertThat(Arrays.stream(humidity).allMatch(value -> value > 5 && value <= 100))
                .isTrue();
        assertThat(Moments.correlation(warmth, humidity)).isLessThan(-0.2);
    }

    @Test
    void structureFollowsTheAirLate() {
        double[] air = hourly(CITY, first(Quantity.TEMPERATURE), 24 * 10);
        double[] bridge = hourly(CITY, first(Quantity.STRUCTURE_TEMPERATURE), 24 * 10);
        int best = 0;
        for (int lag = 1; lag < 8; lag++) {
            best = lagged(air, bridge, lag) > lagged(air, bridge, best) ? lag : best;
        }

        assertThat(best).isBetween(1, 4);
        assertThat(lagged(air, bridge, best)).isGreaterThan(0.8);
    }

    @Test
    void strainFollowsTheStructuresTemperature() {
        String gauge = first(Quantity.STRAIN).thing();
        double[] warmth = hourly(CITY, new DatastreamId(gauge + "/structural-temperature"), 24 * 10);
        double[] strain = hourly(CITY, new DatastreamId(gauge + "/strain"), 24 * 10);

        assertThat(Moments.correlation(warmth, strain)).isGreaterThan(0.9);
    }

    @Test
    void waterRisesAndFallsWithoutJumps() {
        DatastreamId gauge = first(Quantity.WATER_LEVEL);
        double[] levels = LongStream.range(0, 60 * 24 * 30)
                .mapToDouble(i -> CITY.signal(gauge).valueAt(MONDAY + i * 60_000))
                .toArray();

        for (int i = 1; i < levels.length; i++) {
            assertThat(Math.abs(levels[i] - levels[i - 1])).isLessThan(0.06);
        }
        assertThat(Math.sqrt(Moments.variance(levels))).isGreaterThan(0.05);
    }

    @Test
    void tiltIsSmallAndQuiet() {
        double[] tilts = hourly(CITY, first(Quantity.TILT), 24 * 30);

        assertThat(Arrays.stream(tilts).allMatch(tilt -> Math.abs(tilt) < 0.1)).isTrue();
        assertThat(Moments.variance(tilts)).isPositive();
    }

    @Test
    void unknownTestbedAndDatastreamAreNamed() {
        assertThatThrownBy(() -> City.of(CATALOG, "atlantis", 1))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("atlantis");
        assertThatThrownBy(() -> CITY.signal(new DatastreamId("a/b/c")))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("a/b/c");
    }

    private static double lagged(double[] early, double[] late, int lag) {
        int length = early.length - lag;
        double[] a = Arrays.copyOfRange(early, 0, length);
        double[] b = Arrays.copyOfRange(late, lag, lag + length);
        return Moments.correlation(a, b);
    }

    private static double value(String id, long at) {
        return CITY.signal(new DatastreamId(id)).valueAt(at);
    }

    private static double sum(DatastreamId id, long from, int minutes) {
        return LongStream.range(0, minutes)
                .mapToDouble(i -> CITY.signal(id).valueAt(from + i * 60_000))
                .sum();
    }

    private static double[] hourly(City city, DatastreamId id, int hours) {
        return LongStream.range(0, hours)
                .mapToDouble(i -> city.signal(id).valueAt(MONDAY + i * HOUR))
                .toArray();
    }

    private static double[] daily(DatastreamId id, int hour) {
        return LongStream.range(0, 20)
                .mapToDouble(
                        i -> CITY.signal(id).valueAt(MONDAY + Duration.ofDays(i).toMillis() + hour * HOUR))
                .toArray();
    }

    private static DatastreamId first(Quantity quantity) {
        return all(quantity).get(0);
    }

    private static List<DatastreamId> all(Quantity quantity) {
        return CITY.stations().stream()
                .flatMap(station -> station.datastreams().stream()
                        .map(Datastream::id)
                        .filter(id -> Quantity.of(id.property(), station.thing().type()) == quantity))
                .toList();
    }
}
