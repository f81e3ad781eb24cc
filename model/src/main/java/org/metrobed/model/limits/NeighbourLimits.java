package org.metrobed.model.limits;

import java.util.List;
import java.util.stream.IntStream;
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
 * @param sinceMicros the time from which the thing stands where it is compared, microseconds since 1970 UTC; earlier values are not
 *     compared
 * @param neighbourSinceMicros the same of each neighbour: earlier, it is none; empty: 0 for all
 */
public record NeighbourLimits(
        @Param(tag = 1, optional = true) List<String> neighbours,
        @Param(tag = 2, optional = true) double suspect,
        @Param(tag = 3, optional = true) double fail,
        @Param(tag = 4) double leastSpread,
        @Param(tag = 5) int minNeighbours,
        @Param(tag = 6) long withinMicros,
        @Param(tag = 7, or = "0") long sinceMicros,
        @Param(tag = 8, optional = true) List<Long> neighbourSinceMicros) {

    /** Neighbours of all time. */
    public NeighbourLimits(
            List<String> neighbours,
            double suspect,
            double fail,
            double leastSpread,
            int minNeighbours,
            long withinMicros) {
        this(neighbours, suspect, fail, leastSpread, minNeighbours, withinMicros, 0, List.of());
    }

    public NeighbourLimits {
        neighbours = List.copyOf(neighbours);
        neighbourSinceMicros = List.copyOf(neighbourSinceMicros);
        if (neighbours.isEmpty()) {
            throw new IllegalArgumentException("a comparison with neighbours needs one");
        }
        if (!(leastSpread > 0) || minNeighbours < 1 || withinMicros < 0) {
            throw new IllegalArgumentException(
                    "least spread must be above 0, one neighbour asked for, within not below 0");
        }
        if (!neighbourSinceMicros.isEmpty() && neighbourSinceMicros.size() != neighbours.size()) {
            throw new IllegalArgumentException("each neighbour stands there since a time, or all since ever");
        }
    }

    /** The neighbours at a time, microseconds since 1970 UTC. */
    public List<String> at(long timeMicros) {
        return neighbourSinceMicros.isEmpty()
                ? neighbours
                : IntStream.range(0, neighbours.size())
                        .filter(i -> neighbourSinceMicros.get(i) <= timeMicros)
                        .mapToObj(neighbours::get)
                        .toList();
    }
}
