package org.metrobed.analysis.quality;

import org.metrobed.model.QualityFlag;

/**
 * The verdicts of all tests on one reading, and its marks, packed in a {@code long}. Each test has three bits at its
 * {@linkplain QualityTest#slot slot} (0 = not applied, 1 good, 2 not evaluated, 3 suspect, 4 fail, 5 missing). From bit
 * 54 on, each mark has one bit. Static functions only.
 */
public final class TestBits {

    /** No verdict, no mark. */
    public static final long NONE = 0;
    /** Late: arrived behind its datastream's clock. */
    public static final long LATE = 1L << 54;
    /** Duplicate: has a time that was seen before, but is not an exact duplicate, which is dropped. */
    public static final long DUPLICATE = 1L << 55;
    /** Older than the deduplication retention; enters windows only by a recompute. */
    public static final long BEYOND_RETENTION = 1L << 56;
    /** An annotation by a person applies to it: see its cause and {@code stated}. */
    public static final long CORRECTED = 1L << 57;

    /** Number of slots for tests. */
    public static final int SLOTS = 18;

    private TestBits() {}

    /** The bits with the verdict of the test in a slot set. */
    public static long with(long bits, int slot, QualityFlag verdict) {
        if (slot < 0 || slot >= SLOTS) {
            throw new IllegalArgumentException("slot " + slot + " is not in [0," + SLOTS + ")");
        }
        long code = verdict == QualityFlag.MISSING ? 5 : verdict.code();
        int shift = slot * 3;
        return (bits & ~(7L << shift)) | (code << shift);
    }

    /** The verdict of the test in a slot, or null if it was not applied. */
    public static QualityFlag verdict(long bits, int slot) {
        int code = (int) (bits >>> (slot * 3)) & 7;
        return code == 0 ? null : code == 5 ? QualityFlag.MISSING : QualityFlag.of(code);
    }

    /** Whether a mark is set. */
    public static boolean has(long bits, long mark) {
        return (bits & mark) != 0;
    }

    /** The overall flag: the worst verdict of all applied tests; NOT_EVALUATED if none was applied. */
    public static QualityFlag overall(long bits) {
        QualityFlag worst = null;
        for (int slot = 0; slot < SLOTS; slot++) {
            QualityFlag verdict = verdict(bits, slot);
            if (verdict != null) {
                worst = worst == null ? verdict : worst.worst(verdict);
            }
        }
        return worst == null ? QualityFlag.NOT_EVALUATED : worst;
    }
}
