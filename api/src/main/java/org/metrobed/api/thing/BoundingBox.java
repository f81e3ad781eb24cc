package org.metrobed.api.thing;

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
        boolean valid = Math.abs(box.west) <= 180
                && Math.abs(box.east) <= 180
                && box.south >= -90
                && box.north <= 90
                && box.south <= box.north;
        if (!valid) {
            throw new IllegalArgumentException(RULE);
        }
        return box;
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
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(RULE, e);
        }
    }
}
