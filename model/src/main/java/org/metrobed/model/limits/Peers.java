package org.metrobed.model.limits;

import java.util.ArrayList;
import java.util.List;
import org.metrobed.model.params.Param;

/**
 * The other datastreams that a datastream is held against. Immutable.
 *
 * @param crossChecks against others at the same thing
 * @param neighbours against the same property at things near by; null when that test does not run
 * @param waitMillis how much log time a value waits for those of the others before it enters windows, milliseconds
 */
public record Peers(
        @Param(tag = 1, optional = true) List<CrossCheckLimits> crossChecks,
        @Param(tag = 2, optional = true) NeighbourLimits neighbours,
        @Param(tag = 3, or = "0") long waitMillis) {

    /** Held against none. */
    public static final Peers NONE = new Peers(List.of(), null, 0);

    public Peers {
        crossChecks = List.copyOf(crossChecks);
        if (waitMillis < 0) {
            throw new IllegalArgumentException("wait is " + waitMillis + " ms, must be at least 0");
        }
    }

    /** Whether there is none. */
    public boolean isNone() {
        return crossChecks.isEmpty() && neighbours == null;
    }

    /** All datastreams that are looked at. */
    public List<String> others() {
        List<String> others = new ArrayList<>();
        crossChecks.forEach(check -> others.add(check.other()));
        if (neighbours != null) {
            others.addAll(neighbours.neighbours());
        }
        return others;
    }
}
