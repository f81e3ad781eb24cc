package org.metrobed.model.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.model.window.WindowLevel;

class CoarsestLevelTest {

    private static final long FROM = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond() * 1_000_000;
    private static final long TO = Instant.parse("2026-12-01T00:00:00Z").getEpochSecond() * 1_000_000;

    @ParameterizedTest
    @CsvSource({
        "PT1M, UTC, MINUTE",
        "PT10M, UTC, MINUTE",
        "PT15M, UTC, QUARTER_HOUR",
        "PT30M, UTC, QUARTER_HOUR",
        "PT45M, UTC, QUARTER_HOUR",
        "PT1H, UTC, HOUR",
        "PT6H, UTC, HOUR",
        "P1D, UTC, DAY",
        "P1W, UTC, DAY",
        "P1M, UTC, DAY",
        "P1D, Africa/Abidjan, DAY",
        "P1D, Europe/Paris, HOUR",
        "P1D, Europe/London, HOUR",
        "P1M, America/New_York, HOUR",
        "P1D, Asia/Kolkata, QUARTER_HOUR",
        "P1D, Asia/Kathmandu, QUARTER_HOUR",
        "P1D, Australia/Lord_Howe, QUARTER_HOUR",
        "PT6H, Australia/Lord_Howe, QUARTER_HOUR",
        "PT10M, Europe/Paris, MINUTE",
        "P1D, +05:37, MINUTE",
    })
    void coarsestThatFillsTheWindowsIsChosen(String size, String zone, WindowLevel level) {
        assertThat(CoarsestLevel.of(calendar(size, zone), FROM, TO)).contains(level);
    }

    @Test
    void zoneThatIsOffBySecondsHasNone() {
        assertThat(CoarsestLevel.of(calendar("P1D", "+05:37:30"), FROM, TO)).isEmpty();
    }

    @Test
    void finerOnesComeCoarsestFirst() {
        assertThat(WindowLevel.DAY.finer())
                .containsExactly(WindowLevel.HOUR, WindowLevel.QUARTER_HOUR, WindowLevel.MINUTE);
        assertThat(WindowLevel.MINUTE.finer()).isEmpty();
    }

    private static WindowCalendar calendar(String size, String zone) {
        return new WindowCalendar(WindowSize.parse(size), ZoneId.of(zone));
    }
}
