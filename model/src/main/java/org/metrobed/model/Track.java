package org.metrobed.model;

import java.util.Objects;

/**
 * The properties of a moving thing that say where it is, in degrees, WGS 84. Immutable.
 *
 * @param latitude the property of the latitude
 * @param longitude the property of the longitude
 */
public record Track(String latitude, String longitude) {
    public Track {
        Objects.requireNonNull(latitude, "latitude");
        Objects.requireNonNull(longitude, "longitude");
    }
}
