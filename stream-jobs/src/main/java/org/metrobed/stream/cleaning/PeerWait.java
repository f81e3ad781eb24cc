package org.metrobed.stream.cleaning;

import java.util.List;
import org.metrobed.analysis.quality.PeerTests;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Verdicts;
import org.metrobed.model.limits.Peers;

/**
 * Delays the steps of a datastream with peers until peer values have come. A step is emitted when the log is known up
 * to its due time. It is judged by the values that came until then and no others. Steps of a datastream without peers
 * pass. Static functions only.
 */
final class PeerWait {

    /** How many steps wait beyond the newest reading; older ones are emitted without a verdict. */
    static final int MOST = 256;

    private PeerWait() {}

    /** Takes a step with the flag from the datastream's own tests. */
    static void step(CleaningState state, CleanedStep step, Cleaner.Output out) {
        PeerState peers = state.peers;
        Peers others = step.settings().peers();
        if (peers == null || (others.isNone() && peers.line.isEmpty() && peers.dueMillis <= step.logMillis())) {
            out.step(step);
            return;
        }
        peers.dueMillis = Math.max(peers.dueMillis, step.logMillis() + (others.isNone() ? 0 : others.waitMillis()));
        boolean open = !others.isNone() && step.observation() != null;
        peers.line.add(new PendingStep(step, peers.fromMillis, peers.dueMillis, open));
        if (peers.line.size() > MOST) {
            shorten(peers.line, step.logMillis());
            leave(state, Long.MIN_VALUE, out);
        }
    }

    /** Emits the steps that are due at a log time up to which the log is known; milliseconds. */
    static void release(CleaningState state, long logMillis, Cleaner.Output out) {
        if (state.peers != null) {
            leave(state, logMillis, out);
        }
    }

    /** If too many steps wait beyond this log time, the oldest become due now, without a verdict. */
    private static void shorten(List<PendingStep> line, long logMillis) {
        int first = line.size();
        while (first > 0 && line.get(first - 1).dueMillis() > logMillis) {
            first--;
        }
        for (int i = first; i < line.size() - MOST; i++) {
            PendingStep oldest = line.get(i);
            line.set(i, new PendingStep(oldest.step(), oldest.fromMillis(), logMillis, false));
        }
    }

    private static void leave(CleaningState state, long logMillis, Cleaner.Output out) {
        List<PendingStep> line = state.peers.line;
        int left = 0;
        while (left < line.size() && (line.get(left).dueMillis() <= logMillis || isDecided(line.get(left)))) {
            out.step(judged(state.peers.received, line.get(left++), out));
        }
        line.subList(0, left).clear();
    }

    private static boolean isDecided(PendingStep pending) {
        return !pending.open();
    }

    private static CleanedStep judged(PeerValues received, PendingStep pending, Cleaner.Output out) {
        CleanedStep step = pending.step();
        Observation row = step.observation();
        long due = pending.dueMillis();
        if (pending.open()) {
            Verdicts bits = PeerTests.judge(
                    step.settings().peers(),
                    step.settings().statistic().scale(),
                    row.phenomenonMicros(),
                    row.result(),
                    (other, time, within) -> nearest(received, pending, other, time, within),
                    row.tests());
            QualityFlag flag = step.late() ? TestBits.overallOutOfOrder(bits) : TestBits.overall(bits);
            if (flag != row.flag()) {
                row = row.revised(flag, bits, due);
                out.store(row);
            }
        }
        return new CleanedStep(
                step.datastream(), row, step.late(), step.clockMicros(), step.quiet(), due, step.settings());
    }

    /** A late row gets no verdict by a value if a nearer one may have been dropped. */
    private static double nearest(PeerValues received, PendingStep pending, String other, long time, long within) {
        long from = pending.fromMillis();
        return pending.step().late() && time < received.completeFrom(other, from, pending.dueMillis())
                ? Double.NaN
                : received.nearest(other, time, within, from, pending.dueMillis());
    }
}
