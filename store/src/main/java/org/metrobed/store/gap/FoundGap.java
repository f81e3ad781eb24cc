package org.metrobed.store.gap;

import java.util.Objects;
import org.metrobed.analysis.gap.Gap;
import org.metrobed.analysis.gap.Withheld;

/**
 * A gap and the observations around it. Immutable.
 *
 * @param gap range of the gap
 * @param withheld the unusable readings in it
 * @param readingsBefore whether the datastream had any reading before it
 * @param readingsAfter whether it had any reading at or after its end
 */
public record FoundGap(Gap gap, Withheld withheld, boolean readingsBefore, boolean readingsAfter) {
    public FoundGap {
        Objects.requireNonNull(gap, "gap");
        Objects.requireNonNull(withheld, "withheld");
    }
}
