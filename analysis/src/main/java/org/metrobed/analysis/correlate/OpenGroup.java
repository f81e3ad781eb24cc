package org.metrobed.analysis.correlate;

import java.util.LinkedHashSet;
import java.util.Set;
import org.metrobed.analysis.correlate.EventGroups.Group;
import org.metrobed.model.Site;

/** An event group while it may grow: its sites are found by distance. Mutable, one thread. */
final class OpenGroup {

    private final long number;
    private final Set<Site> sites = new LinkedHashSet<>();
    private final SiteIndex<Long> near = new SiteIndex<>();
    private Group facts;

    /**
     * A group.
     *
     * @param number its place among the groups: the oldest has the lowest
     */
    OpenGroup(long number, Group group) {
        this.number = number;
        this.facts = group.with(Set.of());
        group.sites().forEach(this::add);
    }

    long number() {
        return number;
    }

    /** Its root alert. */
    String root() {
        return facts.root();
    }

    /** All but its sites, of which it has none. */
    Group facts() {
        return facts;
    }

    Set<Site> sites() {
        return sites;
    }

    boolean isNear(Site site) {
        return near.hasWithin(site, NeighbourSearch.RADIUS_METRES);
    }

    boolean isFollowed() {
        return sites.size() > 1;
    }

    /** An alert joins. */
    void join(DetectorReport report) {
        facts = facts.joined(report.event());
        add(report.site());
    }

    /** It accepts alerts as long as any group does. */
    void keepLongest() {
        facts = facts.until(facts.startMillis() + EventGroups.LONGEST_MILLIS);
    }

    void add(Site site) {
        sites.add(site);
        near.add(site, number);
    }
}
