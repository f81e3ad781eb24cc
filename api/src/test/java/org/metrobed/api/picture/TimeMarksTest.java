package org.metrobed.api.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeMarksTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/time-marks.csv", numLinesToSkip = 1, delimiter = ';')
    void marksAreThoseOfThePage(Instant from, Instant to, double pixels, ZoneId zone, String words) {
        assertThat(TimeMarks.of(from, to, pixels, zone).stream()
                        .map(TimeMarks.Mark::words)
                        .collect(Collectors.joining(" | ")))
                .isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 300, 1_500, 10_000, 90_000, 600_000, 5_000_000})
    void labelsHaveRoomAtAnyRange(int minutes) {
        Instant from = Instant.parse("2026-01-15T03:00:00Z");
        List<TimeMarks.Mark> marks =
                TimeMarks.of(from, from.plus(Duration.ofMinutes(minutes)), 900, ZoneId.of("Europe/Paris"));
        assertThat(marks).hasSizeBetween(2, 18);
        assertThat(marks).extracting(TimeMarks.Mark::time).isSorted().doesNotHaveDuplicates();
    }
}
