package org.metrobed.analysis.quality;

import java.util.List;
import org.metrobed.model.params.ParamSpec;

/** The registry of all tests, in the order of their slots. To add a test, add one class and one entry here. */
public final class QualityTests {

    private static final List<QualityTest<?, ?>> ALL = List.of(
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

    private static final QualityTest<?, ?>[] BY_SLOT = bySlot();

    private QualityTests() {}

    private static QualityTest<?, ?>[] bySlot() {
        QualityTest<?, ?>[] tests = new QualityTest<?, ?>[TestBits.SLOTS];
        ALL.forEach(test -> tests[test.slot()] = test);
        return tests;
    }

    /** Every test. */
    public static List<QualityTest<?, ?>> list() {
        return ALL;
    }

    /** The test in a slot; null if there is none. */
    public static QualityTest<?, ?> ofSlot(int slot) {
        return slot >= 0 && slot < BY_SLOT.length ? BY_SLOT[slot] : null;
    }

    /** The parameters of the test in a slot; null if there is none. */
    public static ParamSpec<?> params(int slot) {
        QualityTest<?, ?> test = ofSlot(slot);
        return test == null ? null : test.params();
    }
}
