package org.metrobed.simulators.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeReaderTest {

    @Test
    void fixedOffsetIsTakenOff() {
        assertThat(read("8/1/2019 7:11", "patterns: M/d/yyyy H:mm", "zone: \"-05:00\""))
                .contains(Instant.parse("2019-08-01T12:11:00Z"));
    }

    @Test
    void zoneFollowsDaylightSavingTime() {
        assertThat(read("2015-01-08 11:39", "patterns: yyyy-MM-dd HH:mm", "zone: America/Chicago"))
                .contains(Instant.parse("2015-01-08T17:39:00Z"));
        assertThat(read("2015-09-08 11:39", "patterns: yyyy-MM-dd HH:mm", "zone: America/Chicago"))
                .contains(Instant.parse("2015-09-08T16:39:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"earlier,2026-10-25T00:30:00Z", "later,2026-10-25T01:30:00Z", "reject,"})
    void timeThatTheClockShowsTwiceIsReadAsTold(String rule, Instant expected) {
        assertThat(read("2026-10-25 02:30", "patterns: yyyy-MM-dd HH:mm", "zone: Europe/Vienna", "ambiguous: " + rule))
                .isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"earlier", "later", "reject"})
    void timeThatTheClockNeverShowsIsNone(String rule) {
        assertThat(read("2026-03-29 02:30", "patterns: yyyy-MM-dd HH:mm", "zone: Europe/Vienna", "ambiguous: " + rule))
                .isEmpty();
    }

    @Test
    void orderOfTheFileGoesBeforeTheMapping() {
        List<String> file = List.of(
                "2026-10-25 01:00", "2026-10-25 02:00", "2026-10-25 02:00", "2026-10-25 03:00", "2026-10-25 24:00");
        TimeReader reader = new TimeReader(Mappings.withTime(
                        "columns: when", "patterns: yyyy-MM-dd HH:mm", "zone: Europe/Vienna", "ambiguous: earlier")
                .time());
        file.forEach(reader::scan);

        assertThat(file.stream().map(reader::read))
                .containsExactly(
                        Optional.of(Instant.parse("2026-10-24T23:00:00Z")),
                        Optional.of(Instant.parse("2026-10-25T00:00:00Z")),
                        Optional.of(Instant.parse("2026-10-25T01:00:00Z")),
                        Optional.of(Instant.parse("2026-10-25T02:00:00Z")),
                        Optional.of(Instant.parse("2026-10-25T23:00:00Z")));
    }

    @Test
    void isoIsAllThatDecodersRead() {
        assertThat(read("2025-03-01 03:00:00+00:00", "patterns: iso")).contains(Instant.parse("2025-03-01T03:00:00Z"));
        assertThat(read("2025-03-01T04:00:00+0000", "patterns: iso")).contains(Instant.parse("2025-03-01T04:00:00Z"));
        assertThat(read("2025-03-01T05:00:00+00", "patterns: iso")).contains(Instant.parse("2025-03-01T05:00:00Z"));
        assertThat(read("2025-03-01T05:00:00", "patterns: iso")).isEmpty();
        assertThat(read("2025-03-01T05:00:00", "patterns: iso", "zone: Europe/Vienna"))
                .contains(Instant.parse("2025-03-01T04:00:00Z"));
        assertThat(read("2025-03-01 24:00", "patterns: yyyy-MM-dd HH:mm", "zone: \"+01:00\""))
                .contains(Instant.parse("2025-03-01T23:00:00Z"));
        assertThat(read("250301 24", "patterns: yyMMdd kk", "zone: \"+01:00\""))
                .contains(Instant.parse("2025-03-01T23:00:00Z"));
    }

    @Test
    void dayThatTheMonthLacksIsNone() {
        assertThat(read("2026-02-29 10:00", "patterns: yyyy-MM-dd HH:mm", "zone: Etc/UTC"))
                .isEmpty();
        assertThat(read("2024-02-29 10:00", "patterns: yyyy-MM-dd HH:mm", "zone: Etc/UTC"))
                .isPresent();
    }

    @Test
    void dayAndMonthMayBeSwapped() {
        assertThat(read("2022-11-04 09:20:05.375", "patterns: yyyy-dd-MM HH:mm:ss.SSS", "zone: Europe/Berlin"))
                .contains(Instant.parse("2022-04-11T07:20:05.375Z"));
    }

    @Test
    void dateAloneIsItsMidnight() {
        assertThat(read("2026-05-01", "patterns: yyyy-MM-dd", "zone: Europe/Vienna"))
                .contains(Instant.parse("2026-04-30T22:00:00Z"));
    }

    @Test
    void offsetInTheTextGoesBeforeTheZone() {
        assertThat(read("2026-05-01 10:00 +03:00", "patterns: yyyy-MM-dd HH:mm XXX", "zone: Europe/Vienna"))
                .contains(Instant.parse("2026-05-01T07:00:00Z"));
    }

    /** As pandas, PostgreSQL and strftime write it. */
    @ParameterizedTest
    @ValueSource(strings = {"2018-09-05 23:00:00+02:00", "2018-09-05 21:00:00+00", "2018-09-05T23:00:00+0200"})
    void isoTakesTheOffsetsOfItsStandard(String text) {
        assertThat(read(text, "patterns: iso")).contains(Instant.parse("2018-09-05T21:00:00Z"));
    }

    @Test
    void isoWithoutAnOffsetIsATimeOfTheZone() {
        assertThat(read("2018-09-05 23:00:00", "patterns: iso", "zone: Europe/Vienna"))
                .contains(Instant.parse("2018-09-05T21:00:00Z"));
        assertThat(read("2018-09-05 23:00:00", "patterns: iso")).isEmpty();
    }

    @Test
    void isoAndEpochNeedNoZone() {
        assertThat(read("2018-09-05T21:00:00Z", "patterns: iso")).contains(Instant.parse("2018-09-05T21:00:00Z"));
        assertThat(read("2018-09-05T21:00:00.1234567+02:00", "patterns: iso"))
                .contains(Instant.parse("2018-09-05T19:00:00.123456Z"));
        assertThat(read("1536181200", "patterns: epoch-s")).contains(Instant.parse("2018-09-05T21:00:00Z"));
        assertThat(read("1536181200.25", "patterns: epoch-s")).contains(Instant.parse("2018-09-05T21:00:00.25Z"));
        assertThat(read("1536181200001", "patterns: epoch-ms")).contains(Instant.parse("2018-09-05T21:00:00.001Z"));
        assertThat(read("1e400", "patterns: epoch-s")).isEmpty();
    }

    @Test
    void patternsAreTriedInTheirOrder() {
        String[] lines = {"patterns: [yyyy-MM-dd HH:mm, iso]", "zone: Etc/UTC"};

        assertThat(read("2026-05-01 10:00", lines)).contains(Instant.parse("2026-05-01T10:00:00Z"));
        assertThat(read("2026-05-01T10:00:00+01:00", lines)).contains(Instant.parse("2026-05-01T09:00:00Z"));
        assertThat(read("yesterday", lines)).isEmpty();
    }

    private static Optional<Instant> read(String text, String... lines) {
        String[] all = new String[lines.length + 1];
        all[0] = "columns: when";
        System.arraycopy(lines, 0, all, 1, lines.length);
        return new TimeReader(Mappings.withTime(all).time()).read(text);
    }
}
