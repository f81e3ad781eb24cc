package org.metrobed.analysis.anomaly;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A detector's judgement of one value. Immutable.
 *
 * <p>The scale: 0.5 is {@link EnsembleDetector#ALARM}, the level at which to act. Above it, {@code (1 - level) / level}
 * says how much rarer such a level is among ordinary values than a level of 0.5: 0.9 about nine times, 0.99 about a
 * hundred times. docs/DETECTORS.md gives the measured rate of 0.5 itself.
 *
 * @param level how unusual the value is, in [0, 1]; stays high while the unusual event lasts
 * @param alarm the level if the value is a new event, otherwise a tenth of it: a value that is no more unusual than one
 *     of the {@value EnsembleDetector#QUIET_POINTS} before it is part of the same event
 * @param band the band expected before the value was seen
 * @param leading what is most unusual about it
 */
public record Score(double level, double alarm, Band band, Cause leading) {

    private static final MathContext FOUR_DIGITS = new MathContext(4);

    /** Text for an operator: the value, the expected band, and what is unusual. */
    public String words(double value) {
        if (!band.known() || !Double.isFinite(value)) {
            return number(value) + ": " + leading.words();
        }
        return number(value) + ", expected " + number(band.low()) + " to " + number(band.high()) + ": "
                + leading.words();
    }

    private static String number(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros().toPlainString()
                : Double.toString(value);
    }
}
