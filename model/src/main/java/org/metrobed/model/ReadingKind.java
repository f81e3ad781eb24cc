package org.metrobed.model;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.metrobed.model.Datastream.Statistic;

/**
 * The meaning of a datastream's readings over time. Immutable.
 *
 * @param statistic the statistic of one reading
 * @param onChange whether a reading comes only if the value has changed, so that a value holds until the next one
 * @param holdMillis longest time for which a held value is believed, milliseconds; 0: until the next one
 * @param rollsOverAt a total that would reach this begins again at 0; NaN if it does not
 */
public record ReadingKind(Statistic statistic, boolean onChange, long holdMillis, double rollsOverAt) {

    /** A total that falls below this share of its last value was reset; a smaller step down is a fault. */
    private static final double RESET_BELOW = 0.9;

    private static final long LONGEST_MILLIS = Duration.ofDays(36_525).toMillis();

    private static final Map<Statistic, ReadingKind> USUAL = new EnumMap<>(Arrays.stream(Statistic.values())
            .collect(Collectors.toMap(Function.identity(), one -> new ReadingKind(one, false, 0, Double.NaN))));

    public ReadingKind {
        Objects.requireNonNull(statistic, "statistic");
        if (holdMillis < 0) {
            throw new IllegalArgumentException("a value is held for at least 0 ms");
        }
    }

    /** Readings of a statistic that come at an interval; a total does not roll over. */
    public static ReadingKind of(Statistic statistic) {
        return USUAL.get(statistic);
    }

    /** Whether the order of readings has a meaning: they are totals or held values. */
    public boolean isOrdered() {
        return statistic == Statistic.TOTAL || isHeld();
    }

    /** Whether a value holds until the next one. */
    public boolean isHeld() {
        return onChange || statistic == Statistic.STATE;
    }

    /**
     * Whether readings of this kind and later ones of another kind can be put together: both are totals, or both are held
     * values of one statistic. How long a value holds and where a total rolls over may differ.
     */
    public boolean isContinuedBy(ReadingKind later) {
        return isOrdered() && later.isOrdered() && isHeld() == later.isHeld() && statistic == later.statistic;
    }

    /** How long a value holds at most, microseconds: a hundred years if until the next one. */
    public long holdMicros() {
        return (holdMillis == 0 ? LONGEST_MILLIS : holdMillis) * 1_000;
    }

    /**
     * Whether a total began again between two readings: it then is at 0 or above. Totals below 0, those of net meters, are
     * not reset; their increase is the difference.
     */
    public boolean isReset(double before, double after) {
        return after >= 0 && after < RESET_BELOW * before;
    }

    /**
     * The number that makes the difference of two readings of a total its increase: 0 without a reset, the limit if it
     * rolled over, else the value before. It rolled over if its increase is then below half the limit.
     */
    public double carried(double before, double after) {
        if (!isReset(before, after)) {
            return 0;
        }
        return isRollOver(before, after) ? rollsOverAt : before;
    }

    /** Whether a total that began again between two readings had reached its limit. */
    public boolean isRollOver(double before, double after) {
        return isReset(before, after) && before <= rollsOverAt && after + rollsOverAt - before < rollsOverAt / 2;
    }

    /** The increase of a total from one reading to the next; below 0 for a small step down. */
    public double increase(double before, double after) {
        return after - before + carried(before, after);
    }
}
