package org.metrobed.analysis.correlate;

import java.util.List;
import java.util.Optional;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEvent.Kind;
import org.metrobed.model.DatastreamId;

/**
 * Correlates alerts so that one event notifies once. It assigns child alerts to parent alerts, raises the alerts of
 * silent gateways and things, and delays silence alerts that an ingest outage may explain. Inputs come in log order;
 * deadlines that are due run before the next input. Mutable, one thread; some hundred bytes per open alert, gateway and
 * thing.
 */
public final class AlertCorrelator {

    /** The detector of silent gateways. */
    public static final String GATEWAY_SILENT = "gateway-silent";
    /** The detector of things with several silent datastreams. */
    public static final String THING_SILENT = "thing-silent";

    private static final long DAY_MILLIS = 86_400_000;

    private final Deadlines deadlines = new Deadlines();
    private final OpenAlerts openAlerts;
    private final EventGroups events;
    private final GatewayRegistry gateways;
    private final IngestOutages outages;
    private final PendingSilences silences;
    private final SilentThings things;
    private final SilentGatewayRule silentGateways;
    private final EventParentRule parents;
    private long sweepMillis;

    /** A correlator without state. */
    public AlertCorrelator() {
        this(CorrelatorState.NOTHING);
    }

    /** A correlator restored from saved state. */
    public AlertCorrelator(CorrelatorState saved) {
        openAlerts = new OpenAlerts(deadlines, saved.alerts());
        events = new EventGroups(saved.groups());
        gateways = new GatewayRegistry(deadlines, saved.gateways(), saved.ways());
        outages = new IngestOutages(saved.outages());
        silences = new PendingSilences(deadlines, outages, gateways, saved.silences());
        things = new SilentThings(openAlerts);
        silentGateways = new SilentGatewayRule(deadlines, openAlerts, gateways, outages, silences);
        parents = new EventParentRule(openAlerts, events);
        plan(saved.sweepMillis());
    }

    /** The complete state; a copy. */
    public CorrelatorState saved() {
        return new CorrelatorState(
                openAlerts.saved(),
                events.saved(),
                gateways.saved(),
                gateways.savedWays(),
                outages.saved(),
                silences.saved(),
                sweepMillis);
    }

    /**
     * The log time of the next deadline, milliseconds; {@link #pass} has work to do then. {@link Long#MAX_VALUE} if
     * there is none.
     */
    public long nextMillis() {
        return deadlines.nextMillis();
    }

    /** Advances log time and runs all deadlines that are due. */
    public List<AlertEvent> pass(long nowMillis) {
        run(nowMillis);
        return openAlerts.takeEmitted();
    }

    /**
     * An ingest outage begins or ends. Outages need not come in order, but each must come before log time reaches its
     * end: silences within an outage are decided only then.
     */
    public void outage(AlertEvent event) {
        outages.take(event);
        if (event.kind() == Kind.RESOLVED) {
            long end = event.atMicros() / 1_000;
            silences.outageEnded(end);
            silentGateways.outageEnded(end);
        }
    }

    /** A liveness signal of a gateway or thing was received. */
    public List<AlertEvent> receive(DeviceStatus presence) {
        long now = presence.receivedMillis();
        begin(now);
        gateways.receive(presence, outages).ifPresent(gateway -> silentGateways.back(gateway, now));
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
        if (atMillis != 0) {
            deadlines.add(atMillis, Deadlines.Item.SWEEP, "");
        }
    }

    private void run(long nowMillis) {
        while (deadlines.nextMillis() <= nowMillis) {
            Deadlines.Entry entry = deadlines.poll();
            switch (entry.item()) {
                case GATEWAY ->
                    gateways.find(entry.id()).ifPresent(gateway -> silentGateways.look(gateway, entry.atMillis()));
                case SILENCE ->
                    silences.release(entry.id(), entry.atMillis()).ifPresent(held -> decide(held, entry.atMillis()));
                case ALERT -> parents.look(entry.id(), entry.atMillis());
                case SWEEP -> sweep(entry.atMillis());
            }
        }
    }

    private void sweep(long nowMillis) {
        outages.sweep(nowMillis - GatewayRegistry.FORGET_MILLIS);
        gateways.sweep(nowMillis)
                .forEach(gone -> silentGateways.back(gone, nowMillis, " stayed away and is counted no more"));
        plan(nowMillis + DAY_MILLIS);
    }

    private void decide(PendingSilences.Held held, long nowMillis) {
        AlertEvent event = held.report().event();
        String thing = PendingSilences.thing(held);
        String parent = gateways.of(thing).map(GatewayState::alert).orElse("");
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
