package org.metrobed.analysis.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class NowCastTest {

    private static final double NONE = Double.NaN;
    private static final List<Double> FALLING =
            List.of(13.0, 16.0, 10.0, 21.0, 74.0, 64.0, 53.0, 82.0, 90.0, 75.0, 80.0, 50.0);

    @Test
    void exampleOfTheEpaIsExact() {
        assertThat(NowCast.of(FALLING, 2)).hasValue(17.41);
        assertThat(NowCast.pm25(FALLING)).hasValue(17.4);
        assertThat(NowCast.pm10(FALLING)).hasValue(17);
    }

    @Test
    void steadyAirIsItsOwnMeanToTheDigit() {
        assertThat(NowCast.pm25(Collections.nCopies(12, 12.1))).hasValue(12.1);
        assertThat(NowCast.pm25(List.of(35.4, 35.4, 35.4, NONE, 35.4))).hasValue(35.4);
        assertThat(NowCast.pm25(List.of(0.3, 0.3, NONE, 0.3))).hasValue(0.3);
        assertThat(NowCast.pm25(List.of(3.0, 4.5))).hasValue(3.6);
    }

    @Test
    void weightIsSmallestOverLargestButAtLeastAHalf() {
        assertThat(NowCast.of(List.of(30.0, 40.0), 3)).hasValue(34.285);
        assertThat(NowCast.of(List.of(30.0, 3.0), 3)).hasValue(21);
    }

    @Test
    void missingHoursKeepTheirPlace() {
        assertThat(NowCast.of(List.of(10.0, NONE, 40.0), 3)).hasValue(16);
    }

    @Test
    void twoOfTheNewestThreeHoursAreNeeded() {
        assertThat(NowCast.pm25(List.of(10.0, NONE, NONE, 10.0))).isEmpty();
        assertThat(NowCast.pm25(List.of(NONE, 10.0, 10.0))).hasValue(10);
        assertThat(NowCast.pm25(List.of())).isEmpty();
    }

    @Test
    void cleanAirIsZero() {
        assertThat(NowCast.pm25(Collections.nCopies(12, 0.0))).hasValue(0);
        assertThat(NowCast.pm25(List.of(-1.0, -2.0, -1.0))).hasValue(-1.3);
    }

    @Test
    void hoursBeyondTheTwelfthDoNotCount() {
        assertThat(NowCast.pm25(Collections.nCopies(12, 5.0))).hasValue(5);
        List<Double> longer = new ArrayList<>(Collections.nCopies(12, 5.0));
        longer.add(500.0);
        assertThat(NowCast.pm25(longer)).hasValue(5);
    }
}
