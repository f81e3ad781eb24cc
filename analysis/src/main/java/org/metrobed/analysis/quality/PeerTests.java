package org.metrobed.analysis.quality;

import java.util.List;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Scale;
import org.metrobed.model.Verdicts;
import org.metrobed.model.limits.CrossCheckLimits;
import org.metrobed.model.limits.NeighbourLimits;
import org.metrobed.model.limits.Peers;

/** Runs the tests that check a value against the values of peers. Static functions only. */
public final class PeerTests {

    private PeerTests() {}

    /** The values of peer datastreams received so far. */
    @FunctionalInterface
    public interface Others {

        /**
         * The value nearest to a time; NaN if there is none, or if it is missing.
         *
         * @param datastream the peer
         * @param timeMicros the time, microseconds since 1970 UTC
         * @param withinMicros largest distance of the value from that time, microseconds
         */
        double nearest(String datastream, long timeMicros, long withinMicros);
    }

    /** The bits of a value before its peer tests; those of a missing value are already final. */
    public static Verdicts open(Peers peers, double value, Verdicts bits) {
        QualityFlag open = Double.isFinite(value) ? QualityFlag.NOT_EVALUATED : QualityFlag.MISSING;
        Verdicts crossChecked =
                peers.crossChecks().isEmpty() ? bits : TestBits.with(bits, CrossCheck.TEST.slot(), open);
        return peers.neighbours() == null ? crossChecked : TestBits.with(crossChecked, Neighbours.TEST.slot(), open);
    }

    /**
     * The bits with the verdicts; if there are several cross-checks, the worst one.
     *
     * @param scale how values differ
     */
    public static Verdicts judge(
            Peers peers, Scale scale, long timeMicros, double value, Others others, Verdicts bits) {
        Verdicts judged = bits;
        if (!peers.crossChecks().isEmpty()) {
            judged = TestBits.with(judged, CrossCheck.TEST.slot(), crossCheck(peers, scale, timeMicros, value, others));
        }
        if (peers.neighbours() != null) {
            NeighbourLimits limits = peers.neighbours();
            List<Double> values = limits.at(timeMicros).stream()
                    .map(neighbour -> others.nearest(neighbour, timeMicros, limits.withinMicros()))
                    .toList();
            QualityFlag verdict = Double.isFinite(value) && timeMicros < limits.sinceMicros()
                    ? QualityFlag.NOT_EVALUATED
                    : Neighbours.TEST.verdict(value, values, limits, scale);
            judged = TestBits.with(judged, Neighbours.TEST.slot(), verdict);
        }
        return judged;
    }

    private static QualityFlag crossCheck(Peers peers, Scale scale, long timeMicros, double value, Others others) {
        QualityFlag worst = QualityFlag.MISSING;
        for (CrossCheckLimits check : peers.crossChecks()) {
            double other = others.nearest(check.other(), timeMicros, check.withinMicros());
            worst = worst.worst(CrossCheck.TEST.verdict(check, value, other, scale));
        }
        return worst;
    }
}
