package org.metrobed.stream.cleaning;

import java.util.ArrayList;
import java.util.List;
import org.metrobed.model.limits.Peers;

/**
 * What a datastream that is held against others remembers beside its own: their values, and the steps that wait for them.
 * Mutable, one thread.
 */
final class PeerState {

    /** It listens to nobody until its next reading. */
    static final long DORMANT = Long.MAX_VALUE;

    private static final int PRUNE_AT = 2 * PeerValues.KEPT;

    final PeerValues heard = new PeerValues();
    /** In the order in which they leave. */
    final List<PendingStep> line = new ArrayList<>(0);
    /** When the newest step that ever waited leaves, or has left. */
    long dueMillis = Long.MIN_VALUE;
    /** Log time from which values of others count for the rows to come. */
    long fromMillis = DORMANT;

    /** Rows from this log time on are held against this company, with what is heard from then on. */
    void begin(Peers peers, long logMillis) {
        fromMillis = peers.isNone() ? DORMANT : logMillis;
    }

    /** Nothing that came before this log time counts for the rows to come. */
    void forget(long logMillis) {
        fromMillis = DORMANT;
        if (line.isEmpty()) {
            List.copyOf(heard.values().keySet()).forEach(other -> heard.prune(other, logMillis, DORMANT, DORMANT));
        }
    }

    /**
     * Keeps a value of another datastream.
     *
     * @param watermarkMillis the log is known up to there; what waits up to there has left
     */
    void hear(String other, PeerValue value, long watermarkMillis) {
        heard.add(other, value);
        if (fromMillis == DORMANT || isWorthPruning(heard.values().get(other), watermarkMillis)) {
            heard.prune(other, neededFrom(watermarkMillis), fromMillis, watermarkMillis);
        }
    }

    /** What lies beyond the watermark is pruned each time that it has doubled, so that a value costs the same. */
    private static boolean isWorthPruning(List<PeerValue> values, long watermarkMillis) {
        int count = values.size();
        return count >= PRUNE_AT
                && (Integer.bitCount(count) == 1 || values.get(count - PRUNE_AT).logMillis() <= watermarkMillis);
    }

    /** Values before this log time count for no row that waits, and none to come. */
    private long neededFrom(long watermarkMillis) {
        long toCome = fromMillis == DORMANT ? watermarkMillis + 1 : fromMillis;
        return line.isEmpty() ? toCome : Math.min(toCome, line.get(0).fromMillis());
    }
}
