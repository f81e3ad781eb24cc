package org.metrobed.api.thing;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.metrobed.api.http.Numbers;
import org.metrobed.api.http.ProblemException;
import org.metrobed.api.http.QueryParameter;
import org.metrobed.model.Location;

/**
 * A rectangle in degrees, WGS 84, including its bounds. If west is greater than east, it crosses the 180th meridian.
 * Immutable.
 */
public record BoundingBox(double west, double south, double east, double north) {

    private static final String RULE = "must be west,south,east,north in degrees, with south not beyond north";

    /**
     * Reads {@code west,south,east,north}.
     *
     * @throws IllegalArgumentException with the broken rule
     */
    public static BoundingBox parse(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException(RULE);
        }
        BoundingBox box = new BoundingBox(number(parts[0]), number(parts[1]), number(parts[2]), number(parts[3]));
        if (!box.isValid()) {
            throw new IllegalArgumentException(
                    box.swapped().isValid() ? RULE + "; " + box.swapped().question() : RULE);
        }
        return box;
    }

    /**
     * Refuses a box that has latitude and longitude in the wrong order: no place lies in it, but one lies in the swapped box.
     *
     * @param places all places that are known
     * @throws ProblemException that names the parameter and the right order
     */
    public void refuseSwapped(QueryParameter parameter, Collection<Location> places) {
        BoundingBox swapped = swapped();
        if (swapped.isValid()
                && places.stream().noneMatch(this::contains)
                && places.stream().anyMatch(swapped::contains)) {
            throw ProblemException.parameter(
                    parameter.name(),
                    "holds no thing, and would with latitude and longitude swapped; " + swapped.question());
        }
    }

    private BoundingBox swapped() {
        return new BoundingBox(south, west, north, east);
    }

    private String question() {
        return "did you mean "
                + Stream.of(west, south, east, north)
                        .map(degrees -> plain(degrees))
                        .collect(Collectors.joining(","))
                + "?";
    }

    /** Degrees as people write them. */
    static String plain(double degrees) {
        return BigDecimal.valueOf(degrees).stripTrailingZeros().toPlainString();
    }

    private boolean isValid() {
        return Math.abs(west) <= 180 && Math.abs(east) <= 180 && south >= -90 && north <= 90 && south <= north;
    }

    boolean contains(Location location) {
        return contains(location.latitudeDegrees(), location.longitudeDegrees());
    }

    /** Whether a place is in it, in degrees. */
    public boolean contains(double latitude, double longitude) {
        boolean within = west <= east ? longitude >= west && longitude <= east : longitude >= west || longitude <= east;
        return within && latitude >= south && latitude <= north;
    }

    private static double number(String text) {
        try {
            return Numbers.parse(text.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(RULE, e);
        }
    }
}
