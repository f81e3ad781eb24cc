package org.metrobed.analysis.correlate;

import java.util.List;
import java.util.Optional;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEvent.Kind;
import org.metrobed.model.Severity;

/**
 * Chooses the parent alert of an alert: another alert of its datastream, or the root of an event group. A child alert
 * of higher severity raises the severity of an open parent alert. If the parent alert has ended, the alert becomes a
 * primary alert. The state is in {@link OpenAlerts} and {@link EventGroups}.
 */
final class EventParentRule {

    private final OpenAlerts openAlerts;
    private final EventGroups events;

    EventParentRule(OpenAlerts openAlerts, EventGroups events) {
        this.openAlerts = openAlerts;
        this.events = events;
    }

    /** Emits the opening of an alert, with a parent alert if there is one. */
    void open(DetectorReport report, long nowMillis) {
        AlertEvent event = report.event();
        String sibling = sibling(report, nowMillis);
        Optional<OpenGroup> group = sibling.isEmpty() ? wider(report) : Optional.empty();
        String parent = group.map(OpenGroup::root).orElse(sibling);
        if (!parent.isEmpty()) {
            openAlerts.emit(DetectorReports.with(report, event.finding().withParent(parent), ""));
            openAlerts.raise(parent, event.severity(), nowMillis);
            group.ifPresent(found -> {
                int before = found.sites().size();
                events.join(found, report);
                if (found.sites().size() > before
                        && EventExtent.isStep(found.sites().size())) {
                    grow(parent, nowMillis);
                }
            });
            return;
        }
        openAlerts.emit(report);
        if (EventGroups.concerns(report)) {
            events.end(event.alertId());
            events.begin(report, nowMillis);
        }
    }

    /** The primary alert says how far its event reaches now. */
    private void grow(String root, long nowMillis) {
        openAlerts.find(root).filter(TrackedAlert::open).ifPresent(known -> {
            AlertEvent event = known.last()
                    .with(0, Kind.UPDATED)
                    .with(known.last().finding(), EventExtent.added(known.last().message(), events.sites(root)));
            openAlerts.emit(new DetectorReport(
                    DetectorReports.at(event, nowMillis, event.severity()), known.site(), known.intervalMillis()));
        });
    }

    /** Emits the next step of a known alert. */
    void follow(DetectorReport report, TrackedAlert known) {
        DetectorReport next = following(report, known);
        AlertEvent event = next.event();
        if (event.kind() == Kind.UPDATED && known.open() && known.parent().isEmpty()) {
            Optional<OpenGroup> group = events.isFollowed(known.id()) ? Optional.empty() : wider(next);
            if (group.isPresent()) {
                String root = group.get().root();
                events.end(known.id());
                events.join(group.get(), next);
                next = DetectorReports.with(next, event.finding().withParent(root), "");
                openAlerts
                        .childrenOf(known.id())
                        .forEach(child -> openAlerts.move(child, root, event.recordedMillis()));
            }
            events.reconsider(event);
        }
        openAlerts.emit(isAgain(next, known) ? primary(next) : withExtent(next, known));
    }

    /** The end of a primary alert says how far its event reached. */
    private DetectorReport withExtent(DetectorReport next, TrackedAlert known) {
        AlertEvent event = next.event();
        if (event.kind() != Kind.RESOLVED || !known.parent().isEmpty() || !events.isFollowed(known.id())) {
            return next;
        }
        String message = EventExtent.added(event.message(), events.sites(known.id()));
        return new DetectorReport(event.with(event.finding(), message), next.site(), next.intervalMillis());
    }

    /** Whether the values of a child alert whose event is over are beyond their band again. */
    private boolean isAgain(DetectorReport next, TrackedAlert known) {
        AlertEvent event = next.event();
        boolean within = new TrackedAlert(event, known.site(), known.intervalMillis(), known.openedMillis()).within();
        return event.kind() == Kind.UPDATED
                && known.open()
                && !within
                && !known.parent().isEmpty()
                && event.finding().parent().equals(known.parent())
                && openAlerts.isGone(known.parent(), event.recordedMillis());
    }

    private static DetectorReport primary(DetectorReport report) {
        return DetectorReports.with(report, report.event().finding().withParent(""), "");
    }

    /**
     * Ends the event of an alert that ended long enough ago, and forgets it once its detector cannot report its return. The first of its open child alerts whose newest value is beyond its band
     * becomes a primary alert and the parent of the others. If there is none, the event is over: they stay as they are, and
     * one whose values go beyond the band again becomes a primary alert then.
     */
    void look(String id, long nowMillis) {
        if (!openAlerts.hasEndedLongAgo(id, nowMillis)) {
            return;
        }
        openAlerts.find(id).filter(known -> !known.isOver()).ifPresent(known -> {
            endEvent(id, nowMillis);
            openAlerts.keep(known.over());
        });
        if (openAlerts.isForgettable(id, nowMillis)) {
            openAlerts.forget(id);
        }
    }

    private void endEvent(String id, long nowMillis) {
        events.end(id);
        List<TrackedAlert> left = openAlerts.childrenOf(id);
        left.stream().filter(known -> !known.within()).findFirst().ifPresent(next -> {
            for (TrackedAlert known : left) {
                openAlerts.move(known, known.equals(next) ? "" : next.id(), nowMillis);
            }
        });
    }

    private Optional<OpenGroup> wider(DetectorReport report) {
        AlertEvent event = report.event();
        return events.list(report, event.recordedMillis())
                .filter(group ->
                        isCovered(group.root(), event.severity(), group.facts().severity()))
                .findFirst();
    }

    /** The parent alert of a silence if neither its gateway nor its thing is silent; empty for none. */
    String sibling(DetectorReport report, long nowMillis) {
        AlertEvent event = report.event();
        for (TrackedAlert other : openAlerts.of(event.datastream())) {
            if (!other.id().equals(event.alertId()) && counts(other, event, nowMillis)) {
                String root = other.parent().isEmpty() ? other.id() : other.parent();
                return isCovered(root, event.severity(), other.last().severity()) ? root : "";
            }
        }
        return "";
    }

    private boolean counts(TrackedAlert other, AlertEvent event, long nowMillis) {
        if (other.open()) {
            // what is within its band and belongs to an event that is over says nothing of a new one
            return !other.within() || other.parent().isEmpty() || openAlerts.isOpen(other.parent());
        }
        boolean silence = AlertClass.of(event) == AlertClass.SILENCE;
        boolean alike = silence == (AlertClass.of(other.last()) == AlertClass.SILENCE);
        return other.ended() && alike && nowMillis - other.last().recordedMillis() < OpenAlerts.AFTER_MILLIS;
    }

    /** Whether the notification of the root alert is enough for an alert of this severity. */
    private boolean isCovered(String root, Severity severity, Severity emitted) {
        Severity notified = openAlerts
                .find(root)
                .filter(known -> !known.isOver())
                .map(known -> known.last().severity())
                .orElse(emitted);
        return openAlerts.isOpen(root) || severity.compareTo(notified) <= 0;
    }

    private static DetectorReport following(DetectorReport report, TrackedAlert known) {
        AlertEvent event = report.event();
        Severity before = known.last().severity();
        Severity most = before.compareTo(event.severity()) < 0 ? event.severity() : before;
        AlertEvent kept = event.with(event.finding().withParent(known.parent()), event.message());
        return new DetectorReport(
                DetectorReports.at(kept, event.recordedMillis(), most), report.site(), report.intervalMillis());
    }
}
