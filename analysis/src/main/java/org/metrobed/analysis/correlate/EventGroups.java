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
 * Event groups: alerts of one property, on the same side of their bands, that spread from neighbour to neighbour.
 * Mutable, one thread; some hundred bytes per group, kept for {@value #LONGEST_MILLIS} ms of log time.
 */
public final class EventGroups {

    /** A group accepts no alerts after this, milliseconds of log time. */
    static final long LONGEST_MILLIS = 6 * 3_600_000;
    /**
     * Longest time between the onset of a new alert and the newest onset of the group, microseconds of phenomenon time.
     */
    static final long APART_MICROS = 3_600_000_000L;

    /**
     * An event group, or a single alert that may become one. Immutable.
     *
     * @param root the parent alert
     * @param place {@code testbed/property}
     * @param side the side of the band on which its alerts are
     * @param severity the highest severity of its alerts
     * @param startMillis log time at which the group began
     * @param sureMillis log time until which it accepts alerts; earlier than usual while the neighbours blame the
     *     root's sensor
     * @param newestMicros newest onset of its alerts, phenomenon time
     * @param sites locations of its alerts
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

    /** Whether an alert may be part of an event group. */
    static boolean concerns(DetectorReport report) {
        AlertEvent event = report.event();
        return AlertClass.of(event) == AlertClass.VALUE
                && report.site().known()
                && DeviationSide.of(event) != DeviationSide.NONE;
    }

    /** Groups that an alert may join, the oldest first; none if the neighbours blame the alert's sensor. */
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

    /** Adds an alert to a group. */
    void join(Group group, DetectorReport report) {
        groups.set(groups.indexOf(group), group.with(report.event(), report.site()));
    }

    /**
     * Starts a group with this alert as its root. If the neighbours blame its sensor, the group accepts alerts only
     * until they are asked again.
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

    /** The verdict of the neighbours about a root alert has changed. */
    void reconsider(AlertEvent event) {
        if (event.finding().origin() != Origin.SENSOR) {
            groups.replaceAll(group ->
                    group.root().equals(event.alertId()) ? group.until(group.startMillis() + LONGEST_MILLIS) : group);
        }
    }

    /** Whether a root alert has child alerts at other sites. */
    boolean isFollowed(String id) {
        return groups.stream()
                .anyMatch(group -> group.root().equals(id) && group.sites().size() > 1);
    }

    /** Removes the group of a root alert: it accepts no more child alerts. */
    void end(String id) {
        groups.removeIf(group -> group.root().equals(id));
    }

    private static String placeOf(AlertEvent event) {
        DatastreamId id = new DatastreamId(event.datastream());
        return id.testbed() + "/" + id.property();
    }
}
