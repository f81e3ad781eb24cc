package org.metrobed.analysis.correlate;

import org.metrobed.model.Site;

/**
 * The vote of one neighbour. Immutable.
 *
 * @param site location of the neighbour
 * @param says 1 for yes, -1 for no, 0 if it cannot judge
 */
record NeighbourVote(Site site, int says) {

    /**
     * The vote of a deviation: yes if the value is beyond half of the distance from the expected value to the band's
     * edge, no vote if it is as far on the other side, no if it is between.
     */
    static NeighbourVote of(Deviation deviation, DeviationSide side) {
        double low = (deviation.expected() + deviation.expectedLow()) / 2;
        double high = (deviation.expected() + deviation.expectedHigh()) / 2;
        if (!Double.isFinite(deviation.value()) || Double.isNaN(low) || Double.isNaN(high)) {
            return new NeighbourVote(deviation.site(), 0);
        }
        DeviationSide own = DeviationSide.of(deviation.value(), low, high);
        return new NeighbourVote(deviation.site(), own == side ? 1 : own == DeviationSide.NONE ? -1 : 0);
    }
}
