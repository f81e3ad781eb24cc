package org.metrobed.analysis.correlate;

import java.util.List;

/**
 * The complete state of an {@link AlertCorrelator}. Immutable.
 *
 * @param alerts that are pending, open or ended a short time ago
 * @param groups event groups
 * @param gateways gateways from which a liveness signal was received
 * @param ways the gateway of each thing
 * @param outages of ingest
 * @param silences that wait for a decision
 * @param sweepMillis log time at which old state is removed next, 0 for never
 */
public record CorrelatorState(
        List<TrackedAlert> alerts,
        List<EventGroups.Group> groups,
        List<GatewayState> gateways,
        List<GatewayRegistry.Way> ways,
        List<IngestOutages.Outage> outages,
        List<PendingSilences.Held> silences,
        long sweepMillis) {

    /** The state of a new correlator. */
    public static final CorrelatorState NOTHING =
            new CorrelatorState(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), 0);

    public CorrelatorState {
        alerts = List.copyOf(alerts);
        groups = List.copyOf(groups);
        gateways = List.copyOf(gateways);
        ways = List.copyOf(ways);
        outages = List.copyOf(outages);
        silences = List.copyOf(silences);
    }
}
