package org.metrobed.store.naming;

import java.util.List;
import java.util.Objects;
import org.metrobed.model.Site;

/**
 * What the catalog calls a test-bed, thing or datastream. Immutable.
 *
 * @param id {@code testbed}, {@code testbed/thing} or {@code testbed/thing/property}
 * @param name for people
 * @param unit UCUM, of a datastream; otherwise empty
 * @param zone name of the time zone, of a test-bed; otherwise empty
 * @param intervalMillis expected time between two readings of a datastream, milliseconds; otherwise 0
 * @param site where a thing or datastream stands; {@link Site#NOWHERE} for a test-bed, and if it moves
 * @param publicRules names of the thresholds of a datastream whose alerts may become public warnings
 */
public record CatalogName(
        String id, String name, String unit, String zone, long intervalMillis, Site site, List<String> publicRules) {
    public CatalogName {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(site, "site");
        publicRules = List.copyOf(publicRules);
    }

    /** The name of a test-bed. */
    public static CatalogName ofTestbed(String id, String name, String zone) {
        return new CatalogName(id, name, "", zone, 0, Site.NOWHERE, List.of());
    }

    /** The name of a thing. */
    public static CatalogName ofThing(String id, String name, Site site) {
        return new CatalogName(id, name, "", "", 0, site, List.of());
    }
}
