package org.metrobed.analysis.correlate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.Finding.Origin;
import org.metrobed.model.Severity;
import org.metrobed.model.Site;

/**
 * Events that are wider than one place: alerts of one property to one side that follow each other from neighbour to
 * neighbour. Mutable, one thread; some hundred bytes an event, for {@value #LONGEST_MILLIS} ms of log time.
 */
public final class EventGroups {

    /** A wider event takes no members after this, milliseconds of log time. */
    static final long LONGEST_MILLIS = 6 * 3_600_000;
    /** A member begins so close to the newest one, microseconds of phenomenon time. */
    static final long APART_MICROS = 3_600_000_000L;

    /**
     * A wider event, or what may become one. Immutable.
     *
     * @param root the alert that calls
     * @param place {@code testbed/property}
     * @param side on which its alerts lie
     * @param severity of the root
     * @param sureMillis until when it takes members; less than usual while the root seems to be its sensor's
     * @param newestMicros onset of its newest member
     * @param sites of its members
     */
    public record Group(
            String root,
            String place,
            DeviationSide side,
            Severity severity,
            long startMillis,
            long sureMillis,
            long newestMicros,
            List<Site> sites) {
        public Group {
            sites = List.copyOf(sites);
        }

        private boolean takes(AlertEvent event, Site site, long nowMillis) {
            return nowMillis < sureMillis
                    && side == DeviationSide.of(event)
                    && place.equals(placeOf(event))
                    && Math.abs(event.onsetMicros() - newestMicros) <= APART_MICROS
                    && sites.stream().anyMatch(member -> NeighbourSearch.near(member, site));
        }

        private Group with(AlertEvent event, Site site) {
            List<Site> all = new ArrayList<>(sites);
            if (!all.contains(site)) {
                all.add(site);
            }
            Severity most = severity.compareTo(event.severity()) < 0 ? event.severity() : severity;
            long newest = Math.max(newestMicros, event.onsetMicros());
            return new Group(root, place, side, most, startMillis, sureMillis, newest, all);
        }

        private Group until(long millis) {
            return new Group(root, place, side, severity, startMillis, millis, newestMicros, sites);
        }
    }

    private final List<Group> groups = new ArrayList<>();

    EventGroups(Collection<Group> saved) {
        groups.addAll(saved);
    }

    List<Group> saved() {
        return List.copyOf(groups);
    }

    /** Whether an alert may be part of a wider event. */
    static boolean concerns(DetectorReport report) {
        AlertEvent event = report.event();
        return AlertClass.of(event) == AlertClass.VALUE
                && report.site().known()
                && DeviationSide.of(event) != DeviationSide.NONE;
    }

    /** Wider events that an alert may belong to, the oldest first; none for one that its sensor seems to make. */
    List<Group> list(DetectorReport report, long nowMillis) {
        AlertEvent event = report.event();
        if (!concerns(report) || event.finding().origin() == Origin.SENSOR) {
            return List.of();
        }
        return groups.stream()
                .filter(group -> !group.root().equals(event.alertId()))
                .filter(group -> group.takes(event, report.site(), nowMillis))
                .toList();
    }

    /** An alert joins. */
    void join(Group group, DetectorReport report) {
        groups.set(groups.indexOf(group), group.with(report.event(), report.site()));
    }

    /**
     * An alert calls: others may follow it. What its sensor seems to make is followed only until the neighbours are asked
     * again.
     */
    void begin(DetectorReport report, long nowMillis) {
        groups.removeIf(group -> group.startMillis() + LONGEST_MILLIS <= nowMillis);
        AlertEvent event = report.event();
        boolean doubtful = event.finding().origin() == Origin.SENSOR;
        long until = nowMillis + (doubtful ? Neighbourhood.AGAIN_MILLIS : LONGEST_MILLIS);
        groups.add(new Group(
                event.alertId(),
                placeOf(event),
                DeviationSide.of(event),
                event.severity(),
                nowMillis,
                until,
                event.onsetMicros(),
                List.of(report.site())));
    }

    /** The neighbours have come to think otherwise of an alert that calls. */
    void reconsider(AlertEvent event) {
        if (event.finding().origin() != Origin.SENSOR) {
            groups.replaceAll(group ->
                    group.root().equals(event.alertId()) ? group.until(group.startMillis() + LONGEST_MILLIS) : group);
        }
    }

    /** Whether others have followed an alert. */
    boolean isFollowed(String id) {
        return groups.stream()
                .anyMatch(group -> group.root().equals(id) && group.sites().size() > 1);
    }

    /** An alert calls no more by itself: nobody follows it. */
    void end(String id) {
        groups.removeIf(group -> group.root().equals(id));
    }

    private static String placeOf(AlertEvent event) {
        DatastreamId id = new DatastreamId(event.datastream());
        return id.testbed() + "/" + id.property();
    }
}
