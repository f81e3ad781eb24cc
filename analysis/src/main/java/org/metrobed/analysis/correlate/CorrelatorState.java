package org.metrobed.analysis.correlate;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The state of the correlator of all test-beds, as release 0.1.0 kept it. Immutable.
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

    public CorrelatorState {
        alerts = List.copyOf(alerts);
        groups = List.copyOf(groups);
        gateways = List.copyOf(gateways);
        ways = List.copyOf(ways);
        outages = List.copyOf(outages);
        silences = List.copyOf(silences);
    }

    /** The pieces of it that the correlators of the test-beds keep; each of them removes old state when it was planned. */
    public List<CorrelatorPiece> pieces() {
        List<CorrelatorPiece> pieces = new ArrayList<>();
        alerts.forEach(alert -> pieces.add(CorrelatorPiece.of(alert)));
        for (int i = 0; i < groups.size(); i++) {
            EventGroups.Group group = groups.get(i);
            long number = i;
            pieces.add(CorrelatorPiece.of(GroupPart.of(number, group)));
            group.sites().forEach(site -> pieces.add(CorrelatorPiece.of(GroupPart.of(number, group.place(), site))));
        }
        gateways.forEach(gateway -> pieces.add(CorrelatorPiece.of(gateway)));
        ways.forEach(way -> pieces.add(CorrelatorPiece.of(way)));
        long lookMillis = 1
                + outages.stream()
                        .mapToLong(IngestOutages.Outage::fromMillis)
                        .max()
                        .orElse(0);
        silences.forEach(held -> pieces.add(CorrelatorPiece.of(
                held.dueMillis() == IngestOutages.LASTS ? held.until(lookMillis, held.fromMillis()) : held)));
        if (sweepMillis != 0) {
            new TreeSet<>(pieces.stream().map(CorrelatorPiece::testbed).toList())
                    .forEach(testbed ->
                            pieces.add(CorrelatorPiece.of(new CorrelatorPiece.SweepDue(testbed, sweepMillis))));
        }
        return pieces;
    }
}
