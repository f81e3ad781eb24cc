package org.metrobed.analysis.correlate;

import java.util.Set;
import org.metrobed.model.Site;

/**
 * A piece of an event group: all but its sites, or one site. So an alert that joins costs one site. Immutable.
 *
 * @param number of the group: the oldest has the lowest
 * @param place {@code testbed/property}
 * @param facts the group without its sites; null for a site
 * @param site null for the group itself
 */
public record GroupPart(long number, String place, EventGroups.Group facts, Site site) {

    static GroupPart of(long number, EventGroups.Group group) {
        return new GroupPart(number, group.place(), group.with(Set.of()), null);
    }

    static GroupPart of(long number, String place, Site site) {
        return new GroupPart(number, place, null, site);
    }

    /** Its id among the pieces of a correlator. */
    String id() {
        return site == null ? idOf(number) : idOf(number, site);
    }

    static String idOf(long number) {
        return "group/" + number;
    }

    static String idOf(long number, Site site) {
        return "site/" + number + "/" + site.latitudeDegrees() + "," + site.longitudeDegrees();
    }
}
