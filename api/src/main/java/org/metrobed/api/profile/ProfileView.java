package org.metrobed.api.profile;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.metrobed.analysis.profile.ClassProfile;
import org.metrobed.analysis.profile.ProfileKind;
import org.metrobed.api.http.Doc;
import org.metrobed.api.http.Moments;
import org.metrobed.api.http.Numbers;
import org.metrobed.model.Aggregate;
import org.metrobed.model.Datastream;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.ReadingKind;
import org.metrobed.model.Scale;
import org.metrobed.model.window.ExpectedReadings;
import org.metrobed.model.window.Quantiles;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WholeCourse;

/** The usual values in one class of local time: the summary of all readings of a datastream in it. */
public record ProfileView(
        @Doc("testbed/thing/property") String datastream,

        @Doc("hour-of-day, day-of-week, month, hour-of-week, hour-by-month, kind-of-day or hour-by-kind-of-day")
        String by,

        @Doc("the zone of local time, IANA") String zone,

        @Doc("number of the class: hour 0 to 23, weekday 1 (Monday) to 7, month 1 to 12, hour of the week 0 to 167;"
                + " hour-by-month 24 for each month, 0 to 287; kind of day 1 (Monday to Friday) or 2 (Saturday and Sunday);"
                + " hour-by-kind-of-day 24 for each kind, 0 to 47")
        int key,

        @Doc("name of the class") String label,

        @Doc(
                value =
                        "UCUM unit of its values: that of the datastream; readings in another unit are converted, or left out if they cannot be",
                nullable = true)
        String unit,

        @Doc("number of readings by flag") Counts counts,

        @Doc("number of readings that the real time of this class has at the interval of the catalog then;"
                + " null if no catalog that is known has the datastream, or it reports on change")
        Double expected,

        @Doc(
                value =
                        "readings summarised over readings expected, of held values (states, reports on-change) the share of the time for"
                                + " which the value is known; in [0,1]; null if no catalog that is known has the datastream, or if that share is not known",
                unit = "1")
        Double coverage,

        @Doc("number of local dates with readings to summarise")
        int days,

        @Doc(value = "hours of real time that the class has in the range", unit = "h")
        double hours,

        @Doc(
                value =
                        "mean, of directions around the circle, of held values weighted by their time; null if there is no reading to"
                                + " summarise",
                optional = true,
                unit = Doc.OF_DATASTREAM)
        Double mean,

        @Doc(
                value = "mean direction, degrees clockwise from north; null if it is not a direction",
                optional = true,
                unit = "deg")
        Double direction,

        @Doc(
                value = "sample standard deviation, of directions the circular one; null for fewer than two readings",
                optional = true,
                unit = Doc.OF_DATASTREAM)
        Double sd,

        @Doc(
                value = "least value; null for directions, as are all quantiles",
                optional = true,
                unit = Doc.OF_DATASTREAM)
        Double min,

        @Doc(value = "when the least was first seen", optional = true)
        Instant minTime,

        @Doc(value = "greatest value; null for directions", optional = true, unit = Doc.OF_DATASTREAM)
        Double max,

        @Doc(value = "when the greatest was first seen", optional = true)
        Instant maxTime,

        @Doc(value = "sum of counts; null for other statistics", optional = true, unit = Doc.OF_DATASTREAM)
        Double sum,

        @Doc(
                value = "5 % of the readings are not above it; its error is at most 1 %",
                optional = true,
                unit = Doc.OF_DATASTREAM)
        Double p05,

        @Doc(value = "10 %", optional = true, unit = Doc.OF_DATASTREAM)
        Double p10,

        @Doc(value = "25 %", optional = true, unit = Doc.OF_DATASTREAM)
        Double p25,

        @Doc(value = "the median", optional = true, unit = Doc.OF_DATASTREAM)
        Double p50,

        @Doc(value = "75 %", optional = true, unit = Doc.OF_DATASTREAM)
        Double p75,

        @Doc(value = "90 %", optional = true, unit = Doc.OF_DATASTREAM)
        Double p90,

        @Doc(value = "95 %", optional = true, unit = Doc.OF_DATASTREAM)
        Double p95,

        @Doc(
                value =
                        "why the mean is null although there are readings: order-of-readings (the datastream is a total or a state), other-qc (the"
                                + " time for which a value holds is known of good readings only), stored-before (the catalog did not say then"
                                + " that they are directions or held values), or another reason as in windows; null if it is known, or if the"
                                + " statistic has none",
                nullable = true,
                optional = true)
        String unknown,

        @Doc("number of stored windows that were merged") int windows,

        @Doc(
                "number of deployments that the readings of all classes are of: over 1, its thing was moved or its device exchanged within the range")
        int deployments) {

    private static final double HOUR_MICROS = 3.6e9;

    /** Number of readings by flag. */
    public record Counts(long good, long notEvaluated, long suspect, long fail, long missing) {}

    /**
     * A class of a profile.
     *
     * @param datastream as it was last; empty if no catalog that is known has it
     * @param statistics its kinds of reading, which say what aggregates it has
     * @param good whether good readings are summarised, and no others
     */
    static ProfileView of(
            ProfileRow row,
            ProfileKind kind,
            ZoneId zone,
            Optional<Datastream> datastream,
            Set<Statistic> statistics,
            boolean good) {
        ClassProfile profile = row.profile();
        Summary summary = profile.readings();
        boolean circle = summary.isOfDirections()
                || datastream
                        .filter(known -> known.statistic().scale() == Scale.CIRCLE)
                        .isPresent();
        Optional<ReadingKind> readings =
                datastream.map(known -> known.settings().kind());
        boolean inOrder = readings.filter(ReadingKind::isOrdered).isPresent();
        boolean onChange = readings.filter(ReadingKind::onChange).isPresent();
        boolean hasMean = statistics.stream().allMatch(one -> one.has(Aggregate.MEAN));
        boolean meant = !inOrder && hasMean;
        boolean holds = readings.filter(ReadingKind::isHeld).isPresent();
        boolean heldMean = holds && hasMean;
        WholeCourse held = good && row.held() != null && row.held().unknown() == null ? row.held() : null;
        Quantiles quantiles = circle || !meant ? Quantiles.EMPTY : summary.quantiles();
        boolean ordered = summary.count() > 0 && !circle && meant;
        boolean summed = ordered
                && datastream.map(known -> known.statistic().has(Aggregate.SUM)).orElse(true);
        Optional<ExpectedReadings> expected =
                datastream.filter(known -> !onChange).map(known -> profile.expected());
        return new ProfileView(
                row.datastream(),
                kind.word(),
                zone.getId(),
                profile.key(),
                kind.label(profile.key()),
                datastream.map(Datastream::unit).orElse(null),
                counts(profile.counts()),
                expected.map(ExpectedReadings::readings).orElse(null),
                holds
                        ? coverage(row, good, held)
                        : expected.map(count -> count.coverage(summary.count())).orElse(null),
                profile.days(),
                profile.micros() / HOUR_MICROS,
                heldMean
                        ? held == null ? null : Numbers.finite(held.mean())
                        : meant ? Numbers.finite(circle ? summary.directionDegrees() : summary.mean()) : null,
                Numbers.finite(summary.directionDegrees()),
                meant
                        ? Numbers.finite(circle ? summary.directionDeviationDegrees() : summary.standardDeviation())
                        : null,
                ordered ? Numbers.finite(summary.min()) : null,
                ordered ? Moments.ofMicros(summary.minMicros()) : null,
                ordered ? Numbers.finite(summary.max()) : null,
                ordered ? Moments.ofMicros(summary.maxMicros()) : null,
                summed ? Numbers.finite(summary.sum()) : null,
                Numbers.finite(quantiles.at(0.05)),
                Numbers.finite(quantiles.at(0.10)),
                Numbers.finite(quantiles.at(0.25)),
                Numbers.finite(quantiles.at(0.50)),
                Numbers.finite(quantiles.at(0.75)),
                Numbers.finite(quantiles.at(0.90)),
                Numbers.finite(quantiles.at(0.95)),
                heldMean
                        ? unknown(row, good)
                        : summary.count() == 0 ? null : unknown(inOrder, circle && !summary.hasVectors()),
                profile.windows(),
                row.deployments());
    }

    /** The share of the time of a class for which a held value is known. */
    private static Double coverage(ProfileRow row, boolean good, WholeCourse held) {
        boolean nothing = good && row.held() == null;
        return nothing
                ? Double.valueOf(0)
                : held == null
                        ? null
                        : (Double) (held.knownMicros() / (double) row.profile().micros());
    }

    /** Why the time-weighted mean of a class is not known. */
    private static String unknown(ProfileRow row, boolean good) {
        if (!good) {
            return row.profile().readings().count() == 0 ? null : WholeCourse.Unknown.OTHER_QC.word();
        }
        return row.held() == null || row.held().unknown() == null
                ? null
                : row.held().unknown().word();
    }

    private static String unknown(boolean inOrder, boolean withoutVectors) {
        if (inOrder) {
            return "order-of-readings";
        }
        return withoutVectors ? WholeCourse.Unknown.STORED_BEFORE.word() : null;
    }

    private static Counts counts(ClassProfile.Counts counts) {
        return new Counts(counts.good(), counts.notEvaluated(), counts.suspect(), counts.fail(), counts.missing());
    }
}
