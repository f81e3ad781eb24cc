package org.metrobed.model.window;

/**
 * How many readings a span of time has if none is missing. A span that is not a multiple of the interval has sometimes
 * one reading more and sometimes one less: a quarter of an hour of ten-minute readings expects 1.5 and is complete with
 * one. Immutable.
 *
 * @param readings length divided by interval, not rounded; 0 if the interval is unknown
 * @param least the readings that a complete series has at least: length divided by interval, rounded down
 */
public record ExpectedReadings(double readings, long least) {

    /** Nothing is known. */
    public static final ExpectedReadings UNKNOWN = new ExpectedReadings(0, 0);

    /** A span with less than this share of its expected readings is incomplete. */
    public static final double COMPLETE = 0.75;

    /**
     * The expected readings of a span.
     *
     * @param millis length, milliseconds
     * @param intervalMillis expected time between readings, milliseconds, at least 1
     */
    public static ExpectedReadings of(long millis, long intervalMillis) {
        return new ExpectedReadings(millis / (double) intervalMillis, millis / intervalMillis);
    }

    /** Exactly so many: their phase is known, so that a complete series never has one less. */
    public static ExpectedReadings exactly(long readings) {
        return new ExpectedReadings(readings, readings);
    }

    /** The expected readings of this span and of another span, or of another datastream. */
    public ExpectedReadings plus(ExpectedReadings other) {
        return new ExpectedReadings(readings + other.readings, least + other.least);
    }

    /** The share of the expected readings that is there, in [0,1]; 1 if a complete series may have so few. */
    public double coverage(long count) {
        return count == 0 ? 0 : count >= least ? 1 : count / readings;
    }

    /** Whether enough readings are there for a value that stands for the whole span. */
    public boolean isComplete(long count) {
        return coverage(count) >= COMPLETE;
    }

    /** The sum of a complete span if missing readings are like present ones; NaN if the span is incomplete. */
    public double total(Summary summary) {
        double coverage = coverage(summary.count());
        return coverage < COMPLETE
                ? Double.NaN
                : coverage == 1 ? summary.sum() : summary.sum() * readings / summary.count();
    }
}
