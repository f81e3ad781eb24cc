package org.metrobed.analysis.correlate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.DatastreamId;

/**
 * Silences of datastreams that wait until it is known whether ingest, the gateway or the whole thing is silent.
 * Mutable, one thread; some hundred bytes per silence.
 */
public final class PendingSilences {

    /** Shortest wait of a silence, milliseconds of log time. */
    static final long HOLD_MILLIS = 15_000;
    /** A datastream has this many of its intervals to come back after an outage. */
    static final int BACK_INTERVALS = 4;

    /**
     * A waiting silence. Immutable.
     *
     * @param report the report of the detector
     * @param dueMillis log time of the decision
     * @param fromMillis log time since which a reading of the datastream would have been received
     * @param told whether its opening was emitted and only its parent alert is undecided
     */
    public record Held(DetectorReport report, long dueMillis, long fromMillis, boolean told) {

        Held until(long newDueMillis, long newFromMillis) {
            return new Held(report, newDueMillis, newFromMillis, told);
        }

        private long intervalMillis() {
            long silent = report.event().recordedMillis() - report.event().onsetMicros() / 1_000;
            return silent >= 1_000 ? silent / BACK_INTERVALS : report.intervalMillis();
        }

        private long backMillis(long endMillis) {
            return endMillis + BACK_INTERVALS * Math.max(report.intervalMillis(), intervalMillis()) + HOLD_MILLIS;
        }

        /** Log time at which the first missing reading was due. */
        long missedMillis() {
            long first = report.event().recordedMillis() - (BACK_INTERVALS - 1) * intervalMillis();
            return Math.max(first, fromMillis + intervalMillis());
        }
    }

    private final TreeMap<String, Held> waiting = new TreeMap<>();
    private final Map<String, TreeMap<String, Held>> ofThing = new HashMap<>();
    private final Deadlines deadlines;
    private final IngestOutages outages;
    private final GatewayRegistry gateways;
    private final Changes<CorrelatorPiece> changes;

    PendingSilences(
            Deadlines deadlines, IngestOutages outages, GatewayRegistry gateways, Changes<CorrelatorPiece> changes) {
        this.deadlines = deadlines;
        this.outages = outages;
        this.gateways = gateways;
        this.changes = changes;
    }

    /** Starts the wait of a silence. */
    void hold(DetectorReport report) {
        AlertEvent event = report.event();
        long lastSeen = event.recordedMillis() - BACK_INTERVALS * report.intervalMillis();
        long from = Math.min(event.onsetMicros() / 1_000, lastSeen);
        keep(new Held(report, event.recordedMillis() + HOLD_MILLIS, from, false));
    }

    /** Replaces the report of a waiting silence. */
    void replace(Held held, DetectorReport report) {
        keep(new Held(report, held.dueMillis(), held.fromMillis(), held.told()));
    }

    /** The parent alert of a silence has ended. The silence gets time to end too. */
    void again(TrackedAlert silence, long endMillis) {
        Held held = new Held(
                new DetectorReport(silence.last(), silence.site(), silence.intervalMillis()), 0, endMillis, true);
        keep(held.until(held.backMillis(endMillis), endMillis));
    }

    Optional<Held> find(String id) {
        return Optional.ofNullable(waiting.get(id));
    }

    void drop(String id) {
        Held held = waiting.remove(id);
        if (held != null) {
            changes.remove(CorrelatorPiece.of(held).id());
            ofThing.computeIfPresent(thing(held), (thing, its) -> {
                its.remove(id);
                return its.isEmpty() ? null : its;
            });
        }
    }

    /**
     * Ends the wait of a silence, unless there is still something to wait for.
     *
     * @return the silence, which waits no longer
     */
    Optional<Held> release(String id, long nowMillis) {
        Held held = waiting.get(id);
        if (held == null || held.dueMillis() > nowMillis) {
            return Optional.empty();
        }
        long end = outages.end(held.fromMillis(), nowMillis);
        if (end == IngestOutages.LASTS) {
            keep(held.until(outages.againMillis(nowMillis), held.fromMillis()));
            return Optional.empty();
        }
        if (end > held.fromMillis() && held.backMillis(end) > nowMillis) {
            keep(held.until(held.backMillis(end), end));
            return Optional.empty();
        }
        Optional<GatewayState> gateway = gateways.of(thing(held));
        long back = gateway.map(GatewayState::backMillis).orElse(0L);
        if (back > held.fromMillis() && held.backMillis(back) > nowMillis) {
            keep(held.until(held.backMillis(back), back));
            return Optional.empty();
        }
        if (gateway.isPresent() && mayBeDead(gateway.get(), held, nowMillis)) {
            keep(held.until(gateway.get().deadlineMillis(), held.fromMillis()));
            return Optional.empty();
        }
        drop(id);
        return Optional.of(held);
    }

    /** Waiting silences of the same thing whose decision is due soon. */
    List<AlertEvent> beside(Held held, long nowMillis) {
        return ofThing.getOrDefault(thing(held), new TreeMap<>()).values().stream()
                .filter(other -> !other.told() && other.dueMillis() <= nowMillis + HOLD_MILLIS)
                .map(other -> other.report().event())
                .toList();
    }

    static String thing(Held held) {
        return new DatastreamId(held.report().event().datastream()).thing();
    }

    /** Whether the gateway may be the reason: it was not heard since the first missing reading was due. */
    private static boolean mayBeDead(GatewayState gateway, Held held, long nowMillis) {
        long deadline = gateway.deadlineMillis();
        return deadline != Long.MAX_VALUE && deadline > nowMillis && gateway.lastSeenMillis() < held.missedMillis();
    }

    /** Keeps a silence that waits. */
    void keep(Held held) {
        CorrelatorPiece piece = CorrelatorPiece.of(held);
        changes.put(piece.id(), piece);
        String id = held.report().event().alertId();
        waiting.put(id, held);
        ofThing.computeIfAbsent(thing(held), thing -> new TreeMap<>()).put(id, held);
        deadlines.add(held.dueMillis(), Deadlines.Item.SILENCE, id);
    }
}
