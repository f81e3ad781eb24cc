package org.metrobed.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.model.AnomalyDetection;
import org.metrobed.model.Severity;
import org.metrobed.model.Site;

class PhrasesTest {

    /** Tuesday, 03:10 in Vienna. */
    private static final String NOW = "2026-05-05T01:10:00Z";

    @ParameterizedTest
    @CsvSource({"0, 0", "NaN, NaN", "99.96, 100", "-1.23449, -1.23"})
    void numberIsWrittenAsThePageWritesIt(double number, String expected) {
        assertThat(Phrases.number(number)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0, less than a second",
        "999, less than a second",
        "1000, 1 s",
        "60000, 1 min",
        "299999, 4 min 59 s",
        "301000, 5 min",
        "3600000, 1 h",
        "5400000, 1 h 30 min",
        "172799999, 47 h 59 min",
        "172800000, 2 d",
        "176400000, 2 d 1 h"
    })
    void durationHasAtMostTwoUnits(long millis, String expected) {
        assertThat(Phrases.span(millis)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-05T03:59:59Z, Tuesday night",
        "2026-05-05T04:00:00Z, Tuesday morning",
        "2026-05-05T09:59:59Z, Tuesday morning",
        "2026-05-05T10:00:00Z, Tuesday afternoon",
        "2026-05-05T15:59:59Z, Tuesday afternoon",
        "2026-05-05T16:00:00Z, Tuesday evening",
        "2026-05-05T20:00:00Z, Tuesday night",
        "2026-05-05T22:00:00Z, Wednesday night"
    })
    void partOfTheDayBeginsAtSixNoonSixAndTenOfLocalTime(String time, String expected) {
        assertThat(phrases("m").day(micros(time))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-04T22:00:00Z, 00:00",
        "2026-05-04T21:59:00Z, 23:59 on Monday",
        "2026-04-28T22:00:00Z, 00:00 on Wednesday",
        "2026-04-28T21:59:00Z, 23:59 on 2026-04-28",
        "2026-05-05T22:00:00Z, 00:00 on 2026-05-06"
    })
    void earlierTimeHasItsWeekdayWithinAWeekAndElseItsDate(String time, String expected) {
        assertThat(phrases("m").since(micros(time), micros(NOW))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"m, 2.5 m", "'', 2.5", "1, 2.5", "{count}, 2.5"})
    void quantityHasItsUnitIfThatSaysSomething(String unit, String expected) {
        assertThat(phrases(unit).quantity(2.5)).isEqualTo(expected);
    }

    @Test
    void unitInBracesIsACount() {
        assertThat(phrases("{count}").isCount()).isTrue();
        assertThat(phrases("m").isCount()).isFalse();
    }

    private static Phrases phrases(String unit) {
        return new Phrases(
                new AnomalyDetection(true, Severity.WARNING, "Level", unit, ZoneId.of("Europe/Vienna"), Site.NOWHERE));
    }

    private static long micros(String time) {
        return Instant.parse(time).toEpochMilli() * 1_000;
    }
}
