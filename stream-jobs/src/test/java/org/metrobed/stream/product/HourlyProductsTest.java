package org.metrobed.stream.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.QualityFlag;
import org.metrobed.stream.Steps;
import org.metrobed.stream.cleaning.CleanedStep;
import org.metrobed.stream.decode.Reading;

class HourlyProductsTest {

    private static final DatastreamSettings NOWCAST = Hours.source(1, "nowcast-pm25");
    private static final List<Double> EXAMPLE =
            List.of(50.0, 80.0, 75.0, 90.0, 82.0, 53.0, 64.0, 74.0, 21.0, 10.0, 16.0, 13.0);

    private final RecentHours state = new RecentHours();
    private final List<Reading> out = new ArrayList<>();

    @Test
    void exampleOfTheEpaIsExactOnTheStream() {
        take(Hours.hours(Hours.source(1, "nowcast-pm25", "nowcast-pm10", "aqi-pm25"), EXAMPLE));

        assertThat(out.subList(out.size() - 3, out.size()))
                .extracting(Reading::datastream, Reading::value)
                .containsExactly(
                        tuple("tb/station/nowcast-pm25", 17.4),
                        tuple("tb/station/nowcast-pm10", 17.0),
                        tuple("tb/station/aqi-pm25", 66.0));
    }

    @ParameterizedTest
    @CsvSource({
        "aqi-pm25, 1, 9.05, 50",
        "aqi-pm25, 1, 12.0, 56",
        "aqi-pm25, 1, 35.9, 102",
        "aqi-pm25, 1, 125.5, 201",
        "aqi-o3, 0.001, 78, 126",
        "aqi-no2, 1, 100.0, 100",
        "aqi-pm10, 1, 604.9, 500"
    })
    void indexOfSteadyAirIsExactOnTheStream(String product, double scale, double value, double index) {
        take(Hours.hours(Hours.source(scale, product), Collections.nCopies(12, value)));

        assertThat(out).hasSize(12);
        assertThat(out.get(11).value()).isEqualTo(index);
    }

    @Test
    void valueStandsAtTheBeginOfItsHourAndComesWhenTheClockHasPassedItsEnd() {
        take(Hours.hours(NOWCAST, List.of(4.5, 3.0)).subList(0, 120));
        assertThat(out).hasSize(1);

        take(List.of(Hours.minute(NOWCAST, 121, 7)));

        assertThat(out)
                .extracting(reading -> (reading.phenomenonMicros() - Hours.START) / Hours.HOUR, Reading::value)
                .containsExactly(tuple(0L, Double.NaN), tuple(1L, 3.6));
        Reading newest = out.get(1);
        assertThat(newest.receivedMillis()).isEqualTo(Hours.START / 1_000 + 121 * 60_000);
        assertThat(newest.partition()).isEqualTo(1);
        assertThat(newest.offset()).as("the newest reading of the hour").isEqualTo(119);
        assertThat(newest.index()).as("derived from reading 3 of its message").isEqualTo(-5);
        assertThat(newest.catalogVersion()).isEqualTo(5);
        assertThat(newest.settings()).isEqualTo(NOWCAST.products().get(0));
    }

    @Test
    void hourCountsWithThreeQuartersOfItsReadingsAndGoodOnesAlone() {
        List<CleanedStep> steps = new ArrayList<>(Hours.hours(Hours.source(1, "aqi-no2"), List.of(50.0, 50.0)));
        for (int minute = 0; minute < 15; minute++) {
            steps.set(minute, Hours.step(Hours.source(1, "aqi-no2"), minute, 400, QualityFlag.SUSPECT, minute));
        }
        for (int minute = 60; minute < 76; minute++) {
            steps.set(minute, Hours.step(Hours.source(1, "aqi-no2"), minute, Double.NaN, QualityFlag.MISSING, minute));
        }
        take(steps);

        assertThat(out).extracting(Reading::value).containsExactly(47.0, Double.NaN);
    }

    @Test
    void hoursWithoutReadingsAreMissingAndGiveNoValueThemselves() {
        take(Hours.hours(NOWCAST, List.of(10.0, 10.0)));
        out.clear();
        for (int minute = 121; minute < 180; minute++) {
            take(List.of(Hours.minute(NOWCAST, minute, 0)));
        }
        for (int minute = 600; minute <= 720; minute++) {
            take(List.of(Hours.minute(NOWCAST, minute, 20)));
        }

        assertThat(out)
                .extracting(reading -> (reading.phenomenonMicros() - Hours.START) / Hours.HOUR, Reading::value)
                .as("the third hour, then the first two after seven hours of silence")
                .containsExactly(tuple(2L, 4.2), tuple(10L, Double.NaN), tuple(11L, 19.9));
    }

    @Test
    void lateReadingChangesTheHoursAfterItAndNothingThatWasPublished() {
        take(Hours.hours(NOWCAST, List.of(40.0, 10.0)).subList(20, 120));
        take(List.of(Hours.minute(NOWCAST, 120, 10)));
        assertThat(out).extracting(Reading::value).containsExactly(Double.NaN, Double.NaN);
        for (int minute = 0; minute < 20; minute++) {
            take(List.of(Hours.step(NOWCAST, minute, 40, QualityFlag.GOOD, 120)));
        }
        assertThat(out).hasSize(2);

        for (int minute = 121; minute <= 180; minute++) {
            take(List.of(Hours.minute(NOWCAST, minute, 10)));
        }

        assertThat(out.get(2).value()).as("with the first hour").isEqualTo(14.2);
    }

    @Test
    void quietDatastreamPublishesAnHourOfWhichNoReadingIsExpectedAnyMore() {
        take(Hours.hours(NOWCAST, List.of(10.0, 10.0)).subList(0, 120));
        assertThat(out).hasSize(1);

        quiet(119);
        assertThat(out).extracting(Reading::value).containsExactly(Double.NaN, 10.0);
        take(List.of(Hours.minute(NOWCAST, 130, 1)));
        assertThat(out).hasSize(2);
    }

    @Test
    void hourThatASilenceCutIsPublishedOnceItsReadingsCanCome() {
        take(Hours.hours(NOWCAST, List.of(10.0, 10.0)).subList(0, 90));
        quiet(89);
        assertThat(out).hasSize(1);

        take(Hours.hours(NOWCAST, List.of(10.0, 10.0)).subList(90, 121));

        assertThat(out).extracting(Reading::value).containsExactly(Double.NaN, 10.0);
    }

    @Test
    void noiseOfBinaryNumbersIsNotCutOff() {
        DatastreamSettings index = Hours.source(1, "aqi-no2");
        for (int minute = 0; minute <= 60; minute++) {
            take(List.of(Hours.minute(index, minute, minute % 3 == 0 ? 53.7 : minute % 3 == 1 ? 54.1 : 54.2)));
        }

        assertThat(out.get(0).value()).as("mean of 54 ppb").isEqualTo(51);
    }

    @Test
    void stateHoldsThirteenHoursAtMost() {
        take(Hours.hours(NOWCAST, Collections.nCopies(40, 5.0)));

        assertThat(state.hours).hasSizeLessThanOrEqualTo(13);
    }

    private void quiet(long minute) {
        long clock = Hours.START + minute * Hours.MINUTE;
        take(List.of(new CleanedStep(Steps.DATASTREAM, null, false, clock, true, clock / 1_000 + 130_000, NOWCAST)));
    }

    private void take(List<CleanedStep> steps) {
        steps.forEach(step -> HourlyProducts.accept(state, step, out::add));
    }
}
