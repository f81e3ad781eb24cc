package org.metrobed.analysis.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metrobed.model.QualityFlag.FAIL;
import static org.metrobed.model.QualityFlag.GOOD;
import static org.metrobed.model.QualityFlag.MISSING;
import static org.metrobed.model.QualityFlag.NOT_EVALUATED;
import static org.metrobed.model.QualityFlag.SUSPECT;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.quality.Climatology.Member;
import org.metrobed.analysis.quality.Climatology.Season;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.limits.Period;
import org.metrobed.model.limits.Span;

class ClimatologyTest {

    private static final Season MORNING = new Season(Period.HOUR, new Span(6, 9));
    private static final Member RUSH = member(List.of(MORNING), new Span(10, 100), new Span(0, 500));

    @Test
    void spansOfTheHourDecideAndTheirEndsPass() {
        Climatology.Params limits = utc(RUSH);
        assertThat(verdict("2024-01-01T06:00:00Z", 5, limits)).isEqualTo(SUSPECT);
        assertThat(verdict("2024-01-01T07:00:00Z", 10, limits)).isEqualTo(GOOD);
        assertThat(verdict("2024-01-01T09:59:59Z", 500, limits)).isEqualTo(SUSPECT);
        assertThat(verdict("2024-01-01T09:00:00Z", 501, limits)).isEqualTo(FAIL);
    }

    @Test
    void noMatchingMemberLeavesItOpen() {
        assertThat(verdict("2024-01-01T10:00:00Z", 50, utc(RUSH))).isEqualTo(NOT_EVALUATED);
    }

    @Test
    void noValueIsMissingWhateverMatches() {
        assertThat(verdict("2024-01-01T07:00:00Z", Double.NaN, utc(RUSH))).isEqualTo(MISSING);
        assertThat(verdict("2024-01-01T12:00:00Z", Double.NaN, utc(RUSH))).isEqualTo(MISSING);
    }

    @Test
    void infiniteValueIsOutsideOfEveryFiniteSpanAndMissingWhereNoMemberMatches() {
        Member usual = member(List.of(MORNING), new Span(0, 10), Span.OPEN);
        for (double infinite : new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThat(verdict("2024-01-01T07:00:00Z", infinite, utc(RUSH))).isEqualTo(FAIL);
            assertThat(verdict("2024-01-01T07:00:00Z", infinite, utc(usual))).isEqualTo(SUSPECT);
            assertThat(verdict("2024-01-01T12:00:00Z", infinite, utc(RUSH))).isEqualTo(MISSING);
        }
    }

    @Test
    void withoutMembersNothingIsEvaluated() {
        assertThat(verdict("2024-01-01T07:00:00Z", 5, utc())).isEqualTo(NOT_EVALUATED);
        assertThat(verdict("2024-01-01T07:00:00Z", Double.NaN, utc())).isEqualTo(MISSING);
    }

    @Test
    void lastMatchingMemberWinsWithItsOwnFailSpan() {
        Member eight = member(List.of(new Season(Period.HOUR, new Span(8, 8))), new Span(0, 150), Span.OPEN);
        assertThat(verdict("2024-01-01T08:30:00Z", 120, utc(RUSH, eight))).isEqualTo(GOOD);
        assertThat(verdict("2024-01-01T08:30:00Z", 900, utc(RUSH, eight))).isEqualTo(SUSPECT);
        assertThat(verdict("2024-01-01T08:30:00Z", 120, utc(eight, RUSH))).isEqualTo(SUSPECT);
    }

    @Test
    void memberOfSeveralSeasonsNeedsAllOfThem() {
        Season weekend = new Season(Period.DAYOFWEEK, new Span(5, 6));
        Climatology.Params limits = utc(member(List.of(MORNING, weekend), new Span(0, 10), Span.OPEN));
        assertThat(verdict("2024-01-06T07:00:00Z", 50, limits)).isEqualTo(SUSPECT);
        assertThat(verdict("2024-01-06T12:00:00Z", 50, limits)).isEqualTo(NOT_EVALUATED);
        assertThat(verdict("2024-01-05T07:00:00Z", 50, limits)).isEqualTo(NOT_EVALUATED);
    }

    @Test
    void hoursAreThoseOfTheZone() {
        Climatology.Params vienna = new Climatology.Params(ZoneId.of("Europe/Vienna"), List.of(RUSH));
        assertThat(verdict("2024-07-01T05:00:00Z", 5, vienna)).isEqualTo(SUSPECT);
        assertThat(verdict("2024-07-01T09:00:00Z", 5, vienna)).isEqualTo(NOT_EVALUATED);
    }

    @Test
    void absoluteSpanIncludesBothEnds() {
        double from = micros("2024-01-01T00:00:00Z");
        double to = micros("2024-01-02T00:00:00Z");
        Climatology.Params limits =
                utc(member(List.of(new Season(Period.ABSOLUTE, new Span(from, to))), new Span(0, 10), Span.OPEN));
        assertThat(verdict("2024-01-01T00:00:00Z", 5, limits)).isEqualTo(GOOD);
        assertThat(verdict("2024-01-02T00:00:00Z", 50, limits)).isEqualTo(SUSPECT);
        assertThat(verdict("2024-01-02T00:00:00.000001Z", 5, limits)).isEqualTo(NOT_EVALUATED);
    }

    @Test
    void memberOfADepthNeedsAKnownDepth() {
        Climatology.Params limits = utc(new Member(List.of(MORNING), new Span(0, 5), new Span(0, 10), Span.OPEN));
        long time = micros("2024-01-01T07:00:00Z");
        assertThat(Climatology.TEST.verdict(time, 50, 3, limits)).isEqualTo(SUSPECT);
        assertThat(Climatology.TEST.verdict(time, 50, 6, limits)).isEqualTo(NOT_EVALUATED);
        assertThat(Climatology.TEST.verdict(time, 50, Double.NaN, limits)).isEqualTo(NOT_EVALUATED);
    }

    private static QualityFlag verdict(String time, double value, Climatology.Params limits) {
        return Climatology.TEST.verdict(micros(time), value, Double.NaN, limits);
    }

    private static long micros(String time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
    }

    private static Member member(List<Season> seasons, Span suspect, Span fail) {
        return new Member(seasons, null, suspect, fail);
    }

    private static Climatology.Params utc(Member... members) {
        return new Climatology.Params(ZoneId.of("UTC"), List.of(members));
    }
}
