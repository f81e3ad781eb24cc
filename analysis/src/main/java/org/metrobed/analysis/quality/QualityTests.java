package org.metrobed.analysis.quality;

import java.util.List;

/** The registry of all tests, in the order of their slots. To add a test, add one class and one entry here. */
public final class QualityTests {

    private static final List<QualityTest> ALL = List.of(
            GrossRange.TEST,
            Spike.TEST,
            RateOfChange.TEST,
            FlatLine.TEST,
            AttenuatedSignal.TEST,
            Climatology.TEST,
            TimeGap.TEST,
            DuplicateTimestamp.TEST,
            CrossCheck.TEST,
            Neighbours.TEST,
            DataReception.TEST);

    private QualityTests() {}

    /** Every test. */
    public static List<QualityTest> list() {
        return ALL;
    }
}
