package org.metrobed.api.thing;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.metrobed.api.http.ProblemException;
import org.metrobed.api.http.QueryParameter;
import org.metrobed.api.http.Request;
import org.metrobed.model.Location;

/**
 * The part of the earth that a request asks for, by {@code bbox}, by {@code near} with {@code radius}, or by both. Immutable.
 *
 * @param box empty for the whole earth
 * @param circle empty for the whole earth
 */
public record Area(Optional<BoundingBox> box, Optional<Surroundings> circle) {

    /** A rectangle around things. */
    public static final QueryParameter BBOX = QueryParameter.text(
            "bbox", "Only things that stand, or stood last, within west,south,east,north, degrees WGS 84.");

    /** A place that things are near to. */
    public static final QueryParameter NEAR = QueryParameter.text(
            "near", "Only things that stand, or stood last, near latitude,longitude, degrees WGS 84, within radius.");

    /** How near. */
    public static final QueryParameter RADIUS = new QueryParameter(
            "radius",
            "With near: the greatest distance, metres.",
            QueryParameter.Kind.NUMBER,
            List.of(),
            1,
            20_100_000,
            "1000",
            false);

    /** The area of a request, by its parameters. */
    public static Area of(Request request, QueryParameter bbox, QueryParameter near) {
        double radius = request.findNumber(RADIUS).orElseThrow();
        return new Area(
                request.find(bbox, BoundingBox::parse), request.find(near, text -> Surroundings.parse(text, radius)));
    }

    /** The area of a request of things; all of the earth if its route does not ask for one. */
    static Area ofThings(Request request) {
        return request.takes(BBOX) ? of(request, BBOX, NEAR) : new Area(Optional.empty(), Optional.empty());
    }

    /** Whether it is not the whole earth. */
    public boolean isLimited() {
        return box.isPresent() || circle.isPresent();
    }

    /** Whether a place is in it, in degrees. */
    public boolean contains(double latitude, double longitude) {
        return box.map(wanted -> wanted.contains(latitude, longitude)).orElse(true)
                && circle.map(wanted -> wanted.contains(latitude, longitude)).orElse(true);
    }

    /** Whether a place is in it. */
    boolean contains(Location location) {
        return contains(location.latitudeDegrees(), location.longitudeDegrees());
    }

    /**
     * Refuses a rectangle with latitude and longitude swapped, and surroundings without any thing.
     *
     * @param places where all things stand
     * @throws ProblemException that names the parameter
     */
    public void refuseEmpty(Collection<Location> places) {
        box.ifPresent(wanted -> wanted.refuseSwapped(BBOX, places));
        circle.flatMap(wanted -> wanted.findFault(places)).ifPresent(rule -> {
            throw ProblemException.parameter(NEAR.name(), rule);
        });
    }

    /**
     * Refuses an area with latitude and longitude swapped. An area without any thing is allowed: things that moved, or that no longer
     * stand anywhere, were observed there.
     *
     * @param places where all things stand
     * @throws ProblemException that names the parameter
     */
    public void refuseSwapped(Collection<Location> places) {
        box.ifPresent(wanted -> wanted.refuseSwapped(BBOX, places));
        circle.flatMap(wanted -> wanted.findSwapped(places)).ifPresent(rule -> {
            throw ProblemException.parameter(NEAR.name(), rule);
        });
    }
}
