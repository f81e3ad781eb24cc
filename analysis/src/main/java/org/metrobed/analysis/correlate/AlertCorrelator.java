package org.metrobed.analysis.correlate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEvent.Kind;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.Liveness;

/**
 * Correlates alerts so that one event notifies once. It assigns child alerts to parent alerts, raises the alerts of
 * silent gateways, their network and silent things, and delays silence alerts that an ingest outage may explain. Inputs come in log order;
 * deadlines that are due run before the next input. Mutable, one thread; some hundred bytes per open alert, gateway and
 * thing.
 */
public final class AlertCorrelator implements InPieces<CorrelatorPiece, AlertEvent> {

    /** The detector of silent gateways. */
    public static final String GATEWAY_SILENT = "gateway-silent";
    /** The detector of things with several silent datastreams. */
    public static final String THING_SILENT = "thing-silent";

    /** The detector of several gateways that fall silent together. */
    public static final String NETWORK_SILENT = "network-silent";

    private static final long DAY_MILLIS = 86_400_000;

    private final Deadlines deadlines = new Deadlines();
    private final Changes<CorrelatorPiece> changes = new Changes<>();
    private final OpenAlerts openAlerts = new OpenAlerts(deadlines, changes);
    private final GatewayRegistry gateways = new GatewayRegistry(deadlines, changes);
    private final EventGroups events;
    private final IngestOutages outages;
    private final PendingSilences silences;
    private final SilentThings things;
    private final SilentGatewayRule silentGateways;
    private final SilentNetworkRule network;
    private final EventParentRule parents;
    private long sweepMillis;

    /**
     * A correlator of one test-bed.
     *
     * @param outages of ingest, also those that become known later
     * @param saved the pieces of its state; none at first
     */
    public AlertCorrelator(IngestOutages outages, Collection<CorrelatorPiece> saved) {
        this.outages = outages;
        List<GroupPart> groups = new ArrayList<>();
        silences = new PendingSilences(deadlines, outages, gateways, changes);
        for (CorrelatorPiece piece : saved) {
            if (piece.alert() != null) {
                openAlerts.keep(piece.alert());
            } else if (piece.group() != null) {
                groups.add(piece.group());
            } else if (piece.gateway() != null) {
                gateways.keep(piece.gateway());
            } else if (piece.way() != null) {
                gateways.keep(piece.way());
            } else if (piece.silence() != null) {
                silences.keep(piece.silence());
            } else {
                plan(piece.sweep().atMillis());
            }
        }
        events = new EventGroups(changes, groups);
        things = new SilentThings(openAlerts);
        network = new SilentNetworkRule(openAlerts, gateways, silences);
        silentGateways = new SilentGatewayRule(deadlines, openAlerts, gateways, outages, silences, network);
        parents = new EventParentRule(openAlerts, events);
        changes.take();
    }

    @Override
    public Map<String, CorrelatorPiece> takeChanges() {
        return changes.take();
    }

    @Override
    public boolean isEmpty() {
        return false; // it sweeps once a day
    }

    @Override
    public long nextMillis() {
        return deadlines.nextMillis();
    }

    @Override
    public List<AlertEvent> pass(long nowMillis) {
        run(nowMillis);
        return openAlerts.takeEmitted();
    }

    /** A liveness signal of a gateway or thing was received. */
    public List<AlertEvent> receive(DeviceStatus presence) {
        long now = presence.receivedMillis();
        begin(now);
        gateways.receive(presence, outages).ifPresent(gateway -> silentGateways.back(gateway, now));
        if (presence.kind() == Liveness.Kind.GATEWAY && presence.status() != Liveness.Status.OFFLINE) {
            network.heard(presence.id(), now);
        }
        return openAlerts.takeEmitted();
    }

    /** Takes a step of a detector's episode, with the verdict of the neighbours. */
    public List<AlertEvent> take(DetectorReport report) {
        AlertEvent event = report.event();
        begin(event.recordedMillis());
        Optional<PendingSilences.Held> held = silences.find(event.alertId()).filter(silence -> !silence.told());
        if (held.isPresent()) {
            whileHeld(held.get(), report);
        } else if (event.kind() == Kind.OPENED && AlertClass.of(event) == AlertClass.SILENCE) {
            silences.hold(report);
        } else if (event.kind() == Kind.OPENED) {
            parents.open(report, event.recordedMillis());
        } else {
            follow(report);
        }
        return openAlerts.takeEmitted();
    }

