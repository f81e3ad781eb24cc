package org.metrobed.model.limits;

import java.util.ArrayList;
import java.util.List;
import org.metrobed.model.params.Param;

/**
 * The peers of a datastream: other datastreams that its values are checked against. Immutable.
 *
 * @param crossChecks against others at the same thing
 * @param neighbours against the same property at nearby things; null if that test does not run
 * @param waitMillis how much log time a value waits for peer values before it enters windows, milliseconds
 */
public record Peers(
        @Param(tag = 1, optional = true) List<CrossCheckLimits> crossChecks,
        @Param(tag = 2, optional = true) NeighbourLimits neighbours,
        @Param(tag = 3, or = "0") long waitMillis) {

    /** No peers. */
    public static final Peers NONE = new Peers(List.of(), null, 0);

    public Peers {
        crossChecks = List.copyOf(crossChecks);
        if (waitMillis < 0) {
            throw new IllegalArgumentException("wait is " + waitMillis + " ms, must be at least 0");
        }
    }

    /** Whether there are no peers. */
    public boolean isNone() {
        return crossChecks.isEmpty() && neighbours == null;
    }

    /** The ids of all peers. */
    public List<String> others() {
        List<String> others = new ArrayList<>();
        crossChecks.forEach(check -> others.add(check.other()));
        if (neighbours != null) {
            others.addAll(neighbours.neighbours());
        }
        return others;
    }
}
