package org.metrobed.analysis.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEventBuilder;
import org.metrobed.model.Finding;
import org.metrobed.model.Finding.Origin;
import org.metrobed.model.Severity;

class DeviationSideTest {

    @ParameterizedTest
    @CsvSource({
        "60, 60, 10, 50, 30, ABOVE",
        "5, 5, 10, 50, 30, BELOW",
        "40, 60, 10, 50, 30, ABOVE",
        "60, 60, NaN, 50, NaN, ABOVE",
        "5, 5, 10, NaN, NaN, BELOW",
        "40, 40, 10, 50, 30, ABOVE",
        "20, 20, NaN, NaN, 30, BELOW",
        "20, 20, NaN, NaN, NaN, NONE",
        "NaN, NaN, 10, 50, 30, NONE"
    })
    void valueThenPeakThenWhatIsUsualTellTheSide(
            double observed, double peak, double low, double high, double expected, DeviationSide side) {
        AlertEvent event = AlertEventBuilder.builder()
                .alertId("id")
                .kind(AlertEvent.Kind.OPENED)
                .datastream("tb/a/pm25")
                .detector("watch")
                .severity(Severity.INFO)
                .observed(observed)
                .peak(peak)
                .expectedLow(low)
                .expectedHigh(high)
                .message("words")
                .catalogVersion(1)
                .finding(new Finding("season", 1, expected, Origin.UNKNOWN, ""))
                .build();
        assertThat(DeviationSide.of(event)).isEqualTo(side);
    }
}
