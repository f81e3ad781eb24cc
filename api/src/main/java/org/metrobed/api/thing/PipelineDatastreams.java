package org.metrobed.api.thing;

import java.util.Locale;
import java.util.Optional;
import org.metrobed.catalog.Catalog;
import org.metrobed.core.model.Datastream;

/**
 * Datastreams that stand for parts of Metrobed itself. No catalog has them; they have alerts, but neither values nor a
 * place, and concern every test-bed. Static functions only.
 */
public final class PipelineDatastreams {

    /** Whether data comes in at all. */
    public static final String INGEST = "metrobed/pipeline/ingest";

    private static final String THING = "metrobed/pipeline/";

    private PipelineDatastreams() {}

    /** Whether a datastream is one of them. */
    public static boolean contains(String datastream) {
        return datastream.startsWith(THING);
    }

    /** The name of any datastream for people; null when it is not one of these and the catalog has it no more. */
    public static String name(Catalog catalog, String datastream) {
        if (contains(datastream)) {
            String part = datastream.substring(THING.length());
            return part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1);
        }
        Optional<Datastream> known = catalog.findDatastream(datastream);
        return known.map(Datastream::name).orElse(null);
    }
}
