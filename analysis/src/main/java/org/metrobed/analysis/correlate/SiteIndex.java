package org.metrobed.analysis.correlate;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.metrobed.model.Site;

/**
 * Names by site. A search visits the sites near a place, from its circle of latitude outwards and on each circle from
 * its meridian outwards, so its cost depends on the sites nearby and not on all. It is exact at the poles and across
 * the antimeridian. Sites that are not known are left out. Mutable, one thread.
 *
 * @param <K> the names
 */
final class SiteIndex<K extends Comparable<K>> {

    private static final double EARTH_RADIUS_METRES = 6_371_008.8;
    /** Height of a row, degrees of latitude: 222 m. */
    private static final double ROW_DEGREES = 0.002;

    private static final double ROW_METRES = Math.toRadians(ROW_DEGREES) * EARTH_RADIUS_METRES;
    /** Added to each distance before sites are passed over, so that rounding loses none. */
    private static final double MARGIN_METRES = 1;

    private static final Comparator<Site> FROM_WEST_TO_EAST =
            Comparator.comparingDouble(Site::longitudeDegrees).thenComparingDouble(Site::latitudeDegrees);

    /** Takes what a search finds. */
    @FunctionalInterface
    interface Visitor<K> {

        /**
         * Takes a site.
         *
         * @param metres its distance
         * @param names in their order; at least one
         * @return the distance up to which sites are of interest from now on; negative to end the search
         */
        double visit(double metres, Site site, NavigableSet<K> names);
    }

    private final Map<Long, NavigableMap<Site, NavigableSet<K>>> rows = new HashMap<>();

    boolean isEmpty() {
        return rows.isEmpty();
    }

    void add(Site site, K name) {
        if (site.known()) {
            rows.computeIfAbsent(row(site), row -> new TreeMap<>(FROM_WEST_TO_EAST))
                    .computeIfAbsent(site, first -> new TreeSet<>())
                    .add(name);
        }
    }

    void remove(Site site, K name) {
        NavigableMap<Site, NavigableSet<K>> row = site.known() ? rows.get(row(site)) : null;
        NavigableSet<K> names = row == null ? null : row.get(site);
        if (names != null && names.remove(name) && names.isEmpty()) {
            row.remove(site);
            if (row.isEmpty()) {
                rows.remove(row(site));
            }
        }
    }

    /** Whether there is a site within a distance. */
    boolean hasWithin(Site from, double metres) {
        return search(from, metres, (away, site, names) -> -1);
    }

    /**
     * Visits the sites within a distance; none if the place is not known.
     *
     * @return whether the visitor ended the search
     */
    boolean search(Site from, double metres, Visitor<K> visitor) {
        if (!from.known()) {
            return false;
        }
        Search search = new Search(from, metres, visitor);
        long middle = row(from);
        search.row(middle);
        for (long away = 1; (away - 1) * ROW_METRES <= search.within + MARGIN_METRES && search.within >= 0; away++) {
            search.row(middle + away);
            search.row(middle - away);
        }
        return search.within < 0;
    }

    private static long row(Site site) {
        return (long) Math.floor(site.latitudeDegrees() / ROW_DEGREES);
    }

    /** One search; the distance shrinks while it goes on. */
    private final class Search {

        private final Site from;
        private final Visitor<K> visitor;
        private double within;

        Search(Site from, double within, Visitor<K> visitor) {
            this.from = from;
            this.within = within;
            this.visitor = visitor;
        }

        void row(long number) {
            NavigableMap<Site, NavigableSet<K>> sites = within < 0 ? null : rows.get(number);
            if (sites == null) {
                return;
            }
            double highest = Math.min(90, Math.max(Math.abs(number), Math.abs(number + 1)) * ROW_DEGREES);
            double narrow = Math.cos(Math.toRadians(from.latitudeDegrees())) * Math.cos(Math.toRadians(highest));
            Site meridian = new Site(Double.NEGATIVE_INFINITY, from.longitudeDegrees());
            NavigableMap<Site, NavigableSet<K>> east = sites.tailMap(meridian, true);
            NavigableMap<Site, NavigableSet<K>> west = sites.headMap(meridian, false);
            walk(List.of(east, west), narrow, 1);
            walk(List.of(west.descendingMap(), east.descendingMap()), narrow, -1);
        }

        /** Walks half of the circle, first up to the antimeridian, then on from there. */
        private void walk(List<NavigableMap<Site, NavigableSet<K>>> parts, double narrow, int direction) {
            double far = farDegrees(narrow);
            for (NavigableMap<Site, NavigableSet<K>> part : parts) {
                Iterator<Map.Entry<Site, NavigableSet<K>>> sites =
                        part.entrySet().iterator();
                while (sites.hasNext()) {
                    Map.Entry<Site, NavigableSet<K>> next = sites.next();
                    double degrees = direction * (next.getKey().longitudeDegrees() - from.longitudeDegrees());
                    boolean beyond = degrees < 0 || (degrees == 0 && direction < 0);
                    double away = beyond ? degrees + 360 : degrees;
                    if (away > far || (away == 180 && direction < 0)) {
                        return;
                    }
                    if (visit(next.getKey(), next.getValue())) {
                        far = farDegrees(narrow);
                    }
                }
            }
        }

        private boolean visit(Site site, NavigableSet<K> names) {
            double metres = NeighbourSearch.metres(site, from);
            if (metres <= within) {
                double before = within;
                within = visitor.visit(metres, site, names);
                return within < before;
            }
            return false;
        }

        /** Largest difference of longitude that is of interest, from the haversine formula; negative for none. */
        private double farDegrees(double narrow) {
            if (within < 0) {
                return -1;
            }
            double half = Math.sin(Math.min(1, (within + MARGIN_METRES) / (2 * EARTH_RADIUS_METRES)));
            double ratio = half * half / narrow;
            return narrow > 0 && ratio < 1 ? Math.toDegrees(2 * Math.asin(Math.sqrt(ratio))) : 180;
        }
    }
}
