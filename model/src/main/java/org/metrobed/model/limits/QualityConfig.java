package org.metrobed.model.limits;

/**
 * Which tests with history or season run on a datastream, and with what thresholds; null for a test that does not run.
 * Immutable.
 *
 * @param intervalMicros expected time between rows, microseconds, at least 1; the flat-line test counts with it
 * @param duplicateTimestamp whether a row at a time that is taken is marked as suspect
 */
public record QualityConfig(
        long intervalMicros,
        GrossRangeLimits grossRange,
        SpikeLimits spike,
        RateOfChangeLimits rateOfChange,
        FlatLineLimits flatLine,
        AttenuatedSignalLimits attenuatedSignal,
        ClimatologyLimits climatology,
        TimeGapLimits timeGap,
        boolean duplicateTimestamp) {

    public QualityConfig {
        if (intervalMicros < 1) {
            throw new IllegalArgumentException("interval is " + intervalMicros + " us, must be at least 1");
        }
    }

    /** No test, with this time between rows. */
    public static QualityConfig ofInterval(long intervalMicros) {
        return new QualityConfig(intervalMicros, null, null, null, null, null, null, null, false);
    }

    /** This with another time between rows, microseconds. */
    public QualityConfig withIntervalMicros(long micros) {
        return new QualityConfig(
                micros,
                grossRange,
                spike,
                rateOfChange,
                flatLine,
                attenuatedSignal,
                climatology,
                timeGap,
                duplicateTimestamp);
    }

    /** This with the gross-range test. */
    public QualityConfig withGrossRange(GrossRangeLimits limits) {
        return new QualityConfig(
                intervalMicros,
                limits,
                spike,
                rateOfChange,
                flatLine,
                attenuatedSignal,
                climatology,
                timeGap,
                duplicateTimestamp);
    }

    /** This with the spike test. */
    public QualityConfig withSpike(SpikeLimits limits) {
        return new QualityConfig(
                intervalMicros,
                grossRange,
                limits,
                rateOfChange,
                flatLine,
                attenuatedSignal,
                climatology,
                timeGap,
                duplicateTimestamp);
    }

    /** This with the rate-of-change test. */
    public QualityConfig withRateOfChange(RateOfChangeLimits limits) {
        return new QualityConfig(
                intervalMicros,
                grossRange,
                spike,
                limits,
                flatLine,
                attenuatedSignal,
                climatology,
                timeGap,
                duplicateTimestamp);
    }

    /** This with the flat-line test. */
    public QualityConfig withFlatLine(FlatLineLimits limits) {
        return new QualityConfig(
                intervalMicros,
                grossRange,
                spike,
                rateOfChange,
                limits,
                attenuatedSignal,
                climatology,
                timeGap,
                duplicateTimestamp);
    }

    /** This with the attenuated-signal test. */
    public QualityConfig withAttenuatedSignal(AttenuatedSignalLimits limits) {
        return new QualityConfig(
                intervalMicros,
                grossRange,
                spike,
                rateOfChange,
                flatLine,
                limits,
                climatology,
                timeGap,
                duplicateTimestamp);
    }

    /** This with the climatology test. */
    public QualityConfig withClimatology(ClimatologyLimits limits) {
        return new QualityConfig(
                intervalMicros,
                grossRange,
                spike,
                rateOfChange,
                flatLine,
                attenuatedSignal,
                limits,
                timeGap,
                duplicateTimestamp);
    }

    /** This with the time-gap test. */
    public QualityConfig withTimeGap(TimeGapLimits limits) {
        return new QualityConfig(
                intervalMicros,
                grossRange,
                spike,
                rateOfChange,
                flatLine,
                attenuatedSignal,
                climatology,
                limits,
                duplicateTimestamp);
    }

    /** This with the duplicate-timestamp test. */
    public QualityConfig withDuplicateTimestamp(boolean applied) {
        return new QualityConfig(
                intervalMicros,
                grossRange,
                spike,
                rateOfChange,
                flatLine,
                attenuatedSignal,
                climatology,
                timeGap,
                applied);
    }
}
