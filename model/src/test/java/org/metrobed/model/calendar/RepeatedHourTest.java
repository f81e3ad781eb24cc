package org.metrobed.model.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepeatedHourTest {

    /** On 2026-10-25 the clock of Berlin shows 02:00 to 03:00 twice; S is summer time, W winter time, ? not decided. */
    @ParameterizedTest
    @CsvSource({
        // hourly, twenty minutes, with gaps
        "01:00 02:00 02:00 03:00, S S W W",
        "01:40 02:00 02:20 02:40 02:00 02:20 02:40 03:00, S S S S W W W W",
        "01:30 02:30 02:10, S S W",
        "02:30 02:10 03:00, S W W",
        "01:00 02:00 02:00, S S W",
        // newest first
        "03:00 02:00 02:00 01:00, W W S S",
        "03:00 02:30 02:00 02:30 02:00 01:30, W W W S S S",
        // the same row twice outside the hour
        "01:00 01:00 02:00 02:00 03:00, S S S W W",
        // the order does not decide
        "02:30, ?",
        "02:00 02:00, ? ?",
        "02:30 02:00, ? ?",
        "01:30 02:00 02:30 03:00, S ? ? W",
        "02:00 02:00 02:00 03:00, ? ? ? W",
        "03:00 02:00 02:20 01:00 02:00, W ? ? S ?"
    })
    void orderOfASeriesDecides(String clock, String offsets) {
        var series = Arrays.stream(clock.split(" "))
                .map(time -> LocalDateTime.parse("2026-10-25T" + time))
                .toList();
        assertThat(offsets(ZoneId.of("Europe/Berlin"), series).stream()
                        .map(offset -> offset == null ? "?" : offset.equals(ZoneOffset.ofHours(2)) ? "S" : "W")
                        .collect(Collectors.joining(" ")))
                .isEqualTo(offsets);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-29T02:30, ?",
        "Australia/Lord_Howe, 2026-04-05T01:40 2026-04-05T01:50 2026-04-05T01:35 2026-04-05T02:00, +11:00 +11:00 +10:30 +10:30",
        "Europe/Berlin, 2025-10-26T02:00 2025-10-26T02:00 2026-05-01T00:00 2026-10-25T02:00 2026-10-25T02:00,"
                + "+02:00 +01:00 +02:00 +02:00 +01:00"
    })
    void everyZoneAndYearHasItsOwnChange(String zone, String times, String offsets) {
        var series = Arrays.stream(times.split(" ")).map(LocalDateTime::parse).toList();
        assertThat(offsets(ZoneId.of(zone), series).stream()
                        .map(offset -> offset == null ? "?" : offset.getId())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(offsets);
    }

    private static List<ZoneOffset> offsets(ZoneId zone, List<LocalDateTime> series) {
        RepeatedHour hours = new RepeatedHour(zone);
        series.forEach(hours::add);
        List<ZoneOffset> offsets = new ArrayList<>();
        series.forEach(local -> offsets.add(hours.offset(offsets.size(), local)));
        return offsets;
    }
}
