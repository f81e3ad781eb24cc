package org.metrobed.model;

import org.metrobed.model.params.Param;

/**
 * A place on the globe, WGS 84. Immutable.
 *
 * @param latitudeDegrees NaN if not known
 * @param longitudeDegrees NaN if not known
 */
public record Site(
        @Param(tag = 1, optional = true) double latitudeDegrees,
        @Param(tag = 2, optional = true) double longitudeDegrees) {

    /** An unknown place. */
    public static final Site NOWHERE = new Site(Double.NaN, Double.NaN);

    /** Whether the place is known. */
    public boolean known() {
        return !Double.isNaN(latitudeDegrees) && !Double.isNaN(longitudeDegrees);
    }
}
