package org.metrobed.analysis.correlate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEvent.Kind;
import org.metrobed.model.Severity;

/**
 * Alerts that are pending, open or ended a short time ago. It numbers their events and collects them for output.
 * Mutable, one thread; some hundred bytes per alert.
 */
final class OpenAlerts {

    /** How long an ended alert is kept, milliseconds of log time. */
    static final long AFTER_MILLIS = 600_000;
    /** An anomaly that has ended may return for so long, and for so many of its intervals: it then keeps its number. */
    private static final long RETURNS_MILLIS = 86_400_000;

    private static final int RETURNS_INTERVALS = 8;
    /** After an opening and an end, at least. */
    private static final int FIRST_RETURN = 2;
    /** More than the events of an alert between two returns. */
    private static final int FORGOTTEN = 1_000;

    private static final Comparator<TrackedAlert> IN_ORDER =
            Comparator.comparingLong(TrackedAlert::openedMillis).thenComparing(TrackedAlert::id);

    private final TreeMap<String, TrackedAlert> alerts = new TreeMap<>();
    private final TreeMap<String, NavigableSet<String>> ofDatastream = new TreeMap<>();
    private final Map<String, NavigableSet<String>> ofParent = new HashMap<>();
    private final Deadlines deadlines;
    private final Changes<CorrelatorPiece> changes;
    private final List<AlertEvent> emitted = new ArrayList<>();

    OpenAlerts(Deadlines deadlines, Changes<CorrelatorPiece> changes) {
        this.deadlines = deadlines;
        this.changes = changes;
    }

    /** The events emitted since the last call of this method. */
    List<AlertEvent> takeEmitted() {
        List<AlertEvent> news = List.copyOf(emitted);
        emitted.clear();
        return news;
    }

    Optional<TrackedAlert> find(String id) {
        return Optional.ofNullable(alerts.get(id));
    }

    boolean isOpen(String id) {
        return find(id).map(TrackedAlert::open).orElse(false);
    }

    /** All alerts of a datastream whose event is not over, ordered by opening time. */
    List<TrackedAlert> of(String datastream) {
        return ofDatastream.getOrDefault(datastream, new TreeSet<>()).stream()
                .map(alerts::get)
                .filter(known -> !known.isOver())
                .sorted(IN_ORDER)
                .toList();
    }

    /** The open silence alerts of all datastreams of a thing, {@code testbed/thing}. */
    List<TrackedAlert> silencesOf(String thing) {
        List<TrackedAlert> silent = new ArrayList<>();
        for (NavigableSet<String> ids :
                ofDatastream.subMap(thing + "/", thing + "0").values()) {
            for (String id : ids) {
                TrackedAlert known = alerts.get(id);
                if (known.open()
                        && AlertClass.of(known.last()) == AlertClass.SILENCE
                        && !GatewayAlerts.is(known.last())) {
                    silent.add(known);
                }
            }
        }
        return silent;
    }

    /** The open alerts of a detector; looks at all alerts. */
    List<TrackedAlert> openOf(String detector) {
        return alerts.values().stream()
                .filter(known -> known.open() && known.last().detector().equals(detector))
                .toList();
    }

    /** The open child alerts of an alert, ordered by opening time. */
    List<TrackedAlert> childrenOf(String parent) {
        return ofParent.getOrDefault(parent, new TreeSet<>()).stream()
                .map(alerts::get)
                .filter(TrackedAlert::open)
                .sorted(IN_ORDER)
                .toList();
    }

    /** Emits a step of an alert with its next sequence number. An alert that is not known here keeps its number. */
    void emit(DetectorReport report) {
        AlertEvent event = report.event();
        TrackedAlert before = alerts.get(event.alertId());
        boolean first = event.kind() == Kind.PENDING || event.kind() == Kind.OPENED;
        int number = before != null ? before.last().sequence() + 1 : unknown(event);
        AlertEvent numbered = event.with(number, event.kind());
        emitted.add(numbered);
        if (event.kind() == Kind.WITHDRAWN) {
            forget(event.alertId());
        } else if (before != null || first) {
            long opened =
                    before == null || before.openedMillis() <= 0 ? numbered.recordedMillis() : before.openedMillis();
            keep(new TrackedAlert(
                    numbered, report.site(), report.intervalMillis(), event.kind() == Kind.PENDING ? 0 : opened));
        }
    }

