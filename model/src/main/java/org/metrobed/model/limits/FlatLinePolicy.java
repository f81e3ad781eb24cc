package org.metrobed.model.limits;

/**
 * What the flat-line test does beyond the reference. Immutable.
 *
 * @param gapSeconds a longer time between two rows begins anew; infinite: never
 * @param twoValues whether one value alone in its window, after an outage, passes
 * @param exempt while all values lie in it (zeros and small counts, saturated humidity), the next two thresholds hold instead;
 *     null: no such span
 * @param exemptSuspectSeconds suspect after this long within the exempt span; infinite: never
 * @param exemptFailSeconds fail after this long within the exempt span; infinite: never
 */
public record FlatLinePolicy(
        double gapSeconds, boolean twoValues, Span exempt, double exemptSuspectSeconds, double exemptFailSeconds) {

    /** Nothing beyond the reference. */
    public static final FlatLinePolicy REFERENCE = new FlatLinePolicy(
            Double.POSITIVE_INFINITY, false, null, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** A gap begins anew, and one value alone is not flat; no value is exempt. */
    public static FlatLinePolicy ofGap(double gapSeconds) {
        return new FlatLinePolicy(gapSeconds, true, null, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** This policy with an exempt span; thresholds in seconds, infinite for never. */
    public FlatLinePolicy withExempt(Span span, double suspectSeconds, double failSeconds) {
        return new FlatLinePolicy(gapSeconds, twoValues, span, suspectSeconds, failSeconds);
    }
}
