package org.metrobed.api.thing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.metrobed.api.http.Doc;

/** Things as GeoJSON (RFC 7946). */
public record FeatureCollection(
        String type,
        List<Feature> features,

        @Doc(value = "the next page, if there is one", optional = true) @JsonInclude(JsonInclude.Include.NON_NULL)
        List<Link> links) {

    /** A thing. */
    public record Feature(String type, String id, Point geometry, ThingView properties) {}

    /** Longitude and latitude. */
    public record Point(String type, List<Double> coordinates) {}

    /** A link as OGC API - Features has it. */
    public record Link(String rel, String href, String type) {}

    /**
     * These things.
     *
     * @param next address of the next page; null on the last
     */
    static FeatureCollection of(List<ThingView> things, String next) {
        return new FeatureCollection(
                "FeatureCollection",
                things.stream().map(FeatureCollection::feature).toList(),
                next == null ? null : List.of(new Link("next", next, "application/geo+json")));
    }

    private static Feature feature(ThingView thing) {
        Point point = new Point("Point", List.of(thing.longitude(), thing.latitude()));
        return new Feature("Feature", thing.id(), point, thing);
    }
}
