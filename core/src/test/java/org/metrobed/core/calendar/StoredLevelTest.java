package org.metrobed.core.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredLevelTest {

    private static final long FROM = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond() * 1_000_000;
    private static final long TO = Instant.parse("2026-12-01T00:00:00Z").getEpochSecond() * 1_000_000;

    @ParameterizedTest
    @CsvSource({
        "PT1M, UTC, MINUTE",
        "PT10M, UTC, MINUTE",
        "PT15M, UTC, QUARTER",
        "PT30M, UTC, QUARTER",
        "PT45M, UTC, QUARTER",
        "PT1H, UTC, HOUR",
        "PT6H, UTC, HOUR",
        "P1D, UTC, DAY",
        "P1W, UTC, DAY",
        "P1M, UTC, DAY",
        "P1D, Africa/Abidjan, DAY",
        "P1D, Europe/Paris, HOUR",
        "P1D, Europe/London, HOUR",
        "P1M, America/New_York, HOUR",
        "P1D, Asia/Kolkata, QUARTER",
        "P1D, Asia/Kathmandu, QUARTER",
        "P1D, Australia/Lord_Howe, QUARTER",
        "PT6H, Australia/Lord_Howe, QUARTER",
        "PT10M, Europe/Paris, MINUTE",
        "P1D, +05:37, MINUTE",
    })
    void coarsestThatFillsTheWindowsIsChosen(String size, String zone, StoredLevel level) {
        assertThat(StoredLevel.coarsest(calendar(size, zone), FROM, TO)).contains(level);
    }

    @Test
    void zoneThatIsOffBySecondsHasNone() {
        assertThat(StoredLevel.coarsest(calendar("P1D", "+05:37:30"), FROM, TO)).isEmpty();
    }

    @Test
    void finerOnesComeCoarsestFirst() {
        assertThat(StoredLevel.DAY.finer()).containsExactly(StoredLevel.HOUR, StoredLevel.QUARTER, StoredLevel.MINUTE);
        assertThat(StoredLevel.MINUTE.finer()).isEmpty();
    }

    private static WindowCalendar calendar(String size, String zone) {
        return new WindowCalendar(WindowSize.parse(size), ZoneId.of(zone));
    }
}
