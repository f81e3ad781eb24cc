package org.metrobed.analysis.correlate;

import org.metrobed.model.Finding.Origin;

/**
 * What the neighbours say of an alert. Immutable.
 *
 * @param agree how many see it too
 * @param total how many can tell
 */
record NeighbourVerdict(int agree, int total) {

    /** Fewer than so many decide nothing. */
    private static final int ENOUGH = 2;

    /** The majority decides; a tie, or too few, do not. */
    Origin origin() {
        if (total < ENOUGH || 2 * agree == total) {
            return Origin.UNKNOWN;
        }
        return 2 * agree > total ? Origin.ENVIRONMENT : Origin.SENSOR;
    }

    /** For people; empty when too few can tell. */
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
