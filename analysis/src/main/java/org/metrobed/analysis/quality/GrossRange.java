package org.metrobed.analysis.quality;

import java.util.List;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.limits.GrossRangeLimits;

/** Flags a value outside the range that the sensor or the location can give. Stateless. */
public final class GrossRange implements QualityTest {

    /** The one instance. */
    public static final GrossRange TEST = new GrossRange();

    private static final TestInfo INFO = new TestInfo(
            "gross-range",
            "The value lies outside what the sensor or the place can give.",
            "Fail when it lies strictly outside the fail span, else suspect when strictly outside the suspect span. "
                    + "An infinite value fails; no value is missing.",
            List.of(
                    new TestInfo.Threshold("fail", "the widest span that is physically possible", "of the datastream"),
                    new TestInfo.Threshold("suspect", "the span that is usual, within fail", "of the datastream")),
            "QARTOD manuals of scalar quantities, test 4; reference implementation ioos_qc.");

    private GrossRange() {}

    @Override
    public int slot() {
        return 0;
    }

    @Override
    public TestInfo info() {
        return INFO;
    }

    /**
     * The verdict on one value, in the datastream's unit. A NaN bound is open.
     *
     * @return MISSING for NaN, else FAIL, SUSPECT or GOOD
     */
    public QualityFlag verdict(double value, double failLow, double failHigh, double suspectLow, double suspectHigh) {
        if (Double.isNaN(value)) {
            return QualityFlag.MISSING;
        }
        if (Double.isInfinite(value) || value < failLow || value > failHigh) {
            return QualityFlag.FAIL;
        }
        if (value < suspectLow || value > suspectHigh) {
            return QualityFlag.SUSPECT;
        }
        return QualityFlag.GOOD;
    }

    /** The verdict on one value, in the datastream's unit: MISSING for NaN, else FAIL, SUSPECT or GOOD. */
    public QualityFlag verdict(double value, GrossRangeLimits limits) {
        return verdict(
                value,
                limits.fail().low(),
                limits.fail().high(),
                limits.suspect().low(),
                limits.suspect().high());
    }
}
