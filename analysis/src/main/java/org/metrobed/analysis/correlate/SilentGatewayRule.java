package org.metrobed.analysis.correlate;

import java.util.List;
import org.metrobed.model.Severity;

/** Raises and resolves the alerts of silent gateways. The state is in the collaborators. */
final class SilentGatewayRule {

    private static final String SUBJECT = "/gateway";

    private final Deadlines deadlines;
    private final OpenAlerts openAlerts;
    private final GatewayRegistry gateways;
    private final IngestOutages outages;
    private final PendingSilences silences;
    private final SilentThings things;
    private final SilentNetworkRule network;

    SilentGatewayRule(
            Deadlines deadlines,
            OpenAlerts openAlerts,
            GatewayRegistry gateways,
            IngestOutages outages,
            PendingSilences silences,
            SilentNetworkRule network) {
        this.deadlines = deadlines;
        this.openAlerts = openAlerts;
        this.gateways = gateways;
        this.outages = outages;
        this.silences = silences;
        this.things = new SilentThings(openAlerts);
        this.network = network;
    }

    /** A silent gateway is heard again. */
    void back(GatewayState gateway, long nowMillis) {
        back(gateway, nowMillis, " is back after " + GatewayAlerts.words(nowMillis - gateway.sinceMillis()));
    }

    /** Checks a gateway whose deadline has passed. */
    void look(GatewayState gateway, long nowMillis) {
        if (gateway.deadlineMillis() > nowMillis) {
            return;
        }
        long end = outages.end(gateway.lastSeenMillis(), nowMillis);
        if (end == IngestOutages.LASTS) {
            lookAgain(gateway, outages.againMillis(nowMillis));
            return;
        }
        if (end > 0 && end + gateway.patienceMillis() > nowMillis) {
            lookAgain(gateway, end + gateway.patienceMillis());
            return;
        }
        open(gateway, nowMillis);
    }

    private void open(GatewayState gateway, long nowMillis) {
        List<String> its = gateways.thingsOf(gateway.id());
        long since = gateway.sinceMillis();
        String message =
                "gateway " + GatewayAlerts.shortName(gateway.id()) + " is silent since " + GatewayAlerts.clock(since)
                        + "; " + its.size() + (its.size() == 1 ? " thing reports" : " things report") + " through it";
        DetectorReport opened = GatewayAlerts.opened(
                gateway.id() + SUBJECT, AlertCorrelator.GATEWAY_SILENT, Severity.CRITICAL, since, nowMillis, message);
        String parent = network.join(gateway, nowMillis);
        openAlerts.emit(DetectorReports.with(opened, opened.event().finding().withParent(parent), ""));
        String id = opened.event().alertId();
        gateways.keep(gateway.silent(id));
        its.forEach(thing -> adopt(thing, gateway, id, nowMillis));
    }

    private void lookAgain(GatewayState gateway, long atMillis) {
        deadlines.add(atMillis, Deadlines.Item.GATEWAY, gateway.id());
    }

    /**
     * Makes the gateway's alert the parent of those silences of a thing that opened since the gateway was last heard.
     */
    private void adopt(String thing, GatewayState gateway, String id, long nowMillis) {
        things.find(thing)
                .filter(known -> known.openedMillis() >= gateway.lastSeenMillis())
                .ifPresent(known -> openAlerts.move(known, id, nowMillis));
        openAlerts.silencesOf(thing).stream()
                .filter(known -> known.openedMillis() >= gateway.lastSeenMillis())
                .forEach(known -> openAlerts.move(known, id, nowMillis));
    }

    /** Resolves the alert of a gateway that was silent. */
    void back(GatewayState gateway, long nowMillis, String words) {
        openAlerts.find(gateway.alert()).filter(TrackedAlert::open).ifPresent(known -> {
            String message = "gateway " + GatewayAlerts.shortName(gateway.id()) + words;
            openAlerts.emit(GatewayAlerts.resolved(known.last(), nowMillis, message));
            openAlerts.childrenOf(known.id()).stream()
                    .filter(child -> !GatewayAlerts.is(child.last()))
                    .forEach(child -> silences.again(child, nowMillis));
        });
    }
}
