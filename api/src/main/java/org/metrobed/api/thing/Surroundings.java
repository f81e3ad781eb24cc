package org.metrobed.api.thing;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.metrobed.api.http.Numbers;
import org.metrobed.model.Location;

/**
 * The surroundings of a place: all places within a distance on the surface of the earth, taken as a sphere. Immutable.
 *
 * @param latitude WGS 84, degrees
 * @param longitude WGS 84, degrees
 * @param radiusMetres greatest distance, metres
 */
record Surroundings(double latitude, double longitude, double radiusMetres) {

    private static final double EARTH_METRES = 6_371_008.8;
    private static final String RULE = "must be latitude,longitude in degrees";

    /**
     * Reads {@code latitude,longitude}.
     *
     * @throws IllegalArgumentException with the broken rule
     */
    static Surroundings parse(String text, double radiusMetres) {
        String[] parts = text.split(",", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException(RULE);
        }
        Surroundings circle = new Surroundings(number(parts[0]), number(parts[1]), radiusMetres);
        if (!circle.isValid()) {
            throw new IllegalArgumentException(
                    circle.swapped().isValid() ? RULE + "; did you mean " + circle.swapped() + "?" : RULE);
        }
        return circle;
    }

    private static double number(String text) {
        try {
            return Numbers.parse(text.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(RULE, e);
        }
    }

    private boolean isValid() {
        return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
    }

    private Surroundings swapped() {
        return new Surroundings(longitude, latitude, radiusMetres);
    }

    boolean contains(double otherLatitude, double otherLongitude) {
        return metres(otherLatitude, otherLongitude) <= radiusMetres;
    }

    /** What is wrong with it, if no place lies in it; empty if one does or there are no places. */
    Optional<String> findFault(Collection<Location> places) {
        if (places.isEmpty() || holdsOneOf(places)) {
            return Optional.empty();
        }
        Optional<String> swapped = findSwapped(places);
        if (swapped.isPresent()) {
            return swapped;
        }
        double nearest = places.stream()
                .map(place -> metres(place.latitudeDegrees(), place.longitudeDegrees()))
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return Optional.of(String.format(
                Locale.ROOT,
                "is near no thing within radius=%.0f metres; the nearest thing is %.0f metres away",
                radiusMetres,
                Math.ceil(nearest)));
    }

    /** That latitude and longitude are swapped: no place lies in it, but one does in the swapped surroundings. */
    Optional<String> findSwapped(Collection<Location> places) {
        return !holdsOneOf(places) && swapped().isValid() && swapped().holdsOneOf(places)
                ? Optional.of("is near no thing, and would be with latitude and longitude swapped; did you mean "
                        + swapped() + "?")
                : Optional.empty();
    }

    private boolean holdsOneOf(Collection<Location> places) {
        return places.stream().anyMatch(place -> contains(place.latitudeDegrees(), place.longitudeDegrees()));
    }

    /** The distance of a place, metres (haversine formula). */
    private double metres(double otherLatitude, double otherLongitude) {
        double north = Math.toRadians(otherLatitude - latitude);
        double east = Math.toRadians(otherLongitude - longitude);
        double chord = Math.pow(Math.sin(north / 2), 2)
                + Math.cos(Math.toRadians(latitude))
                        * Math.cos(Math.toRadians(otherLatitude))
                        * Math.pow(Math.sin(east / 2), 2);
        return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(chord)));
    }

    @Override
    public String toString() {
        return BoundingBox.plain(latitude) + "," + BoundingBox.plain(longitude);
    }
}