    private void whileHeld(PendingSilences.Held held, DetectorReport report) {
        AlertEvent event = report.event();
        DetectorReport opening = new DetectorReport(event.with(0, Kind.OPENED), report.site(), report.intervalMillis());
        if (event.kind() == Kind.RESOLVED) {
            silences.drop(event.alertId());
            if (openAlerts.find(event.alertId()).isPresent()) {
                follow(new DetectorReport(event.with(0, Kind.WITHDRAWN), report.site(), report.intervalMillis()));
            }
        } else if (AlertClass.of(event) == AlertClass.SILENCE) {
            silences.replace(held, opening);
        } else {
            silences.drop(event.alertId());
            parents.open(opening, event.recordedMillis());
        }
    }

    private void follow(DetectorReport report) {
        AlertEvent event = report.event();
        Optional<TrackedAlert> known = openAlerts.find(event.alertId());
        if (known.isEmpty()) {
            openAlerts.emit(report);
            return;
        }
        parents.follow(report, known.get());
        if (event.kind() == Kind.RESOLVED) {
            silences.drop(event.alertId());
            things.back(new DatastreamId(event.datastream()).thing(), event.recordedMillis());
        }
    }

    private void begin(long nowMillis) {
        if (sweepMillis == 0) {
            plan(nowMillis + DAY_MILLIS);
        }
        run(nowMillis);
    }

    private void plan(long atMillis) {
        sweepMillis = atMillis;
        deadlines.add(atMillis, Deadlines.Item.SWEEP, "");
        CorrelatorPiece piece = CorrelatorPiece.of(new CorrelatorPiece.SweepDue("", atMillis));
        changes.put(piece.id(), piece);
    }

    private void run(long nowMillis) {
        while (deadlines.nextMillis() <= nowMillis) {
            Deadlines.Entry entry = deadlines.poll();
            switch (entry.item()) {
                case GATEWAY ->
                    gateways.find(entry.id()).ifPresent(gateway -> silentGateways.look(gateway, entry.atMillis()));
                case SILENCE ->
                    silences.release(entry.id(), entry.atMillis()).ifPresent(held -> decide(held, entry.atMillis()));
                case ALERT -> {
                    network.look(entry.id(), entry.atMillis());
                    parents.look(entry.id(), entry.atMillis());
                }
                case SWEEP -> sweep(entry.atMillis());
            }
        }
    }

    private void sweep(long nowMillis) {
        gateways.sweep(nowMillis)
                .forEach(gone -> silentGateways.back(gone, nowMillis, " stayed away and is counted no more"));
        network.forget(nowMillis);
        plan(nowMillis + DAY_MILLIS);
    }

    private void decide(PendingSilences.Held held, long nowMillis) {
        AlertEvent event = held.report().event();
        String thing = PendingSilences.thing(held);
        String parent = gateways.of(thing).map(GatewayState::alert).orElse("");
        if (parent.isEmpty()) {
            parent = network.of(thing, held.missedMillis());
        }
        if (parent.isEmpty()) {
            parent = things.join(held.report(), silences.beside(held, nowMillis), nowMillis);
        }
        if (parent.isEmpty()) {
            parent = parents.sibling(held.report(), nowMillis);
        }
        if (!held.told()) {
            AlertEvent opened = event.with(event.finding().withParent(parent), event.message());
            openAlerts.emit(new DetectorReport(
                    DetectorReports.at(opened, nowMillis, event.severity()),
                    held.report().site(),
                    held.report().intervalMillis()));
            openAlerts.raise(parent, event.severity(), nowMillis);
            return;
        }
        String belongs = parent;
        openAlerts
                .find(event.alertId())
                .filter(known -> known.open() && !known.parent().equals(belongs))
                .ifPresent(known -> openAlerts.move(known, belongs, nowMillis));
    }
}
