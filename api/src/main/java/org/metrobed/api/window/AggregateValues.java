package org.metrobed.api.window;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.metrobed.api.http.Moments;
import org.metrobed.api.http.Numbers;
import org.metrobed.model.window.ExpectedReadings;
import org.metrobed.model.window.Summary;

/** The aggregates of a window, each null if there is none. Immutable. */
record AggregateValues(
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
        Map<String, Double> quantiles) {

    /** No aggregates. */
    static final AggregateValues NONE = new AggregateValues(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, Map.of());

    /** The aggregates of a summary of so many expected readings. */
    static AggregateValues of(Summary summary, ExpectedReadings expected, Map<String, Double> shares) {
        if (summary.count() == 0) {
            return NONE;
        }
        return new AggregateValues(
                summary.count(),
                Numbers.finite(summary.mean()),
                Numbers.finite(summary.standardDeviation()),
                Numbers.finite(summary.min()),
                moment(summary::minMicros),
                Numbers.finite(summary.max()),
                moment(summary::maxMicros),
                Numbers.finite(summary.sum()),
                Numbers.finite(expected.total(summary)),
                Numbers.finite(summary.first()),
                moment(summary::firstMicros),
                Numbers.finite(summary.last()),
                moment(summary::lastMicros),
                Numbers.finite(summary.directionDegrees()),
                quantiles(summary, shares));
    }

    /** Whether there is any. */
    boolean any() {
        return count != null;
    }

    /** The same values for a later window: without their times, and with zero counts. */
    AggregateValues carried() {
        return new AggregateValues(
                0L, mean, sd, min, null, max, null, sum, total, first, null, last, null, direction, quantiles);
    }

    /**
     * Interpolates linearly from these values to later ones; directions use the shorter way around. A spread is not
     * interpolated.
     *
     * @param share of the way, in (0,1)
     */
    AggregateValues towards(AggregateValues later, double share) {
        Map<String, Double> between = new LinkedHashMap<>();
        quantiles.forEach((name, value) -> between.put(name, line(value, later.quantiles.get(name), share)));
        return new AggregateValues(
                0L,
                line(mean, later.mean, share),
                null,
                line(min, later.min, share),
                null,
                line(max, later.max, share),
                null,
                line(sum, later.sum, share),
                line(total, later.total, share),
                line(first, later.first, share),
                null,
                line(last, later.last, share),
                null,
                turn(direction, later.direction, share),
                between);
    }

    private static Double line(Double from, Double to, double share) {
        return from == null || to == null ? null : from * (1 - share) + to * share;
    }

    private static Double turn(Double from, Double to, double share) {
        if (from == null || to == null) {
            return null;
        }
        double way = (to - from + 540) % 360 - 180;
        return (from + share * way + 360) % 360;
    }

    private static Map<String, Double> quantiles(Summary summary, Map<String, Double> shares) {
        if (shares.isEmpty()) {
            return Map.of();
        }
        Map<String, Double> quantiles = new LinkedHashMap<>();
        shares.forEach((name, share) ->
                quantiles.put(name, Numbers.finite(summary.quantiles().at(share))));
        return quantiles;
    }

    private static Instant moment(LongSupplier micros) {
        return Moments.ofMicros(micros.getAsLong());
    }
}
