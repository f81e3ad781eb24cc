package org.metrobed.analysis.correlate;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEvent.Kind;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.Severity;

/**
 * Raises one alert if more than half of the gateways of a test-bed, at least two, fall silent within two minutes: their network,
 * the broker or the power is the cause, not each device. The alerts of the gateways are its children. Its observed value is the number of
 * gateways that are silent or overdue, its peak the largest number. The state is in {@link OpenAlerts} and {@link GatewayRegistry}.
 */
final class SilentNetworkRule {

    /** Gateways that were last heard within this time of one another fall silent together, milliseconds. */
    static final long TOGETHER_MILLIS = 120_000;

    private static final String SUBJECT = "/gateways/network";
    private static final int LEAST = 2;
    /** A gateway that was not heard for this many of its usual gaps is counted although its patience has not ended. */
    private static final int OVERDUE_GAPS = 2;

    private final OpenAlerts openAlerts;
    private final GatewayRegistry gateways;
    private final PendingSilences silences;

    SilentNetworkRule(OpenAlerts openAlerts, GatewayRegistry gateways, PendingSilences silences) {
        this.openAlerts = openAlerts;
        this.gateways = gateways;
        this.silences = silences;
    }

    /** Whether this is an alert of such a network. */
    static boolean is(AlertEvent event) {
        return event.detector().equals(AlertCorrelator.NETWORK_SILENT);
    }

    /** The open alerts of the network of a test-bed; one for each time at which gateways fell silent. */
    private List<TrackedAlert> list(String testbed) {
        return openAlerts.of(testbed + SUBJECT).stream()
                .filter(known -> known.open() && is(known.last()))
                .toList();
    }

    /**
     * A gateway is silent now. Raises the alert of the network if most gateways fell silent with it.
     *
     * @return id of the parent alert; empty if the gateway is silent alone
     */
    String join(GatewayState gateway, long nowMillis) {
        String testbed = new DatastreamId(gateway.id()).testbed();
        Optional<TrackedAlert> known = list(testbed).stream()
                .filter(network -> isTogether(gateway, onsetMillis(network)))
                .findFirst();
        if (known.isPresent()) {
            grow(known.get(), gateway, nowMillis);
            return known.get().id();
        }
        List<GatewayState> expected = expected(gateway.sinceMillis());
        List<GatewayState> gone = expected.stream()
                .filter(one -> one.id().equals(gateway.id())
                        || one.silent()
                        || isOverdue(one, gateway.sinceMillis(), nowMillis))
                .toList();
        if (gone.size() < LEAST || 2 * gone.size() <= expected.size()) {
            return "";
        }
        String id = open(testbed, gone, expected.size(), nowMillis);
        gone.stream()
                .filter(GatewayState::silent)
                .flatMap(one -> openAlerts.find(one.alert()).stream())
                .filter(one -> one.open() && one.parent().isEmpty())
                .forEach(one -> openAlerts.move(one, id, nowMillis));
        return id;
    }

    /** One more gateway is silent: updates the alert, unless it counted this one as overdue. */
    private void grow(TrackedAlert network, GatewayState gateway, long nowMillis) {
        boolean counted = overdue(network, nowMillis).anyMatch(one -> one.id().equals(gateway.id()));
        int silent = silent(network, nowMillis) + (counted ? 0 : 1);
        if (silent <= network.last().observed()) {
            return;
        }
        boolean most = silent > network.last().peak();
        int expected = Math.max(silent, expected(onsetMillis(network)).size());
        update(
                network,
                silent,
                nowMillis,
                most ? openWords(silent, expected, onsetMillis(network)) : stillWords(network, silent));
    }

    /** The regular gateways but those that were silent at another time. */
    private List<GatewayState> expected(long sinceMillis) {
        return gateways.list().stream()
                .filter(one -> one.regular() && (!one.silent() || isTogether(one, sinceMillis)))
                .toList();
    }

    private static long onsetMillis(TrackedAlert network) {
        return network.last().onsetMicros() / 1_000;
    }

    private static boolean isTogether(GatewayState gateway, long sinceMillis) {
        return Math.abs(gateway.sinceMillis() - sinceMillis) <= TOGETHER_MILLIS;
    }

    /** Gateways that were last heard with those of the network and will be silent soon. */
    private Stream<GatewayState> overdue(TrackedAlert network, long nowMillis) {
        return gateways.list().stream()
                .filter(GatewayState::regular)
                .filter(one -> isOverdue(one, onsetMillis(network), nowMillis));
    }

    private static boolean isOverdue(GatewayState one, long sinceMillis, long nowMillis) {
        return !one.silent()
                && isTogether(one, sinceMillis)
                && nowMillis - one.lastSeenMillis() > OVERDUE_GAPS * one.usualMillis();
    }

