package org.metrobed.analysis.quality;

import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;

/**
 * A value and what its provider says of it. Two readings of one time are the same reading if these are equal. Immutable.
 *
 * @param value NaN if it is missing
 * @param said the bits of {@link #SAID} that are set
 */
public record ProvidedValue(double value, long said) {

    /** The bits that a provider says of a value: its flag, and that the value is censored. */
    public static final long SAID =
            ProviderFlag.mark(QualityFlag.SUSPECT, 0) | ProviderFlag.mark(QualityFlag.FAIL, 0) | TestBits.CENSORED;

    /** Of a value with marks, of which those that its provider says count. */
    public static ProvidedValue of(double value, long marks) {
        return new ProvidedValue(value, marks & SAID);
    }

    /** Of a row. */
    public static ProvidedValue of(Observation row) {
        return of(row.result(), row.tests().word0());
    }

    /** Whether there is no number. */
    public boolean isMissing() {
        return Double.isNaN(value);
    }

    /** Whether the number, or that it is missing, is that of another. */
    public boolean hasNumberOf(ProvidedValue other) {
        return Double.compare(value, other.value) == 0;
    }
}
