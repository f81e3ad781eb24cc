package org.metrobed.model;

import java.util.Objects;

/**
 * The location of a thing, WGS 84. Immutable.
 *
 * @param latitudeDegrees in [-90,90]
 * @param longitudeDegrees in [-180,180]
 * @param place for people, such as a street corner
 * @param district the part of the city, may be empty
 */
public record Location(double latitudeDegrees, double longitudeDegrees, String place, String district) {
    public Location {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(district, "district");
        if (!(Math.abs(latitudeDegrees) <= 90) || !(Math.abs(longitudeDegrees) <= 180)) {
            throw new IllegalArgumentException("latitude lies in [-90,90], longitude in [-180,180]");
        }
    }
}
