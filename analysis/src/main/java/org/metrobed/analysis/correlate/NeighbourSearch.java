package org.metrobed.analysis.correlate;

import org.metrobed.analysis.quality.Neighbours;
import org.metrobed.model.Location;
import org.metrobed.model.Site;

/** Decides which sites are neighbours. Static functions only. */
final class NeighbourSearch {

    /** Largest distance between neighbours, metres. */
    static final double RADIUS_METRES = 2_000;

    private NeighbourSearch() {}

    /** Distance, metres; NaN if a location is not known. */
    static double metres(Site a, Site b) {
        return a.known() && b.known() ? Neighbours.distanceMetres(location(a), location(b)) : Double.NaN;
    }

    /** Whether two sites are neighbours; false if a location is not known. */
    static boolean near(Site a, Site b) {
        return metres(a, b) <= RADIUS_METRES;
    }

    private static Location location(Site site) {
        return new Location(site.latitudeDegrees(), site.longitudeDegrees(), "", "");
    }
}
