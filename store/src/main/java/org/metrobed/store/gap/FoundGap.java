package org.metrobed.store.gap;

import java.util.Objects;
import org.metrobed.analysis.gap.Gap;
import org.metrobed.analysis.gap.Withheld;

/**
 * A gap with what the observations show around it. Immutable.
 *
 * @param gap where it is
 * @param withheld what came in it and is not usable
 * @param readingsBefore whether the datastream had any reading before it
 * @param readingsAfter whether it had any at or after its end
 */
public record FoundGap(Gap gap, Withheld withheld, boolean readingsBefore, boolean readingsAfter) {
    public FoundGap {
        Objects.requireNonNull(gap, "gap");
        Objects.requireNonNull(withheld, "withheld");
    }
}
