package org.metrobed.analysis.correlate;

import java.util.List;
import java.util.Optional;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEvent.Kind;
import org.metrobed.model.Severity;

/**
 * What an alert belongs to by what else is there: another one of its datastream, or a wider event. An alert that is more
 * urgent than the one that called raises that one; where that has ended, it calls itself. Stateless beside its two books.
 */
final class ParentRule {

    private final OpenAlerts book;
    private final EventGroups events;

    ParentRule(OpenAlerts book, EventGroups events) {
        this.book = book;
        this.events = events;
    }

    /** An alert opens: it is told, alone or as part of another. */
    void open(DetectorReport report, long nowMillis) {
        AlertEvent event = report.event();
        String sibling = sibling(report, nowMillis);
        Optional<EventGroups.Group> group = sibling.isEmpty() ? wider(report) : Optional.empty();
        String parent = group.map(EventGroups.Group::root).orElse(sibling);
        if (!parent.isEmpty()) {
            book.tell(DetectorReports.with(report, event.finding().withParent(parent), ""));
            book.raise(parent, event.severity(), nowMillis);
            group.ifPresent(found -> events.join(found, report));
            return;
        }
        book.tell(report);
        if (EventGroups.concerns(report)) {
            events.begin(report, nowMillis);
        }
    }

    /** An alert that was told goes on. */
    void follow(DetectorReport report, TrackedAlert known) {
        DetectorReport next = following(report, known);
        AlertEvent event = next.event();
        if (event.kind() == Kind.UPDATED && known.open() && known.parent().isEmpty()) {
            Optional<EventGroups.Group> group = events.isFollowed(known.id()) ? Optional.empty() : wider(next);
            if (group.isPresent()) {
                String root = group.get().root();
                events.end(known.id());
                events.join(group.get(), next);
                next = DetectorReports.with(next, event.finding().withParent(root), "");
                book.childrenOf(known.id()).forEach(child -> book.move(child, root, event.recordedMillis()));
            }
            events.reconsider(event);
        }
        book.tell(next);
    }

    /**
     * An alert that has ended long enough ago is forgotten. What belongs to it and still lasts calls from now on, the first of
     * them for all.
     */
    void look(String id, long nowMillis) {
        if (!book.hasEndedLongAgo(id, nowMillis)) {
            return;
        }
        events.end(id);
        List<TrackedAlert> left = book.childrenOf(id);
        for (TrackedAlert known : left) {
            book.move(known, known.equals(left.get(0)) ? "" : left.get(0).id(), nowMillis);
        }
        book.forget(id);
    }

    private Optional<EventGroups.Group> wider(DetectorReport report) {
        AlertEvent event = report.event();
        return events.list(report, event.recordedMillis()).stream()
                .filter(group -> heard(group.root(), event.severity(), group.severity()))
                .findFirst();
    }

    /** What a silence belongs to, where neither gateway nor thing are silent; empty for nothing. */
    String sibling(DetectorReport report, long nowMillis) {
        AlertEvent event = report.event();
        for (TrackedAlert other : book.of(event.datastream())) {
            if (!other.id().equals(event.alertId()) && counts(other, event, nowMillis)) {
                String root = other.parent().isEmpty() ? other.id() : other.parent();
                return heard(root, event.severity(), other.last().severity()) ? root : "";
            }
        }
        return "";
    }

    private static boolean counts(TrackedAlert other, AlertEvent event, long nowMillis) {
        if (other.open()) {
            return true;
        }
        boolean silence = AlertClass.of(event) == AlertClass.SILENCE;
        boolean alike = silence == (AlertClass.of(other.last()) == AlertClass.SILENCE);
        return other.ended() && alike && nowMillis - other.last().recordedMillis() < OpenAlerts.AFTER_MILLIS;
    }

    /** Whether somebody was called about the other who need not be called for this one. */
    private boolean heard(String root, Severity severity, Severity told) {
        Severity called = book.find(root).map(known -> known.last().severity()).orElse(told);
        return book.isOpen(root) || severity.compareTo(called) <= 0;
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
