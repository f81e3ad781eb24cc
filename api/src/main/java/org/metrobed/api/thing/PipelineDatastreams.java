package org.metrobed.api.thing;

import java.util.Locale;
import java.util.Optional;
import org.metrobed.catalog.Catalog;
import org.metrobed.core.model.Datastream;
import org.metrobed.core.model.Thing;

/**
 * Datastreams that stand for something else: parts of Metrobed itself, which concern every test-bed; gateways and whole things.
 * No catalog has them; they have alerts, but neither values nor a place. Static functions only.
 */
public final class PipelineDatastreams {

    /** Whether data comes in at all. */
    public static final String INGEST = "metrobed/pipeline/ingest";

    private static final String THING = "metrobed/pipeline/";
    private static final String GATEWAY_ITSELF = "/gateway";
    private static final String THING_ITSELF = "/thing";

    private PipelineDatastreams() {}

    /** Whether a datastream stands for a part of Metrobed. */
    public static boolean contains(String datastream) {
        return datastream.startsWith(THING);
    }

    /**
     * The name of any datastream for people: that of the catalog; else of the part, the gateway or the thing that it stands
     * for; null when it is none of these, or the catalog has it no more.
     */
    public static String name(Catalog catalog, String datastream) {
        if (contains(datastream)) {
            String part = datastream.substring(THING.length());
            return part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1);
        }
        Optional<Datastream> known = catalog.findDatastream(datastream);
        return known.map(Datastream::name).orElseGet(() -> ofWhole(catalog, datastream));
    }

    private static String ofWhole(Catalog catalog, String datastream) {
        String whole = datastream.substring(0, Math.max(0, datastream.lastIndexOf('/')));
        if (datastream.endsWith(GATEWAY_ITSELF)) {
            return "Gateway " + whole.substring(whole.lastIndexOf('/') + 1);
        }
        return datastream.endsWith(THING_ITSELF)
                ? catalog.findThing(whole).map(Thing::name).orElse(null)
                : null;
    }
}
