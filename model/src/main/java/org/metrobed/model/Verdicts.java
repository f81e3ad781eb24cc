package org.metrobed.model;

/**
 * The verdicts of all tests on one reading, and its marks, in two words. Only {@code TestBits} of module
 * {@code analysis} knows the meaning of their bits. Immutable.
 *
 * @param word0 the first tests and the marks
 * @param word1 the tests after these
 */
public record Verdicts(long word0, long word1) {

    /** No verdict, no mark. */
    public static final Verdicts NONE = new Verdicts(0, 0);

    /** With nothing in the second word. */
    public static Verdicts of(long word0) {
        return word0 == 0 ? NONE : new Verdicts(word0, 0);
    }
}
