package org.metrobed.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.anomaly.EpisodeChange.Kind;
import org.metrobed.model.AnomalyDetection;
import org.metrobed.model.Severity;
import org.metrobed.model.Site;

/** The sentences, word for word. */
class EpisodeWordsTest {

    private static final EpisodeWords PEDESTRIANS = words("Pedestrians", "{count}", 300_000);
    private static final long NIGHT = micros("2026-05-05T01:10:00Z");

    @Test
    void valueIsToldWithWhatWasExpectedOfItsHourAndDay() {
        assertThat(begins(PEDESTRIANS, Cause.SEASON, 412, new Band(11, -3.2, 25.0049)))
                .isEqualTo("Pedestrians: 412 at 03:10, expected 0 to 25 for a Tuesday night;"
                        + " far from what is usual at this time of day");
        assertThat(begins(words("PM2.5", "ug/m3", 60_000), Cause.JUMP, 123.456789, new Band(9, 4.00001, 14.128)))
                .isEqualTo("PM2.5: 123 µg/m³ at 03:10, expected 4 to 14.1 for a Tuesday night;"
                        + " a step far larger than is usual at this time of day");
        assertThat(begins(words("Tilt", "1", 60_000), Cause.LEVEL_SHIFT, -1.5e-9, new Band(0, -2e15, 0.00012345)))
                .isEqualTo("Tilt: -1.5e-9 at 03:10, expected -2e15 to 0.000123 for a Tuesday night;"
                        + " values have moved to another level");
    }

    @Test
    void valueOfAnotherUnitIsToldSoAndAReturnIsToldAsSuch() {
        Moment at = Moment.ofArrival(NIGHT);
        assertThat(words("Air", "Cel", 300_000)
                        .of(
                                new EpisodeChange(Kind.RETURNED, Cause.SEASON, at, at, 0.9),
                                Optional.of(new AnomalyDetector.Judged(NIGHT, 68, new Band(20, 10, 30))),
                                NIGHT))
                .isEqualTo("Air: 68 °C at 03:10, expected 10 to 30 for a Tuesday night;"
                        + " far from what is usual at this time of day; as expected if it is in °F, again");
    }

    @Test
    void valueIsToldAloneWhileNothingIsKnown() {
        assertThat(begins(PEDESTRIANS, Cause.STUCK, 7, Band.NONE))
                .isEqualTo("Pedestrians: 7 at 03:10; the same value for longer than ever before");
    }

    @Test
    void silenceIsToldWithItsLastReading() {
        long last = NIGHT - 1_200_000_000L;
        EpisodeChange silence =
                new EpisodeChange(Kind.OPENED, Cause.SILENCE, Moment.ofArrival(last), Moment.ofArrival(NIGHT), 1);

        assertThat(PEDESTRIANS.of(silence, Optional.empty(), last))
                .isEqualTo("Pedestrians: no reading since 02:50, expected one every 5 min");
        assertThat(words("Level", "m", 10_000).of(silence, Optional.empty(), NIGHT - 86_400_000_000L))
                .isEqualTo("Level: no reading since 03:10 on Monday, expected one every 10 s");
        assertThat(words("Level", "m", 3_600_000).of(silence, Optional.empty(), NIGHT - 864_000_000_000L))
                .isEqualTo("Level: no reading since 03:10 on 2026-04-25, expected one every 1 h");
    }

    @Test
    void signsOfArrivalAreToldSinceTheFirst() {
        Moment onset = Moment.ofArrival(NIGHT - 600_000_000L);
        assertThat(PEDESTRIANS.of(
                        new EpisodeChange(Kind.OPENED, Cause.CLOCK, onset, Moment.ofArrival(NIGHT), 1),
                        Optional.of(new AnomalyDetector.Judged(NIGHT, 4, Band.NONE)),
                        NIGHT))
                .isEqualTo("Pedestrians: readings come late, or their clock is wrong, since 03:00");
        assertThat(PEDESTRIANS.of(
                        new EpisodeChange(Kind.OPENED, Cause.QUALITY, onset, Moment.ofArrival(NIGHT), 1),
                        Optional.empty(),
                        NIGHT))
                .isEqualTo("Pedestrians: readings fail their quality tests, since 03:00");
    }

    @Test
    void endSaysWhatItWasAndHowLong() {
        Moment onset = Moment.ofArrival(NIGHT - 7_500_000_000L);
        Moment now = Moment.ofArrival(NIGHT);
        assertThat(PEDESTRIANS.of(
                        new EpisodeChange(Kind.CLOSED, Cause.SEASON, onset, now, 0.9), Optional.empty(), NIGHT))
                .isEqualTo("Pedestrians is as usual again at 03:10, after 2 h 5 min; it was: "
                        + "far from what is usual at this time of day");
        assertThat(PEDESTRIANS.of(
                        new EpisodeChange(Kind.CLOSED, Cause.SILENCE, onset, now, 1), Optional.empty(), NIGHT))
                .isEqualTo("Pedestrians: readings come again at 03:10, after 2 h 5 min of silence");
        assertThat(PEDESTRIANS.of(
                        new EpisodeChange(Kind.WITHDRAWN, Cause.SEASON, onset, now, 0.6), Optional.empty(), NIGHT))
                .isEqualTo("Pedestrians is as usual again at 03:10; no second sign followed");
        assertThat(PEDESTRIANS.switchedOff()).isEqualTo("Pedestrians: the watch was switched off");
        assertThat(PEDESTRIANS.givenUp(NIGHT))
                .isEqualTo("Pedestrians: no reading since 2026-05-05, it is no longer waited for");
    }

    private static String begins(EpisodeWords words, Cause cause, double value, Band band) {
        Moment at = Moment.ofArrival(NIGHT);
        return words.of(
                new EpisodeChange(Kind.OPENED, cause, at, at, 0.9),
                Optional.of(new AnomalyDetector.Judged(NIGHT, value, band)),
                NIGHT);
    }

    private static EpisodeWords words(String name, String unit, long intervalMillis) {
        return new EpisodeWords(
                new AnomalyDetection(true, Severity.WARNING, name, unit, ZoneId.of("Europe/Vienna"), Site.NOWHERE),
                intervalMillis);
    }

    private static long micros(String time) {
        return Instant.parse(time).toEpochMilli() * 1_000;
    }
}
