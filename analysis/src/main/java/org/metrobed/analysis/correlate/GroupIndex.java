package org.metrobed.analysis.correlate;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.metrobed.analysis.correlate.EventGroups.Group;
import org.metrobed.model.Site;

/**
 * Event groups by root, by start and by place, so that an alert is compared with the groups near it and not with all.
 * Mutable, one thread.
 */
final class GroupIndex {

    /** Sites are rounded to this many parts of a degree; each group is once at each rounded site. */
    private static final double PARTS = 100;
    /** A site is less than this far from its rounded site: half of a part on both axes. */
    private static final double ROUNDING_METRES = 800;

    /** Groups that may belong together. */
    private record Kind(String place, DeviationSide side) {}

    /** Several ascending lists of numbers as one, each number once. */
    private static final class Ascending {

        private record Rest(long next, Iterator<Long> others) {}

        private final PriorityQueue<Rest> lists = new PriorityQueue<>(Comparator.comparingLong(Rest::next));
        private long last = -1;

        void add(Iterator<Long> numbers) {
            if (numbers.hasNext()) {
                lists.add(new Rest(numbers.next(), numbers));
            }
        }

        /** The next number; -1 if there is none. */
        long next() {
            while (!lists.isEmpty()) {
                Rest least = lists.remove();
                add(least.others());
                if (least.next() != last) {
                    last = least.next();
                    return last;
                }
            }
            return -1;
        }
    }

    private final TreeMap<Long, OpenGroup> groups = new TreeMap<>();
    private final Map<String, TreeMap<Long, OpenGroup>> ofRoot = new HashMap<>();
    private final Map<Kind, SiteIndex<Long>> areas = new HashMap<>();
    private final TreeMap<Long, TreeSet<Long>> starts = new TreeMap<>();
    private final Changes<CorrelatorPiece> changes;
    private long next;

    GroupIndex(Changes<CorrelatorPiece> changes) {
        this.changes = changes;
    }

    /** Restores groups that were saved. */
    void restore(Collection<GroupPart> parts) {
        parts.stream().filter(part -> part.site() == null).forEach(part -> add(part.number(), part.facts()));
        parts.stream().filter(part -> part.site() != null).forEach(part -> {
            OpenGroup group = groups.get(part.number());
            group.add(part.site());
            addArea(group, part.site());
        });
    }

    /** The groups of a root alert, the oldest first. */
    Collection<OpenGroup> of(String root) {
        SortedMap<Long, OpenGroup> known = ofRoot.get(root);
        return known == null ? List.of() : known.values();
    }

    /** The groups of a kind that may be near a site, the oldest first; found one by one. */
    Stream<OpenGroup> near(String place, DeviationSide side, Site site) {
        SiteIndex<Long> area = areas.get(new Kind(place, side));
        if (area == null) {
            return Stream.of();
        }
        Ascending numbers = new Ascending();
        double metres = NeighbourSearch.RADIUS_METRES + ROUNDING_METRES;
        area.search(site, metres, (away, rounded, there) -> {
            numbers.add(there.iterator());
            return metres;
        });
        return Stream.iterate(numbers.next(), number -> number >= 0, number -> numbers.next())
                .map(groups::get);
    }

    void add(Group group) {
        long number = next;
        add(number, group);
        group.sites().forEach(site -> keep(GroupPart.of(number, group.place(), site)));
    }

    private void add(long number, Group group) {
        OpenGroup opened = new OpenGroup(number, group);
        next = Math.max(next, number + 1);
        groups.put(opened.number(), opened);
        ofRoot.computeIfAbsent(group.root(), root -> new TreeMap<>()).put(opened.number(), opened);
        starts.computeIfAbsent(group.startMillis(), millis -> new TreeSet<>()).add(opened.number());
        areas.computeIfAbsent(kind(opened), kind -> new SiteIndex<>());
        opened.sites().forEach(site -> addArea(opened, site));
        keep(GroupPart.of(number, group));
    }

    private void addArea(OpenGroup group, Site site) {
        areas.get(kind(group)).add(rounded(site), group.number());
    }

    private void keep(GroupPart part) {
        changes.put(part.id(), CorrelatorPiece.of(part));
    }

    private void keep(OpenGroup group) {
        keep(GroupPart.of(group.number(), group.facts()));
    }

    /** An alert joins a group. */
    void join(OpenGroup group, DetectorReport report) {
        group.join(report);
        addArea(group, report.site());
        keep(group);
        keep(GroupPart.of(group.number(), group.facts().place(), report.site()));
    }

    /** The groups of a root alert accept alerts as long as any group does. */
    void keepLongest(String root) {
        for (OpenGroup group : of(root)) {
            group.keepLongest();
            keep(group);
        }
    }

    void remove(OpenGroup group) {
        groups.remove(group.number());
        changes.remove(GroupPart.idOf(group.number()));
        group.sites().forEach(site -> changes.remove(GroupPart.idOf(group.number(), site)));
        ofRoot.computeIfPresent(group.root(), (root, known) -> {
            known.remove(group.number());
            return known.isEmpty() ? null : known;
        });
        starts.computeIfPresent(group.facts().startMillis(), (millis, known) -> {
            known.remove(group.number());
            return known.isEmpty() ? null : known;
        });
        SiteIndex<Long> area = areas.get(kind(group));
        group.sites().forEach(site -> area.remove(rounded(site), group.number()));
        if (area.isEmpty()) {
            areas.remove(kind(group));
        }
    }

    /** Removes the groups that began at or before a log time. */
    void removeBegunUntil(long millis) {
        while (!starts.isEmpty() && starts.firstKey() <= millis) {
            starts.firstEntry().getValue().stream().map(groups::get).toList().forEach(this::remove);
        }
    }

    private static Kind kind(OpenGroup group) {
        return new Kind(group.facts().place(), group.facts().side());
    }

    private static Site rounded(Site site) {
        return new Site(
                Math.rint(site.latitudeDegrees() * PARTS) / PARTS, Math.rint(site.longitudeDegrees() * PARTS) / PARTS);
    }
}
