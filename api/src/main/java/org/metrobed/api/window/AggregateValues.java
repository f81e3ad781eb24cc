package org.metrobed.api.window;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.metrobed.api.http.Moments;
import org.metrobed.api.http.Numbers;
import org.metrobed.model.Aggregate;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.Scale;
import org.metrobed.model.window.ExpectedReadings;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WholeCourse;
import org.metrobed.model.window.WholeCourse.Unknown;

/**
 * The aggregates of a window, each null if there is none. Immutable.
 *
 * @param scale how the values differ
 * @param ordered those that need the order of readings, and why one of all is not known
 */
record AggregateValues(
        Scale scale,
        Long count,
        Double mean,
        Double sd,
        Double min,
        Instant minTime,
        Double max,
        Instant maxTime,
        Double sum,
        Double total,
        Double first,
        Instant firstTime,
        Double last,
        Instant lastTime,
        Double direction,
        Map<String, Double> quantiles,
        OrderedValues ordered) {

    /** No aggregates. */
    static final AggregateValues NONE = new AggregateValues(
            Scale.LINE,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            Map.of(),
            OrderedValues.NONE);

    /**
     * The aggregates of a summary; one that has no meaning is null. A mean of held values needs {@link #with}.
     *
     * @param expected expected readings
     * @param shares the requested quantiles
     * @param statistics kinds of reading, empty if not known; readings that were summed as directions are directions
     */
    static AggregateValues of(
            Summary summary, ExpectedReadings expected, Map<String, Double> shares, Set<Statistic> statistics) {
        if (summary.count() == 0) {
            return NONE;
        }
        Set<Statistic> known = summary.isOfDirections() ? Set.of(Statistic.DIRECTION) : statistics;
        Predicate<Aggregate> has = aggregate -> known.stream().allMatch(one -> one.has(aggregate));
        boolean circle = known.contains(Statistic.DIRECTION);
        boolean held = summary.course().isKept() && summary.course().kind().isHeld();
        boolean min = has.test(Aggregate.MIN);
        boolean max = has.test(Aggregate.MAX);
        boolean mean = has.test(Aggregate.MEAN) && !held;
        return new AggregateValues(
                circle ? Scale.CIRCLE : Scale.LINE,
                summary.count(),
                mean ? Numbers.finite(circle ? summary.directionDegrees() : summary.mean()) : null,
                mean
                        ? Numbers.finite(circle ? summary.directionDeviationDegrees() : summary.standardDeviation())
                        : null,
                min ? Numbers.finite(summary.min()) : null,
                min ? moment(summary::minMicros) : null,
                max ? Numbers.finite(summary.max()) : null,
                max ? moment(summary::maxMicros) : null,
                has.test(Aggregate.SUM) ? Numbers.finite(summary.sum()) : null,
                has.test(Aggregate.TOTAL) ? Numbers.finite(expected.total(summary)) : null,
                Numbers.finite(summary.first()),
                moment(summary::firstMicros),
                Numbers.finite(summary.last()),
                moment(summary::lastMicros),
                Numbers.finite(summary.directionDegrees()),
                quantiles(summary, shares, has.test(Aggregate.QUANTILE) && !held),
                circle && !summary.hasVectors() ? OrderedValues.unknown(Unknown.STORED_BEFORE) : OrderedValues.NONE);
    }

    /**
     * These aggregates, with what needs the order of readings. The mean of held values is time-weighted, and the value
     * that holds at the start of the window may be its least or greatest; of a group of datastreams, and if the course is not
     * known, these are null.
     *
     * @param startMicros start of the window, microseconds since 1970 UTC
     */
    AggregateValues with(WholeCourse course, long startMicros, boolean group) {
        boolean held = course.kind().isHeld() && course.kind().statistic() != Statistic.STATE;
        boolean none = held && (group || course.unknown() != null);
        boolean alone = held && min == null && Double.isFinite(course.begin());
        boolean least = alone || (held && min != null && course.begin() <= min);
        boolean greatest = alone || (held && max != null && course.begin() >= max);
        Instant start = Moments.ofMicros(startMicros);
        return new AggregateValues(
                scale,
                count == null ? 0L : count,
                held ? Numbers.finite(course.mean()) : mean,
                sd,
                none ? null : least ? Double.valueOf(course.begin()) : min,
                none ? null : least ? start : minTime,
                none ? null : greatest ? Double.valueOf(course.begin()) : max,
                none ? null : greatest ? start : maxTime,
                sum,
                total,
                first,
                firstTime,
                last,
                lastTime,
                direction,
                quantiles,
                OrderedValues.of(course));
    }

    /** Whether there is any. */
    boolean any() {
        return count != null;
    }

    /** The same values for a later window: without their times, and with zero counts. */
    AggregateValues carried() {
        return new AggregateValues(
                scale,
                0L,
                mean,
                sd,
                min,
                null,
                max,
                null,
                sum,
                total,
                first,
                null,
                last,
                null,
                direction,
                quantiles,
                OrderedValues.NONE);
    }

    /**
     * Interpolates linearly from these values to later ones; directions use the shorter way around. A spread is not
     * interpolated.
     *
     * @param share of the way, in (0,1)
     */
    AggregateValues towards(AggregateValues later, double share) {
        Map<String, Double> between = new LinkedHashMap<>();
        quantiles.forEach((name, value) -> between.put(name, between(value, later.quantiles.get(name), share)));
        return new AggregateValues(
                scale,
                0L,
                between(mean, later.mean, share),
                null,
                between(min, later.min, share),
                null,
                between(max, later.max, share),
                null,
                between(sum, later.sum, share),
                between(total, later.total, share),
                between(first, later.first, share),
                null,
                between(last, later.last, share),
                null,
                between(direction, later.direction, share),
                between,
                OrderedValues.NONE);
    }

    private Double between(Double from, Double to, double share) {
        return from == null || to == null ? null : scale.between(from, to, share);
    }

    private static Map<String, Double> quantiles(Summary summary, Map<String, Double> shares, boolean meant) {
        Map<String, Double> quantiles = new LinkedHashMap<>();
        shares.forEach((name, share) ->
                quantiles.put(name, meant ? Numbers.finite(summary.quantiles().at(share)) : null));
        return quantiles;
    }

    private static Instant moment(LongSupplier micros) {
        return Moments.ofMicros(micros.getAsLong());
    }
}
