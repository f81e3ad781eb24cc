package org.metrobed.analysis.quality;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.limits.Period;
import org.metrobed.model.limits.Span;
import org.metrobed.model.params.Checked;
import org.metrobed.model.params.Param;
import org.metrobed.model.params.Parameter;
import org.metrobed.model.params.TestParams;
import org.metrobed.model.params.Unit;

/** Flags a value that is unusual for its season, weekday or hour. Stateless. */
public final class Climatology extends QualityTest<Climatology.Params, Void> {

    /** The one instance. */
    public static final Climatology TEST = new Climatology();

    /**
     * The parameters. Immutable.
     *
     * @param zone time zone of the seasons
     * @param members in order; the last one that matches a row decides
     */
    public record Params(
            @Param(tag = 1, name = "zone", or = "UTC", doc = "time zone of the parts of time")
            ZoneId zone,

            @Param(
                    tag = 2,
                    name = "members",
                    min = "1",
                    max = "400",
                    doc = "parts of time, each with its spans; the last one that matches applies")
            List<Member> members)
            implements TestParams {
        public Params {
            Objects.requireNonNull(zone, "zone");
            members = List.copyOf(members);
        }

        @Override
        public int slot() {
            return TEST.slot();
        }

        @Override
        public List<Span> spans() {
            return members.stream()
                    .flatMap(member -> Stream.of(member.suspect(), member.fail()))
                    .toList();
        }
    }

    /**
     * The usual values for some seasons and depths. Immutable.
     *
     * @param seasons it applies to times that are in all of them
     * @param depth the depths that it applies to, metres; null: any, known or not
     * @param suspect the usual span, in the datastream's unit
     * @param fail the possible span, in the datastream's unit; {@link Span#OPEN} if there is none
     */
    public record Member(
            @Param(
                    tag = 1,
                    name = "part",
                    optional = true,
                    inline = true,
                    without = "absolute",
                    max = "1000000",
                    doc = "the part of time: from and to, such as `[0, 5]`, both included")
            List<Season> seasons,

            @Param(tag = 2, optional = true) Span depth,

            @Param(tag = 3, name = "suspect", unit = Unit.DATASTREAM, doc = "the usual span")
            Span suspect,

            @Param(tag = 4, name = "fail", unit = Unit.DATASTREAM, or = "open", doc = "the possible span")
            Span fail)
            implements Checked {
        public Member {
            seasons = List.copyOf(seasons);
            Objects.requireNonNull(suspect, "suspect");
            Objects.requireNonNull(fail, "fail");
        }

        @Override
        public Optional<String> findFault() {
            return suspect.isWithin(fail)
                    ? Optional.empty()
                    : Optional.of("does not fit: the suspect span " + Parameter.text(suspect)
                            + " must lie within the fail span " + Parameter.text(fail));
        }
    }

    /**
     * A part of time; both ends are included. Immutable.
     *
     * @param period the period that is counted, such as hours or months
     * @param span from and to, in that count
     */
    public record Season(
            @Param(tag = 1) Period period, @Param(tag = 2) Span span) {
        public Season {
            Objects.requireNonNull(period, "period");
            Objects.requireNonNull(span, "span");
        }
    }

    private Climatology() {
        super(
                5,
                Phase.ALONE,
                TestInfo.of(
                        "climatology",
                        "The value lies outside what is usual at this time of the year, week or day.",
                        "Each member gives a part of time and its spans, both ends included. The last "
                                + "member that matches applies: fail outside its fail span, else suspect outside its"
                                + " suspect span. "
                                + "Not evaluated if no member matches. An infinite value is outside of every finite span.",
                        "QARTOD manuals of scalar quantities, test 5; "
                                + "reference implementation ioos_qc, climatology_test; a missing value is "
                                + "always 9; the reference is wrong here with a period."),
                Params.class);
    }

    /**
     * The verdict on a row, in the datastream's unit; NaN is missing, and so is an infinite value for which no member matches.
     *
     * @param depthMetres NaN if not known
     */
    public QualityFlag verdict(long timeMicros, double value, double depthMetres, Params limits) {
        if (Double.isNaN(value)) {
            return QualityFlag.MISSING;
        }
        ZonedDateTime time = Instant.EPOCH.plus(timeMicros, ChronoUnit.MICROS).atZone(limits.zone());
        List<Member> members = limits.members();
        for (int i = members.size() - 1; i >= 0; i--) {
            Member member = members.get(i);
            if (holds(member, timeMicros, time, depthMetres)) {
                if (!member.fail().contains(value)) {
                    return QualityFlag.FAIL;
                }
                return member.suspect().contains(value) ? QualityFlag.GOOD : QualityFlag.SUSPECT;
            }
        }
        return Double.isFinite(value) ? QualityFlag.NOT_EVALUATED : QualityFlag.MISSING;
    }

    private static boolean holds(Member member, long timeMicros, ZonedDateTime time, double depthMetres) {
        for (Season season : member.seasons()) {
            if (!season.span().contains(season.period().of(timeMicros, time))) {
                return false;
            }
        }
        return member.depth() == null
                || (!Double.isNaN(depthMetres) && member.depth().contains(depthMetres));
    }

    @Override
    QualityFlag accept(Params parameters, Void state, Row row) {
        return verdict(row.timeMicros, row.reported, Double.NaN, parameters);
    }
}
