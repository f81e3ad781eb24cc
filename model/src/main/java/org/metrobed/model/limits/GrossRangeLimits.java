package org.metrobed.model.limits;

/**
 * What the gross-range test reads. Immutable.
 *
 * @param fail the widest span that is physically possible, in the datastream's unit
 * @param suspect the span that is usual, within the fail span; {@link Span#OPEN} when there is none
 */
public record GrossRangeLimits(Span fail, Span suspect) {

    /** @throws IllegalArgumentException when the suspect span reaches beyond the fail span */
    public GrossRangeLimits {
        if (!suspect.isWithin(fail)) {
            throw new IllegalArgumentException("suspect span [%s, %s] must lie within fail span [%s, %s]"
                    .formatted(suspect.low(), suspect.high(), fail.low(), fail.high()));
        }
    }
}
