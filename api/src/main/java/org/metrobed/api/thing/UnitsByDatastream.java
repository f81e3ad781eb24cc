package org.metrobed.api.thing;

import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;

/** Units of datastreams. Static functions only. */
public final class UnitsByDatastream {

    private UnitsByDatastream() {}

    /** The unit of a datastream in a catalog, or in the last version that had it; null if none is known. */
    public static String of(Catalog catalog, String datastream) {
        return catalog.findDatastream(datastream, catalog.version())
                .map(Datastream::unit)
                .orElse(null);
    }
}
