package org.metrobed.api.thing;

import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;

/** Units of datastreams. Static functions only. */
public final class UnitsByDatastream {

    private UnitsByDatastream() {}

    /** The unit of a datastream in a catalog; null if the catalog no longer has it. */
    public static String of(Catalog catalog, String datastream) {
        return catalog.findDatastream(datastream).map(Datastream::unit).orElse(null);
    }
}
