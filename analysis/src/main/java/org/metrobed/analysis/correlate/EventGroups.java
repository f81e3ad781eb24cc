package org.metrobed.analysis.correlate;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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

        boolean takes(AlertEvent event, long nowMillis) {
            return nowMillis < sureMillis
                    && side == DeviationSide.of(event)
                    && place.equals(placeOf(event))
                    && Math.abs(event.onsetMicros() - newestMicros) <= APART_MICROS;
        }

        Group joined(AlertEvent event) {
            Severity most = severity.compareTo(event.severity()) < 0 ? event.severity() : severity;
            long newest = Math.max(newestMicros, event.onsetMicros());
            return new Group(root, place, side, most, startMillis, sureMillis, newest, sites);
        }

        Group until(long millis) {
            return new Group(root, place, side, severity, startMillis, millis, newestMicros, sites);
        }

        Group with(Collection<Site> all) {
            return new Group(root, place, side, severity, startMillis, sureMillis, newestMicros, List.copyOf(all));
        }
    }

    private final GroupIndex groups;

    EventGroups(Changes<CorrelatorPiece> changes, Collection<GroupPart> saved) {
        groups = new GroupIndex(changes);
        groups.restore(saved);
    }

    /** Whether an alert may be part of an event group. */
    static boolean concerns(DetectorReport report) {
        AlertEvent event = report.event();
        return AlertClass.of(event) == AlertClass.VALUE
                && report.site().known()
                && DeviationSide.of(event) != DeviationSide.NONE;
    }

    /** Groups that an alert may join, the oldest first; none if the neighbours blame the alert's sensor. */
    Stream<OpenGroup> list(DetectorReport report, long nowMillis) {
        AlertEvent event = report.event();
        if (!concerns(report) || event.finding().origin() == Origin.SENSOR) {
            return Stream.of();
        }
        return groups.near(placeOf(event), DeviationSide.of(event), report.site())
                .filter(group -> !group.root().equals(event.alertId()))
                .filter(group -> group.facts().takes(event, nowMillis) && group.isNear(report.site()));
    }

    /** Adds an alert to a group. */
    void join(OpenGroup group, DetectorReport report) {
        groups.join(group, report);
    }

    /**
     * Starts a group with this alert as its root. If the neighbours blame its sensor, the group accepts alerts only
     * until they are asked again.
     */
    void begin(DetectorReport report, long nowMillis) {
        groups.removeBegunUntil(nowMillis - LONGEST_MILLIS);
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
            groups.keepLongest(event.alertId());
        }
    }

    /** Whether a root alert has child alerts at other sites. */
    boolean isFollowed(String id) {
        return groups.of(id).stream().anyMatch(OpenGroup::isFollowed);
    }

    /** The sites of the groups of a root alert. */
    Set<Site> sites(String id) {
        Set<Site> sites = new LinkedHashSet<>();
        groups.of(id).forEach(group -> sites.addAll(group.sites()));
        return sites;
    }

    /** Removes the group of a root alert: it accepts no more child alerts. */
    void end(String id) {
        List.copyOf(groups.of(id)).forEach(groups::remove);
    }

    private static String placeOf(AlertEvent event) {
        DatastreamId id = new DatastreamId(event.datastream());
        return id.testbed() + "/" + id.property();
    }
}
