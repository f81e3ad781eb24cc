package org.metrobed.analysis.correlate;

import java.util.List;

/**
 * All that a {@link Desk} knows. Immutable.
 *
 * @param alerts that are pending, open or have just ended
 * @param groups wider events
 * @param gateways that were heard
 * @param ways of things
 * @param outages of ingest
 * @param silences that wait
 * @param sweepMillis when the old is forgotten next, 0 for never
 */
public record DeskState(
        List<Known> alerts,
        List<WiderEvents.Group> groups,
        List<Gateway> gateways,
        List<Gateways.Way> ways,
        List<Outages.Outage> outages,
        List<Silences.Held> silences,
        long sweepMillis) {

    /** Of a desk that knows nothing. */
    public static final DeskState NOTHING =
            new DeskState(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), 0);

    public DeskState {
        alerts = List.copyOf(alerts);
        groups = List.copyOf(groups);
        gateways = List.copyOf(gateways);
        ways = List.copyOf(ways);
        outages = List.copyOf(outages);
        silences = List.copyOf(silences);
    }
}
