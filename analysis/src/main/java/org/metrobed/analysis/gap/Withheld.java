package org.metrobed.analysis.gap;

import java.util.List;
import org.metrobed.analysis.quality.QualityTests;

/**
 * The readings that came in a gap and are not usable. Immutable.
 *
 * @param suspect how many are flagged 3
 * @param notEvaluated how many are flagged 2
 * @param fail how many are flagged 4
 * @param missing how many are flagged 9: they came without a value
 * @param good how many are flagged 1, where good readings were not asked for
 * @param slots which tests found fault with any of them: bit <i>n</i> is the test at slot <i>n</i>
 */
public record Withheld(long suspect, long notEvaluated, long fail, long missing, long good, long slots) {

    /** None came. */
    public static final Withheld NONE = new Withheld(0, 0, 0, 0, 0, 0);

    /** How many came. */
    public long count() {
        return suspect + notEvaluated + fail + missing + good;
    }

    /** The codes of the tests that found fault, in the order of their slots. */
    public List<String> tests() {
        return QualityTests.list().stream()
                .filter(test -> (slots >> test.slot() & 1) == 1)
                .map(test -> test.info().code())
                .toList();
    }
}
