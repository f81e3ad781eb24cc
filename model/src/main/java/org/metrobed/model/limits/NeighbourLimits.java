package org.metrobed.model.limits;

import java.util.List;
import org.metrobed.model.params.Param;

/**
 * The allowed distance of a value from those of its neighbours. Immutable.
 *
 * @param neighbours datastreams of the same property at other things, sorted, at least one
 * @param suspect distance from their median, in spreads
 * @param fail distance in spreads; NaN: none
 * @param leastSpread in the datastream's unit, above 0
 * @param minNeighbours if there are fewer values, there is no verdict; at least 1
 * @param withinMicros a neighbour's value counts if its time is at most this far away, microseconds, at least 0
 * @param sinceMicros the time from which these things are neighbours, microseconds since 1970 UTC; earlier values are not compared
 */
public record NeighbourLimits(
        @Param(tag = 1, optional = true) List<String> neighbours,
        @Param(tag = 2, optional = true) double suspect,
        @Param(tag = 3, optional = true) double fail,
        @Param(tag = 4) double leastSpread,
        @Param(tag = 5) int minNeighbours,
        @Param(tag = 6) long withinMicros,
        @Param(tag = 7, or = "0") long sinceMicros) {

    /** Neighbours of all time. */
    public NeighbourLimits(
            List<String> neighbours,
            double suspect,
            double fail,
            double leastSpread,
            int minNeighbours,
            long withinMicros) {
        this(neighbours, suspect, fail, leastSpread, minNeighbours, withinMicros, 0);
    }

    public NeighbourLimits {
        neighbours = List.copyOf(neighbours);
        if (neighbours.isEmpty()) {
            throw new IllegalArgumentException("a comparison with neighbours needs one");
        }
        if (!(leastSpread > 0) || minNeighbours < 1 || withinMicros < 0) {
            throw new IllegalArgumentException(
                    "least spread must be above 0, one neighbour asked for, within not below 0");
        }
    }
}
