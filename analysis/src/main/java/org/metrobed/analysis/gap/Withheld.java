package org.metrobed.analysis.gap;

import java.util.List;
import org.metrobed.analysis.quality.QualityTest;
import org.metrobed.analysis.quality.QualityTests;

/**
 * Readings in a gap that are not usable. Immutable.
 *
 * @param suspect how many have flag 3
 * @param notEvaluated how many have flag 2
 * @param fail how many have flag 4
 * @param missing how many have flag 9: they arrived without a value
 * @param good how many have flag 1, if good readings were not requested
 * @param slots the tests that did not pass for any of them: bit <i>n</i> is the test at slot <i>n</i>
 */
public record Withheld(long suspect, long notEvaluated, long fail, long missing, long good, long slots) {

    /** No readings. */
    public static final Withheld NONE = new Withheld(0, 0, 0, 0, 0, 0);

    /** How many there are. */
    public long count() {
        return suspect + notEvaluated + fail + missing + good;
    }

    /** The codes of the tests that did not pass, in the order of their slots. */
    public List<String> tests() {
        return tests(QualityTests.list());
    }

    /** As {@link #tests()}, of these tests. */
    public List<String> tests(List<QualityTest<?, ?>> registered) {
        return registered.stream()
                .filter(test -> (slots >> test.slot() & 1) == 1)
                .map(test -> test.info().code())
                .toList();
    }
}
