package org.metrobed.analysis.quality;

import org.metrobed.model.Verdicts;

/** The bits of verdicts that decoding gives to a reading; tests get them as marks whenever they run over it. Stateless. */
public final class DecodedMarks {

    private DecodedMarks() {}

    private static final long MARKS = TestBits.VALIDATED | TestBits.CENSORED;

    /** Those of a row: about its clock, the flag of its provider, its approval, and whether its value is censored. */
    public static long of(Verdicts verdicts) {
        return PlausibleTime.ofRow(verdicts) | ProviderFlag.mark(verdicts) | (verdicts.word0() & MARKS);
    }
}
