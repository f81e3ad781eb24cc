package org.metrobed.analysis.correlate;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.metrobed.model.Site;

/** How far an event group reaches, in words. Static functions only. */
final class EventExtent {

    /** Numbers of sites at which the primary alert says how far its event reaches; after them each tenfold. */
    private static final Set<Integer> STEPS = Set.of(5, 10, 20, 50);

    private static final int TENFOLD = 10;
    private static final double KILOMETRE = 1_000;
    private static final Pattern BEFORE = Pattern.compile("; the event reaches \\d+ sites within [0-9.]+ km");

    private EventExtent() {}

    /** Whether an event of this many sites is told anew: 5, 10, 20, 50, 100, 200, 500, … */
    static boolean isStep(int sites) {
        int size = sites;
        while (size >= 100 && size % TENFOLD == 0) {
            size /= TENFOLD;
        }
        return STEPS.contains(size);
    }

    /** A message that says how far its event reaches, in place of what it said before. */
    static String added(String message, Collection<Site> sites) {
        return BEFORE.matcher(message).replaceAll("")
                + String.format(
                        Locale.ROOT,
                        "; the event reaches %d sites within %.1f km",
                        sites.size(),
                        Math.max(0.1, metres(sites) / KILOMETRE));
    }

    /** The diagonal of the box that holds the sites, metres. */
    private static double metres(Collection<Site> sites) {
        double south = sites.stream().mapToDouble(Site::latitudeDegrees).min().orElseThrow();
        double north = sites.stream().mapToDouble(Site::latitudeDegrees).max().orElseThrow();
        double west = sites.stream().mapToDouble(Site::longitudeDegrees).min().orElseThrow();
        double east = sites.stream().mapToDouble(Site::longitudeDegrees).max().orElseThrow();
        return NeighbourSearch.metres(new Site(south, west), new Site(north, east));
    }
}
