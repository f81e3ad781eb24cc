package org.metrobed.analysis.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Verdicts;

class PlausibleTimeTest {

    private static final long DAY = 86_400_000_000L;
    private static final Instant RECEIVED = Instant.parse("2026-11-20T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T09:59:00Z, GOOD",
        "2026-11-20T10:00:30Z, GOOD",
        "2024-11-20T10:00:00Z, GOOD", // two years
        "2024-11-20T09:59:59Z, SUSPECT",
        "2012-01-01T00:10:00Z, SUSPECT",
        "2000-01-01T00:03:00Z, SUSPECT",
        "1970-01-01T00:00:12Z, SUSPECT",
    })
    void timeYearsBeforeItsReceptionIsSuspect(Instant stamp, QualityFlag expected) {
        assertThat(verdict(stamp, RECEIVED, 730 * DAY)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2021-01-01T00:00:00Z, 2021-06-30T00:00:00Z, GOOD", // 180 days: a backlog
        "2021-01-01T00:00:00Z, 2021-06-30T00:00:01Z, SUSPECT",
        "2020-12-31T23:59:59Z, 2021-12-30T00:00:00Z, GOOD",
        "2021-01-30T23:59:59Z, 2021-12-30T00:00:00Z, SUSPECT",
        "2021-01-31T00:00:00Z, 2021-12-30T00:00:00Z, GOOD",
        "1980-01-06T00:00:00Z, 1990-01-01T00:00:00Z, SUSPECT",
        "2012-01-01T01:00:00Z, 2012-01-01T01:00:01Z, GOOD",
    })
    void timeAtWhichUnsetClocksStartIsSuspectIfItWasReceivedMuchLater(
            Instant stamp, Instant received, QualityFlag expected) {
        assertThat(verdict(stamp, received, 36_500 * DAY)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-19T23:59:59Z, SUSPECT", "2026-11-20T00:00:00Z, GOOD", "2026-11-20T09:59:00Z, GOOD"})
    void timeBeforeTheFirstDeploymentIsSuspect(Instant stamp, QualityFlag expected) {
        long deployedMicros = Instant.parse("2026-11-20T00:00:00Z").toEpochMilli() * 1_000;
        assertThat(PlausibleTime.TEST.verdict(
                        stamp.toEpochMilli() * 1_000, RECEIVED.toEpochMilli() * 1_000, 730 * DAY, deployedMicros))
                .isEqualTo(expected);
    }

    @Test
    void rowKeepsWhatItSaysOfItsClock() {
        Verdicts row =
                TestBits.mark(TestBits.with(Verdicts.of(PlausibleTime.SUSPECT), 0, QualityFlag.GOOD), TestBits.LATE);
        assertThat(PlausibleTime.isSuspect(row)).isTrue();
        assertThat(PlausibleTime.ofRow(row)).isEqualTo(PlausibleTime.SUSPECT);
        assertThat(PlausibleTime.ofRow(Verdicts.of(TestBits.CLOCK_REPLACED | TestBits.LATE)))
                .isEqualTo(TestBits.CLOCK_REPLACED);
        assertThat(TestBits.overall(row)).isEqualTo(QualityFlag.SUSPECT);
    }

    private static QualityFlag verdict(Instant stamp, Instant received, long trustMicros) {
        return PlausibleTime.TEST.verdict(
                stamp.toEpochMilli() * 1_000, received.toEpochMilli() * 1_000, trustMicros, Long.MIN_VALUE);
    }
}
