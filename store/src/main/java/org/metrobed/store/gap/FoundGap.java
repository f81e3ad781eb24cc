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
 * @param catalogVersion the version of the catalog that judged the reading before it, or, if there is none, the first usable
 *     one after it; {@value #NO_VERSION} without readings
 */
public record FoundGap(Gap gap, Withheld withheld, boolean readingsBefore, boolean readingsAfter, long catalogVersion) {

    /** No version. */
    public static final long NO_VERSION = -1;

    public FoundGap {
        Objects.requireNonNull(gap, "gap");
        Objects.requireNonNull(withheld, "withheld");
    }
}
