package org.metrobed.store.profile;

import java.util.List;
import java.util.Objects;
import org.metrobed.analysis.profile.Stretch;
import org.metrobed.store.query.Limits;

/**
 * Selects the windows of a profile. Immutable.
 *
 * @param datastream the datastream
 * @param range only windows completely inside it
 * @param sizesMillis window sizes that may be read, milliseconds, coarsest first, each a multiple of the next
 * @param quantiles whether distributions are read; without them they are empty
 * @param asOfMillis only revisions recorded by this log time, milliseconds since 1970 UTC
 */
public record ProfileQuery(
        String datastream, Stretch range, List<Long> sizesMillis, boolean quantiles, long asOfMillis) {

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if a size is no multiple of the next
     */
    public ProfileQuery {
        Objects.requireNonNull(datastream, "datastream");
        range = new Stretch(Limits.clampMicros(range.fromMicros()), Limits.clampMicros(range.toMicros()));
        sizesMillis = List.copyOf(sizesMillis);
        for (int i = 1; i < sizesMillis.size(); i++) {
            if (sizesMillis.get(i - 1) % sizesMillis.get(i) != 0) {
                throw new IllegalArgumentException(sizesMillis + " ms do not divide one another");
            }
        }
    }
}
