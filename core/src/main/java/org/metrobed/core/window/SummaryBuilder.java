package org.metrobed.core.window;

/**
 * Merges many summaries, which costs their distributions once instead of once a merge. Gives what {@link Summary#merge} gives.
 * Mutable, one thread.
 */
public final class SummaryBuilder {

    private Summary merged = Summary.EMPTY;
    /** Null while there is one summary, which has its own. */
    private QuantilesBuilder quantiles;

    /** One summary more. */
    public SummaryBuilder add(Summary summary) {
        if (summary.count() == 0) {
            return this;
        }
        if (merged.count() == 0) {
            merged = summary;
            return this;
        }
        if (quantiles == null) {
            quantiles = new QuantilesBuilder().add(merged.quantiles());
            merged = with(merged, Quantiles.EMPTY);
        }
        quantiles.add(summary.quantiles());
        merged = merged.merge(with(summary, Quantiles.EMPTY));
        return this;
    }

    /** All that were added. */
    public Summary build() {
        return quantiles == null ? merged : with(merged, quantiles.build());
    }

    private static Summary with(Summary summary, Quantiles quantiles) {
        return new Summary(
                summary.count(),
                summary.mean(),
                summary.squares(),
                summary.sum(),
                summary.min(),
                summary.minMicros(),
                summary.max(),
                summary.maxMicros(),
                summary.first(),
                summary.firstMicros(),
                summary.last(),
                summary.lastMicros(),
                summary.cosines(),
                summary.sines(),
                quantiles);
    }
}
