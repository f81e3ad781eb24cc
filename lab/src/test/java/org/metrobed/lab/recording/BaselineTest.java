package org.metrobed.lab.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.metrobed.stream.decode.Reading;

class BaselineTest {

    @TempDir
    private Path folder;

    private Recording counts;

    @BeforeEach
    void read() {
        MadeRecordings.counts(folder, "people", 42);
        counts = MadeRecordings.read(folder).recordings().get(0);
    }

    @ParameterizedTest
    @EnumSource(Baseline.class)
    void thresholdAllowsAtMostSoManyAlerts(Baseline baseline) {
        for (int most : List.of(0, 1, 3)) {
            double threshold = baseline.threshold(counts, most, Long.MIN_VALUE);
            assertThat(baseline.alerts(counts, counts.readings(), threshold)).hasSizeLessThanOrEqualTo(most);
        }
        assertThat(baseline.threshold(counts, 0, Long.MIN_VALUE))
                .isGreaterThan(baseline.threshold(counts, 3, Long.MIN_VALUE));
    }

    @ParameterizedTest
    @EnumSource(Baseline.class)
    void valueFarFromItsHourIsFoundWithoutFalseAlerts(Baseline baseline) {
        double threshold = baseline.threshold(counts, 0, Long.MIN_VALUE);
        List<Reading> readings = new ArrayList<>(counts.readings());
        int at = 35 * 24 + 12;
        readings.set(at, readings.get(at).with().value(5_000).build());

        assertThat(baseline.alerts(counts, readings, threshold))
                .singleElement()
                .satisfies(alert -> assertThat(alert.fromMicros())
                        .isEqualTo(readings.get(at).receivedMillis() * 1_000));
    }
}
