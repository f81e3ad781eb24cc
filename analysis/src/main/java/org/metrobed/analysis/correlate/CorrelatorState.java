package org.metrobed.analysis.correlate;

import java.util.List;

/**
 * All that a {@link AlertCorrelator} knows. Immutable.
 *
 * @param alerts that are pending, open or have just ended
 * @param groups wider events
 * @param gateways that were heard
 * @param ways of things
 * @param outages of ingest
 * @param silences that wait
 * @param sweepMillis when the old is forgotten next, 0 for never
 */
public record CorrelatorState(
        List<TrackedAlert> alerts,
        List<EventGroups.Group> groups,
        List<GatewayState> gateways,
        List<GatewayRegistry.Way> ways,
        List<IngestOutages.Outage> outages,
        List<PendingSilences.Held> silences,
        long sweepMillis) {

    /** Of a desk that knows nothing. */
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
