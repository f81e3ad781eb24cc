package org.metrobed.analysis.quality;

import java.util.List;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.limits.Company;
import org.metrobed.model.limits.CrossCheckLimits;
import org.metrobed.model.limits.NeighbourLimits;

/** Runs the tests that hold a value against those of other datastreams. Static functions only. */
public final class CompanyTests {

    private CompanyTests() {}

    /** The values of other datastreams, as far as they are known. */
    @FunctionalInterface
    public interface Others {

        /**
         * The value nearest to a time; NaN when there is none, or when it is missing.
         *
         * @param datastream whose value
         * @param timeMicros the time, microseconds since 1970 UTC
         * @param withinMicros how far from it the value may lie, microseconds
         */
        double nearest(String datastream, long timeMicros, long withinMicros);
    }

    /** The bits of a value that has not been held against others yet; those of a missing one say so for good. */
    public static long open(Company company, double value, long bits) {
        QualityFlag open = Double.isFinite(value) ? QualityFlag.NOT_EVALUATED : QualityFlag.MISSING;
        long crossChecked = company.crossChecks().isEmpty() ? bits : TestBits.with(bits, CrossCheck.TEST.slot(), open);
        return company.neighbours() == null ? crossChecked : TestBits.with(crossChecked, Neighbours.TEST.slot(), open);
    }

    /** The bits with the verdicts; of several cross-checks the worst one. */
    public static long judge(Company company, long timeMicros, double value, Others others, long bits) {
        long judged = bits;
        if (!company.crossChecks().isEmpty()) {
            judged = TestBits.with(judged, CrossCheck.TEST.slot(), crossCheck(company, timeMicros, value, others));
        }
        if (company.neighbours() != null) {
            NeighbourLimits limits = company.neighbours();
            List<Double> values = limits.neighbours().stream()
                    .map(neighbour -> others.nearest(neighbour, timeMicros, limits.withinMicros()))
                    .toList();
            judged = TestBits.with(judged, Neighbours.TEST.slot(), Neighbours.TEST.verdict(value, values, limits));
        }
        return judged;
    }

    private static QualityFlag crossCheck(Company company, long timeMicros, double value, Others others) {
        QualityFlag worst = QualityFlag.MISSING;
        for (CrossCheckLimits check : company.crossChecks()) {
            double other = others.nearest(check.other(), timeMicros, check.withinMicros());
            worst = worst.worst(CrossCheck.TEST.verdict(check, value, other));
        }
        return worst;
    }
}
