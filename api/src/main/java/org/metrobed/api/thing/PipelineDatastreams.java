package org.metrobed.api.thing;

import java.util.Locale;
import java.util.Optional;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.Thing;

/**
 * Datastreams without values: they stand for parts of Metrobed, which concern every test-bed, and for whole gateways
 * and things. They are in no catalog; they have alerts. Static functions only.
 */
public final class PipelineDatastreams {

    /** Stands for ingest: whether any data is received. */
    public static final String INGEST = "metrobed/pipeline/ingest";

    /** The test-bed name of Metrobed's own parts. */
    public static final String TESTBED = "metrobed";

    private static final String THING = TESTBED + "/pipeline/";
    private static final String WHOLE_THING = "thing";
    private static final String GATEWAY = "gateway";

    private PipelineDatastreams() {}

    /** Whether a datastream is a part of Metrobed. */
    public static boolean contains(String datastream) {
        return datastream.startsWith(THING);
    }

    /** The datastream that stands for a whole thing, {@code testbed/thing}. */
    public static String ofThing(String thing) {
        return thing + "/" + WHOLE_THING;
    }

    /** The display name of any datastream; null if it is not one of these and the catalog no longer has it. */
    public static String name(Catalog catalog, String datastream) {
        if (contains(datastream)) {
            String part = datastream.substring(THING.length());
            return part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1);
        }
        Optional<Datastream> known = catalog.findDatastream(datastream);
        return known.map(Datastream::name).orElseGet(() -> nameOfWhole(catalog, new DatastreamId(datastream)));
    }

    private static String nameOfWhole(Catalog catalog, DatastreamId id) {
        return switch (id.property()) {
            case WHOLE_THING -> catalog.findThing(id.thing()).map(Thing::name).orElse(null);
            case GATEWAY -> "Gateway " + id.thing().substring(id.testbed().length() + 1);
            default -> null;
        };
    }
}
