package org.metrobed.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.metrobed.model.Datastream.Stamp;
import org.metrobed.model.Datastream.Statistic;

class StampTest {

    private static final ReadingInterval SECOND = new ReadingInterval(1_000, ZoneId.of("UTC"));

    @Test
    void phenomenonTimeIsTheBeginOfTheInterval() {
        assertThat(Stamp.BEGIN.phenomenonMicros(5_000_000, SECOND)).isEqualTo(5_000_000);
        assertThat(Stamp.MIDDLE.phenomenonMicros(5_000_000, SECOND)).isEqualTo(4_500_000);
        assertThat(Stamp.END.phenomenonMicros(5_000_000, SECOND)).isEqualTo(4_000_000);
        assertThat(Stamp.INSTANT.phenomenonMicros(5_000_000, SECOND)).isEqualTo(5_000_000);
    }

    @ParameterizedTest
    @EnumSource
    void timeStampIsFoundAgainAlsoOfAnOddInterval(Stamp stamp) {
        ReadingInterval odd = new ReadingInterval(333, ZoneId.of("UTC"));
        assertThat(stamp.stampMicros(stamp.phenomenonMicros(-7, odd), odd)).isEqualTo(-7);
    }

    @Test
    void stampsOfMeansAndCountsAreEndsUnlessTheCatalogSaysOtherwise() {
        assertThat(Statistic.MEAN.usualStamp()).isEqualTo(Stamp.END);
        assertThat(Statistic.COUNT.usualStamp()).isEqualTo(Stamp.END);
        assertThat(Statistic.INSTANT.usualStamp()).isEqualTo(Stamp.INSTANT);
        assertThat(Statistic.DIRECTION.usualStamp()).isEqualTo(Stamp.INSTANT);
        assertThat(Statistic.AMOUNT.usualStampOfDates()).isEqualTo(Stamp.BEGIN);
        assertThat(Statistic.TOTAL.usualStampOfDates()).isEqualTo(Stamp.INSTANT);
    }

    /** Days of 23, 25, 23 and a half, 24 and a half, and 24 hours, and one without a midnight. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-29",
        "Europe/Berlin, 2026-10-25",
        "Australia/Lord_Howe, 2026-10-04",
        "Australia/Lord_Howe, 2026-04-05",
        "Asia/Kolkata, 2026-03-29",
        "America/Santiago, 2026-09-06",
    })
    void dailyValueStampedAtTheMidnightAfterItsDayOrAtItsNoonBeginsWithTheDay(ZoneId zone, LocalDate day) {
        ReadingInterval daily = new ReadingInterval(86_400_000, zone);
        long stamp = micros(day.plusDays(1).atStartOfDay(zone).toInstant());
        long begin = Stamp.END.phenomenonMicros(stamp, daily);
        assertThat(begin).isEqualTo(micros(day.atStartOfDay(zone).toInstant()));
        assertThat(Stamp.END.stampMicros(begin, daily)).isEqualTo(stamp);
        long noon = micros(day.atTime(12, 0).atZone(zone).toInstant());
        assertThat(Stamp.MIDDLE.phenomenonMicros(noon, daily))
                .as("stamped at noon")
                .isEqualTo(begin);
        assertThat(Stamp.MIDDLE.stampMicros(begin, daily)).isEqualTo(noon);
    }

    @Test
    void dayFromAnotherHourHasTwentyFourHours() {
        ReadingInterval daily = new ReadingInterval(86_400_000, ZoneId.of("Europe/Berlin"));
        assertThat(daily.beginMicros(micros(Instant.parse("2026-03-30T00:00:00Z"))))
                .isEqualTo(micros(Instant.parse("2026-03-29T00:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource({"2026-02-01, 2026-03-01", "2026-04-01, 2026-05-01", "2026-10-01, 2026-11-01", "2026-03-04, 2026-04-04"})
    void thirtyOneDaysFromTheBeginOrToTheEndOfAMonthAreThatMonth(LocalDate begin, LocalDate end) {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        ReadingInterval monthly = new ReadingInterval(31 * 86_400_000L, zone);
        long from = micros(begin.atStartOfDay(zone).toInstant());
        long to = micros(end.atStartOfDay(zone).toInstant());
        assertThat(monthly.endMicros(from)).isEqualTo(to);
        assertThat(Stamp.END.phenomenonMicros(to, monthly)).isEqualTo(from);
        assertThat(Stamp.END.stampMicros(from, monthly)).isEqualTo(to);
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000;
    }
}
