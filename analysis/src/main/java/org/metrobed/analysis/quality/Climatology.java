package org.metrobed.analysis.quality;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.limits.ClimatologyLimits;

/** Flags a value that is unusual for its season, weekday or hour. Stateless. */
public final class Climatology implements QualityTest {

    /** The one instance. */
    public static final Climatology TEST = new Climatology();

    private static final TestInfo INFO = new TestInfo(
            "climatology",
            "The value lies outside what is usual at this time of the year, week or day.",
            "Members name a part of time and the spans that hold then; both ends belong to them. The last "
                    + "member that matches decides: fail outside its fail span, else suspect outside its suspect span. "
                    + "Not evaluated when no member matches.",
            List.of(
                    new TestInfo.Threshold(
                            "members",
                            "parts of time (hour, dayofweek, month, ... or from and to), each with a suspect and perhaps a fail span",
                            "of the datastream"),
                    new TestInfo.Threshold("zone", "whose clock is meant", "an IANA zone")),
            "QARTOD manuals of scalar quantities, test 5; "
                    + "reference implementation ioos_qc, climatology_test; a missing value is "
                    + "always 9, which the reference gets wrong with a period.");

    private Climatology() {}

    @Override
    public int slot() {
        return 5;
    }

    @Override
    public TestInfo info() {
        return INFO;
    }

    /**
     * The verdict on a row, in the datastream's unit; what is not finite is missing.
     *
     * @param depthMetres NaN when not known
     */
    public QualityFlag verdict(long timeMicros, double value, double depthMetres, ClimatologyLimits limits) {
        if (!Double.isFinite(value)) {
            return QualityFlag.MISSING;
        }
        ZonedDateTime time = Instant.EPOCH.plus(timeMicros, ChronoUnit.MICROS).atZone(ZoneId.of(limits.zone()));
        List<ClimatologyLimits.Member> members = limits.members();
        for (int i = members.size() - 1; i >= 0; i--) {
            ClimatologyLimits.Member member = members.get(i);
            if (holds(member, timeMicros, time, depthMetres)) {
                if (!member.fail().contains(value)) {
                    return QualityFlag.FAIL;
                }
                return member.suspect().contains(value) ? QualityFlag.GOOD : QualityFlag.SUSPECT;
            }
        }
        return QualityFlag.NOT_EVALUATED;
    }

    private static boolean holds(
            ClimatologyLimits.Member member, long timeMicros, ZonedDateTime time, double depthMetres) {
        for (ClimatologyLimits.Season season : member.seasons()) {
            if (!season.span().contains(season.period().of(timeMicros, time))) {
                return false;
            }
        }
        return member.depth() == null
                || (!Double.isNaN(depthMetres) && member.depth().contains(depthMetres));
    }
}
