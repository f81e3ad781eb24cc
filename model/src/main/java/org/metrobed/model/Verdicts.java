package org.metrobed.model;

/**
 * The verdicts of all tests on one reading, and its marks, in two words. Only {@code TestBits} of module
 * {@code analysis} knows the meaning of their bits, but for {@link #STEP_UNKNOWN}. Immutable.
 *
 * @param word0 the first tests and the marks
 * @param word1 the tests after these
 */
public record Verdicts(long word0, long word1) {

    /** The mark of a total whose step from the reading before is unknown: windows do not count it. */
    public static final long STEP_UNKNOWN = 1L << 63;

    /** No verdict, no mark. */
    public static final Verdicts NONE = new Verdicts(0, 0);

    /** Whether the step of a total from the reading before is unknown. */
    public boolean isStepUnknown() {
        return (word0 & STEP_UNKNOWN) != 0;
    }

    /** With nothing in the second word. */
    public static Verdicts of(long word0) {
        return word0 == 0 ? NONE : new Verdicts(word0, 0);
    }
}
