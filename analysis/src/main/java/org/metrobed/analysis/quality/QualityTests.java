package org.metrobed.analysis.quality;

import java.util.List;
import org.metrobed.model.params.ParamSpec;

/** A registry of tests. To add a test, add one class and one entry to {@link #REGISTERED}. Immutable. */
public final class QualityTests {

    /** All tests, in the order of their slots. */
    static final QualityTests REGISTERED = new QualityTests(List.of(
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
            DataReception.TEST,
            TotalStep.TEST,
            PlausibleTime.TEST,
            WholeNumber.TEST,
            ProviderFlag.TEST));

    private final List<QualityTest<?, ?>> tests;
    private final QualityTest<?, ?>[] bySlot = new QualityTest<?, ?>[TestBits.SLOTS];

    /** @throws IllegalArgumentException if two tests have the same slot */
    QualityTests(List<QualityTest<?, ?>> tests) {
        this.tests = List.copyOf(tests);
        for (QualityTest<?, ?> test : tests) {
            QualityTest<?, ?> other = bySlot[test.slot()];
            if (other != null) {
                throw new IllegalArgumentException("tests " + other.info().code() + " and "
                        + test.info().code() + " have the same slot " + test.slot());
            }
            bySlot[test.slot()] = test;
        }
    }

    /** The test in a slot; null if there is none. */
    QualityTest<?, ?> at(int slot) {
        return slot >= 0 && slot < bySlot.length ? bySlot[slot] : null;
    }

    /** Every test. */
    public static List<QualityTest<?, ?>> list() {
        return REGISTERED.tests;
    }

    /** The test in a slot; null if there is none. */
    public static QualityTest<?, ?> ofSlot(int slot) {
        return REGISTERED.at(slot);
    }

    /** The parameters of the test in a slot; null if there is none. */
    public static ParamSpec<?> params(int slot) {
        QualityTest<?, ?> test = ofSlot(slot);
        return test == null ? null : test.params();
    }
}
