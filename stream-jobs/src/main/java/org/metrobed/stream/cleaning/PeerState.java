package org.metrobed.stream.cleaning;

import java.util.ArrayList;
import java.util.List;
import org.metrobed.model.limits.Peers;

/** Peer-check state of a datastream: the values of its peers, and the steps that wait for them. Mutable, one thread. */
final class PeerState {

    /** No peer values are collected until the next reading. */
    static final long DORMANT = Long.MAX_VALUE;

    private static final int PRUNE_AT = 2 * PeerValues.KEPT;
    /** With so many values up to the watermark, a third of them can be dropped. */
    private static final int WORTH_PRUNING = PeerValues.KEPT + PeerValues.KEPT / 2;

    final PeerValues received = new PeerValues();
    /** Waiting steps, in the order in which they are emitted. */
    final List<PendingStep> line = new ArrayList<>(0);
    /** When the newest step that ever waited is or was emitted. */
    long dueMillis = Long.MIN_VALUE;
    /** Log time from which peer values count for rows to come. */
    long fromMillis = DORMANT;

    /** Rows from this log time on are checked against these peers, with the values received from then on. */
    void begin(Peers peers, long logMillis) {
        fromMillis = peers.isNone() ? DORMANT : logMillis;
    }

    /** Values before this log time do not count for rows to come. */
    void forget(long logMillis) {
        fromMillis = DORMANT;
        if (line.isEmpty()) {
            List.copyOf(received.values().keySet())
                    .forEach(other -> received.prune(other, logMillis, DORMANT, DORMANT));
        }
    }

    /**
     * Keeps a value of a peer.
     *
     * @param watermarkMillis the log is known up to this time; steps that waited up to it have been emitted
     */
    void receive(String other, PeerValue value, long watermarkMillis) {
        received.add(other, value);
        if (fromMillis == DORMANT || isWorthPruning(received.values().get(other), watermarkMillis)) {
            received.prune(other, neededFrom(watermarkMillis), fromMillis, watermarkMillis);
        }
    }

    /**
     * Values up to the watermark are pruned when many can be dropped, those beyond it each time their number has doubled. So
     * the cost of a value is constant, however far a channel is ahead.
     */
    private static boolean isWorthPruning(List<PeerValue> values, long watermarkMillis) {
        int count = values.size();
        return count >= PRUNE_AT
                && (Integer.bitCount(count) == 1
                        || values.get(WORTH_PRUNING - 1).logMillis() <= watermarkMillis);
    }

    /** Values before this log time count for no waiting row and no row to come. */
    private long neededFrom(long watermarkMillis) {
        long toCome = fromMillis == DORMANT ? watermarkMillis + 1 : fromMillis;
        return line.isEmpty() ? toCome : Math.min(toCome, line.get(0).fromMillis());
    }
}
