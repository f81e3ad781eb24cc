package org.metrobed.api.thing;

import java.util.List;

/** Things as GeoJSON (RFC 7946). */
public record FeatureCollection(String type, List<Feature> features) {

    /** A thing. */
    public record Feature(String type, String id, Point geometry, ThingView properties) {}

    /** Longitude and latitude. */
    public record Point(String type, List<Double> coordinates) {}

    /** These things. */
    static FeatureCollection of(List<ThingView> things) {
        return new FeatureCollection(
                "FeatureCollection",
                things.stream().map(FeatureCollection::feature).toList());
    }

    private static Feature feature(ThingView thing) {
        Point point = new Point("Point", List.of(thing.longitude(), thing.latitude()));
        return new Feature("Feature", thing.id(), point, thing);
    }
}