    /**
     * The number of an event whose alert is not known here. One that returns after it was forgotten had events that its detector
     * does not know, such as another parent: a number beyond theirs.
     */
    private static int unknown(AlertEvent event) {
        return switch (event.kind()) {
            case PENDING -> 0;
            case OPENED -> event.sequence() < FIRST_RETURN ? 0 : FORGOTTEN * event.sequence();
            case UPDATED, RESOLVED, WITHDRAWN -> event.sequence();
        };
    }

    /** Gives an open alert another parent alert; an empty parent makes it a primary alert. */
    void move(TrackedAlert known, String parent, long nowMillis) {
        AlertEvent last = known.last();
        AlertEvent moved = last.with(last.finding().withParent(parent), last.message());
        update(known, DetectorReports.at(moved, nowMillis, last.severity()));
    }

    /** Raises the severity of an open alert if it is lower. */
    void raise(String id, Severity severity, long nowMillis) {
        TrackedAlert known = alerts.get(id);
        if (known != null && known.open() && known.last().severity().compareTo(severity) < 0) {
            update(known, DetectorReports.at(known.last(), nowMillis, severity));
        }
    }

    /** Whether an alert ended at least {@link #AFTER_MILLIS} ago. */
    boolean hasEndedLongAgo(String id, long nowMillis) {
        TrackedAlert known = alerts.get(id);
        return known != null && known.ended() && known.last().recordedMillis() + AFTER_MILLIS <= nowMillis;
    }

    /** Whether an alert is not known, or ended at least {@link #AFTER_MILLIS} ago. */
    boolean isGone(String id, long nowMillis) {
        return !alerts.containsKey(id) || hasEndedLongAgo(id, nowMillis);
    }

    /** Whether an alert ended so long ago that its detector reports it no more. */
    boolean isForgettable(String id, long nowMillis) {
        TrackedAlert known = alerts.get(id);
        return known != null && known.ended() && returnsUntil(known) <= nowMillis;
    }

    private static long returnsUntil(TrackedAlert ended) {
        boolean returns =
                AlertClass.of(ended.last()) == AlertClass.VALUE || AlertClass.of(ended.last()) == AlertClass.SENSOR;
        long later = Math.max(RETURNS_MILLIS, RETURNS_INTERVALS * ended.intervalMillis());
        return ended.last().recordedMillis() + (returns ? later : AFTER_MILLIS);
    }

    private void update(TrackedAlert known, AlertEvent changed) {
        emit(new DetectorReport(changed.with(0, Kind.UPDATED), known.site(), known.intervalMillis()));
    }

    /** Keeps an alert with its last event. */
    void keep(TrackedAlert known) {
        CorrelatorPiece piece = CorrelatorPiece.of(known);
        changes.put(piece.id(), piece);
        TrackedAlert before = alerts.put(known.id(), known);
        if (before != null && !before.parent().equals(known.parent())) {
            remove(ofParent, before.parent(), known.id());
        }
        if (!known.parent().isEmpty()) {
            add(ofParent, known.parent(), known.id());
        }
        add(ofDatastream, known.last().datastream(), known.id());
        boolean ended = known.ended() && !known.isOver();
        if (ended || (known.open() && SilentNetworkRule.is(known.last()))) {
            deadlines.add(known.last().recordedMillis() + AFTER_MILLIS, Deadlines.Item.ALERT, known.id());
        }
        if (known.ended()) {
            deadlines.add(returnsUntil(known), Deadlines.Item.ALERT, known.id());
        }
    }

    /** Removes an alert. */
    void forget(String id) {
        TrackedAlert known = alerts.remove(id);
        if (known != null) {
            changes.remove(CorrelatorPiece.of(known).id());
            remove(ofDatastream, known.last().datastream(), id);
            remove(ofParent, known.parent(), id);
        }
    }

    private static void add(Map<String, NavigableSet<String>> index, String key, String id) {
        index.computeIfAbsent(key, first -> new TreeSet<>()).add(id);
    }

    private static void remove(Map<String, NavigableSet<String>> index, String key, String id) {
        index.computeIfPresent(key, (same, ids) -> {
            ids.remove(id);
            return ids.isEmpty() ? null : ids;
        });
    }
}
