package org.metrobed.analysis.quality;

import org.metrobed.model.QualityFlag;
import org.metrobed.model.Verdicts;

/**
 * The bits of {@link Verdicts}. A test has three bits (0 = not applied, 1 good, 2 not evaluated, 3 suspect, 4 fail, 5
 * missing): those of {@linkplain QualityTest#slot slot} <i>s</i> begin in word <i>s</i> div 18 at bit 3 (<i>s</i> mod
 * 18). From bit 54 of word 0 on, each mark has one bit. No other class knows these places. Static functions only.
 */
public final class TestBits {

    /** No mark. */
    public static final long NONE = 0;
    /** Late: arrived behind its datastream's clock. */
    public static final long LATE = 1L << 54;
    /** Duplicate: has a time that was seen before, but is not an exact duplicate, which is dropped. */
    public static final long DUPLICATE = 1L << 55;
    /** Older than the deduplication retention; corrections add it to windows. */
    public static final long BEYOND_RETENTION = 1L << 56;
    /** An annotation by a person applies to it: see its cause and {@code stated}. */
    public static final long CORRECTED = 1L << 57;
    /** Another value of a time that was seen before, which replaces the first one. */
    public static final long REPLACES = 1L << 62;

    /** All marks. */
    public static final long MARKS = -1L << 54;

    /** A total began again: the meter was reset or rolled over. */
    public static final long RESET = 1L << 58;
    /** The step of a total from the row before is unknown: it is of another meter. Windows do not count it. */
    public static final long STEP_UNKNOWN = Verdicts.STEP_UNKNOWN;
    /** The time stamp of the payload was replaced or corrected, because its clock was wrong. */
    public static final long CLOCK_REPLACED = 1L << 59;

    /** Its source has validated it: {@code approval} of the binding. */
    public static final long VALIDATED = 1L << 60;

    /** Its source stated no number, but that the value is too small or too large to be stated: a trace, a limit of detection. */
    public static final long CENSORED = 1L << 61;

    /** Number of slots for tests. */
    public static final int SLOTS = 36;

    private static final int SLOTS_OF_WORD = 18;
    private static final int BITS = 3;

    private TestBits() {}

    /** The verdicts with that of the test in a slot set. */
    public static Verdicts with(Verdicts verdicts, int slot, QualityFlag verdict) {
        long[] words = {verdicts.word0(), verdicts.word1()};
        set(words, slot, verdict);
        return new Verdicts(words[0], words[1]);
    }

    /** Sets the verdict of the test in a slot. */
    static void set(long[] words, int slot, QualityFlag verdict) {
        if (slot < 0 || slot >= SLOTS) {
            throw new IllegalArgumentException("slot " + slot + " is not in [0," + SLOTS + ")");
        }
        long code = verdict == QualityFlag.MISSING ? 5 : verdict.code();
        int shift = shift(slot);
        int word = slot / SLOTS_OF_WORD;
        words[word] = (words[word] & ~(7L << shift)) | (code << shift);
    }

    /** The verdict of the test in a slot, or null if it was not applied. */
    public static QualityFlag verdict(Verdicts verdicts, int slot) {
        long word = slot < SLOTS_OF_WORD ? verdicts.word0() : verdicts.word1();
        int code = (int) (word >>> shift(slot)) & 7;
        return code == 0 ? null : code == 5 ? QualityFlag.MISSING : QualityFlag.of(code);
    }

    private static int shift(int slot) {
        return slot % SLOTS_OF_WORD * BITS;
    }

    /** Whether one of these marks is set. */
    public static boolean has(Verdicts verdicts, long marks) {
        return (verdicts.word0() & marks) != 0;
    }

    /** The verdicts with these marks set, too. */
    public static Verdicts mark(Verdicts verdicts, long marks) {
        return new Verdicts(verdicts.word0() | marks, verdicts.word1());
    }

    /** The verdicts without these marks. */
    public static Verdicts unmark(Verdicts verdicts, long marks) {
        return new Verdicts(verdicts.word0() & ~marks, verdicts.word1());
    }

    /** The marks beside the verdicts. */
    public static long marks(Verdicts verdicts) {
        return verdicts.word0() & MARKS;
    }

    /** The overall flag: the worst verdict of all applied tests; NOT_EVALUATED if none was applied. */
    public static QualityFlag overall(Verdicts verdicts) {
        QualityFlag worst = null;
        int slots = verdicts.word1() == 0 ? SLOTS_OF_WORD : SLOTS;
        for (int slot = 0; slot < slots; slot++) {
            QualityFlag verdict = verdict(verdicts, slot);
            if (verdict != null) {
                worst = worst == null ? verdict : worst.worst(verdict);
            }
        }
        return worst == null ? QualityFlag.NOT_EVALUATED : worst;
    }

    /**
     * The overall flag of a row that was not tested in order: it is good only if no applied test is left to do; else
     * NOT_EVALUATED. Worse verdicts stand.
     */
    public static QualityFlag overallOutOfOrder(Verdicts verdicts) {
        QualityFlag flag = overall(verdicts);
        return flag == QualityFlag.GOOD && isUnfinished(verdicts) ? QualityFlag.NOT_EVALUATED : flag;
    }

    private static boolean isUnfinished(Verdicts verdicts) {
        for (int slot = 0; slot < SLOTS; slot++) {
            if (verdict(verdicts, slot) == QualityFlag.NOT_EVALUATED) {
                return true;
            }
        }
        return false;
    }
}