    private String open(String testbed, List<GatewayState> gone, int expected, long nowMillis) {
        long since = gone.stream().mapToLong(GatewayState::sinceMillis).min().orElseThrow();
        String message = openWords(gone.size(), expected, since);
        DetectorReport opened = GatewayAlerts.opened(
                testbed + SUBJECT, AlertCorrelator.NETWORK_SILENT, Severity.CRITICAL, since, nowMillis, message);
        openAlerts.emit(count(opened, gone.size(), gone.size()));
        return opened.event().alertId();
    }

    private static String openWords(int silent, int expected, long sinceMillis) {
        return silent + " of " + expected + " gateways are silent since " + GatewayAlerts.clock(sinceMillis)
                + ": their network, the broker or the power, rather than each of them";
    }

    private static String stillWords(TrackedAlert network, int silent) {
        return silent + " of " + (int) network.last().peak() + " gateways are still silent since "
                + GatewayAlerts.clock(onsetMillis(network));
    }

    private static DetectorReport count(DetectorReport report, int silent, double most) {
        AlertEvent event = report.event()
                .with()
                .observed(silent)
                .peak(Math.max(silent, most))
                .build();
        return new DetectorReport(event, report.site(), report.intervalMillis());
    }

    /** A gateway was heard; the alert of the network shrinks, and ends if none of its gateways is silent or overdue. */
    void heard(String gateway, long nowMillis) {
        list(new DatastreamId(gateway).testbed())
                .forEach(network -> shrink(
                        network,
                        nowMillis,
                        "the gateways are back after " + GatewayAlerts.words(nowMillis - onsetMillis(network))));
    }

    /** Gateways that stayed away were forgotten: so do their networks shrink, and end. */
    void forget(long nowMillis) {
        openAlerts
                .openOf(AlertCorrelator.NETWORK_SILENT)
                .forEach(network -> shrink(network, nowMillis, "its gateways stayed away and are counted no more"));
    }

    private int silent(TrackedAlert network, long nowMillis) {
        return members(network).size() + (int) overdue(network, nowMillis).count();
    }

    private void shrink(TrackedAlert network, long nowMillis, String endWords) {
        int silent = silent(network, nowMillis);
        if (silent == 0) {
            end(network, nowMillis, endWords);
        } else if (silent < network.last().observed()) {
            update(network, silent, nowMillis, stillWords(network, silent));
        }
    }

    private void update(TrackedAlert network, int silent, long nowMillis, String message) {
        AlertEvent event = DetectorReports.at(
                        network.last(), nowMillis, network.last().severity())
                .with()
                .kind(Kind.UPDATED)
                .atMicros(nowMillis * 1_000)
                .message(message)
                .build();
        openAlerts.emit(count(
                new DetectorReport(event, network.site(), 0),
                silent,
                network.last().peak()));
    }

    private List<TrackedAlert> members(TrackedAlert network) {
        return openAlerts.childrenOf(network.id()).stream()
                .filter(child -> child.last().detector().equals(AlertCorrelator.GATEWAY_SILENT))
                .toList();
    }

    /**
     * Ends the alert of a network of which most gateways were back some time ago: the others are silent for a reason of their own, and
     * their alerts become primary alerts.
     */
    void look(String id, long nowMillis) {
        openAlerts.find(id).filter(known -> known.open() && is(known.last())).ifPresent(network -> {
            int silent = silent(network, nowMillis);
            boolean settled = network.last().kind() == Kind.UPDATED
                    && network.last().recordedMillis() + OpenAlerts.AFTER_MILLIS <= nowMillis;
            if (settled && 2 * silent <= network.last().peak()) {
                end(
                        network,
                        nowMillis,
                        "most gateways are back; " + silent + " of "
                                + (int) network.last().peak() + (silent == 1 ? " stays" : " stay") + " silent");
                members(network).forEach(member -> openAlerts.move(member, "", nowMillis));
            }
        });
    }

    private void end(TrackedAlert network, long nowMillis, String message) {
        DetectorReport ended = GatewayAlerts.resolved(network.last(), nowMillis, message);
        openAlerts.emit(count(ended, 0, network.last().peak()));
        openAlerts.childrenOf(network.id()).stream()
                .filter(child -> !GatewayAlerts.is(child.last()))
                .forEach(child -> silences.again(child, nowMillis));
    }

    /** The alert of the network if a datastream fell silent with it, whose gateway is not known; empty for none. */
    String of(String thing, long missedMillis) {
        return list(new DatastreamId(thing).testbed()).stream()
                .filter(network -> missedMillis >= onsetMillis(network) - TOGETHER_MILLIS)
                .filter(network ->
                        gateways.of(thing).filter(GatewayState::regular).isEmpty())
                .map(TrackedAlert::id)
                .findFirst()
                .orElse("");
    }
}
