package org.metrobed.analysis.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalClassesTest {

    private static final long HOUR = 3_600_000_000L;
    private static final long MINUTE_MILLIS = 60_000;
    private static final long QUARTER_MILLIS = 900_000;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final long DAY_MILLIS = 86_400_000;

    @ParameterizedTest
    @CsvSource({
        "Europe/Paris,     2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z, 2, 0",
        "Europe/Paris,     2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z, 2, 120",
        "Australia/Sydney, 2026-10-03T14:00:00Z, 2026-10-04T13:00:00Z, 2, 0",
        "Australia/Sydney, 2026-04-04T13:00:00Z, 2026-04-05T14:00:00Z, 2, 120",
        "Australia/Lord_Howe, 2026-04-04T13:00:00Z, 2026-04-05T13:30:00Z, 1, 90",
        "Australia/Lord_Howe, 2026-10-03T13:30:00Z, 2026-10-04T13:00:00Z, 2, 30",
        "Asia/Kolkata,     2026-03-28T18:30:00Z, 2026-03-29T18:30:00Z, 2, 60",
        "America/Santiago, 2026-09-06T04:00:00Z, 2026-09-07T03:00:00Z, 0, 0"
    })
    void hourThatTheClockSkipsOrRepeatsHasItsRealTime(
            String zone, Instant from, Instant to, int hour, long expectedMinutes) {
        LocalClasses classes = new LocalClasses(ProfileKind.HOUR_OF_DAY, ZoneId.of(zone));
        Map<Integer, Long> micros = classes.microsByClass(stretch(from, to));
        assertThat(micros.getOrDefault(hour, 0L)).isEqualTo(expectedMinutes * 60_000_000);
        micros.forEach((key, time) -> {
            if (key != hour) {
                assertThat(time).as("hour %s", key).isEqualTo(HOUR);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "Europe/Paris",
                "Australia/Sydney",
                "Australia/Lord_Howe",
                "Asia/Kathmandu",
                "America/St_Johns",
                "Pacific/Apia",
                "Africa/Casablanca"
            })
    void timeOfClassesIsWhatANaiveWalkOverMinutesFinds(String zone) {
        Random random = new Random(zone.hashCode());
        for (ProfileKind kind : ProfileKind.values()) {
            for (int run = 0; run < 6; run++) {
                Instant from =
                        Instant.parse("2011-09-01T00:00:00Z").plusSeconds(random.nextInt(15 * 365 * 1_440) * 60L);
                Instant to = from.plusSeconds(random.nextInt(60 * 1_440) * 60L);
                LocalClasses classes = new LocalClasses(kind, ZoneId.of(zone));
                Map<Integer, Long> naive = new TreeMap<>();
                for (Instant at = from; at.isBefore(to); at = at.plusSeconds(60)) {
                    ZonedDateTime local = at.atZone(ZoneId.of(zone));
                    int key = switch (kind) {
                        case HOUR_OF_DAY -> local.getHour();
                        case DAY_OF_WEEK -> local.getDayOfWeek().getValue();
                        case MONTH -> local.getMonthValue();
                        case HOUR_OF_WEEK -> (local.getDayOfWeek().getValue() - 1) * 24 + local.getHour();
                        case HOUR_BY_MONTH -> (local.getMonthValue() - 1) * 24 + local.getHour();
                        case KIND_OF_DAY -> local.getDayOfWeek().getValue() > 5 ? 2 : 1;
                        case HOUR_BY_KIND_OF_DAY -> (local.getDayOfWeek().getValue() > 5 ? 24 : 0) + local.getHour();
                    };
                    assertThat(classes.classOf(micros(at))).isEqualTo(key);
                    assertThat(classes.dayOf(micros(at)))
                            .isEqualTo((int) local.toLocalDate().toEpochDay());
                    naive.merge(key, 60_000_000L, Long::sum);
                }
                assertThat(classes.microsByClass(stretch(from, to)))
                        .as("%s %s %s %s", zone, kind, from, to)
                        .isEqualTo(naive);
            }
        }
    }

    @Test
    void wholeHoursFitWhereOffsetsAreWholeHours() {
        Stretch year = stretch(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"));
        LocalClasses paris = new LocalClasses(ProfileKind.HOUR_OF_DAY, ZoneId.of("Europe/Paris"));
        assertThat(paris.fits(HOUR_MILLIS, year)).isTrue();
        assertThat(paris.fits(DAY_MILLIS, year)).isFalse();
        LocalClasses nepal = new LocalClasses(ProfileKind.HOUR_OF_DAY, ZoneId.of("Asia/Kathmandu"));
        assertThat(nepal.fits(HOUR_MILLIS, year)).isFalse();
        assertThat(nepal.fits(QUARTER_MILLIS, year)).isTrue();
    }

    @Test
    void halfAnHourOfSummerTimeKeepsWholeHoursOut() {
        LocalClasses howe = new LocalClasses(ProfileKind.MONTH, ZoneId.of("Australia/Lord_Howe"));
        Instant summer = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(howe.fits(HOUR_MILLIS, stretch(summer, summer.plusSeconds(86_400))))
                .as("eleven hours ahead in summer")
                .isTrue();
        assertThat(howe.fits(HOUR_MILLIS, stretch(summer, Instant.parse("2026-06-01T00:00:00Z"))))
                .isFalse();
        assertThat(howe.fits(QUARTER_MILLIS, stretch(summer, Instant.parse("2026-06-01T00:00:00Z"))))
                .isTrue();
    }

    @Test
    void daysFitOnlyWhereTheLocalDayIsThatOfUtc() {
        Stretch week = stretch(Instant.parse("2026-05-01T00:00:00Z"), Instant.parse("2026-05-08T00:00:00Z"));
        LocalClasses utc = new LocalClasses(ProfileKind.DAY_OF_WEEK, ZoneId.of("UTC"));
        assertThat(utc.fits(DAY_MILLIS, week)).isTrue();
        assertThat(new LocalClasses(ProfileKind.HOUR_OF_WEEK, ZoneId.of("UTC")).fits(DAY_MILLIS, week))
                .isFalse();
        assertThat(new LocalClasses(ProfileKind.MONTH, ZoneId.of("Europe/Lisbon")).fits(DAY_MILLIS, week))
                .as("an hour ahead in May")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Paris", "Australia/Lord_Howe", "America/St_Johns", "Asia/Kolkata", "Pacific/Apia"})
    void windowsOfASizeThatFitsLieInOneClass(String zone) {
        Random random = new Random(7);
        for (ProfileKind kind : ProfileKind.values()) {
            LocalClasses classes = new LocalClasses(kind, ZoneId.of(zone));
            for (int run = 0; run < 40; run++) {
                long day = 15_000L + random.nextInt(6_000);
                Stretch range = new Stretch(day * 86_400_000_000L, (day + 40) * 86_400_000_000L);
                for (long size : new long[] {DAY_MILLIS, HOUR_MILLIS, QUARTER_MILLIS, MINUTE_MILLIS}) {
                    if (classes.fits(size, range)) {
                        assertLiesInOneClass(classes, size, range, random);
                    }
                }
            }
        }
    }

    private static void assertLiesInOneClass(LocalClasses classes, long sizeMillis, Stretch range, Random random) {
        long size = sizeMillis * 1_000;
        long windows = (range.toMicros() - range.fromMicros()) / size;
        for (int i = 0; i < 20; i++) {
            long start = range.fromMicros() + random.nextInt((int) windows) * size;
            long inside = start + (long) (random.nextDouble() * size);
            assertThat(classes.classOf(inside)).isEqualTo(classes.classOf(start));
            assertThat(classes.dayOf(inside)).isEqualTo(classes.dayOf(start));
        }
    }

    private static Stretch stretch(Instant from, Instant to) {
        return new Stretch(micros(from), micros(to));
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000;
    }
}
