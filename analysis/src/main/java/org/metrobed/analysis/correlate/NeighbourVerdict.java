package org.metrobed.analysis.correlate;

import org.metrobed.model.Finding.Origin;

/**
 * The verdict of the neighbours about an alert. Immutable.
 *
 * @param agree how many neighbours see the same deviation
 * @param total how many neighbours could judge it
 */
record NeighbourVerdict(int agree, int total) {

    /** Fewer votes than this decide nothing. */
    private static final int ENOUGH = 2;

    /** The origin by majority; unknown for a tie or too few votes. */
    Origin origin() {
        if (total < ENOUGH || 2 * agree == total) {
            return Origin.UNKNOWN;
        }
        return 2 * agree > total ? Origin.ENVIRONMENT : Origin.SENSOR;
    }

    /** The verdict as text; empty if there are too few votes. */
    String words() {
        if (total < ENOUGH) {
            return "";
        }
        String count = agree == 0
                ? "none of " + total + " neighbours within 2 km sees it"
                : agree + " of " + total + " neighbours within 2 km see" + (agree == 1 ? "s" : "") + " it too";
        return switch (origin()) {
            case ENVIRONMENT -> count + ": the environment";
            case SENSOR -> count + ": probably the sensor";
            case UNKNOWN -> count;
        };
    }
}
