package org.metrobed.analysis.anomaly;

/**
 * The rule for the beginning and end of an episode, with hysteresis. It opens if {@code times} of the last
 * {@code among} levels reach {@code open}. It closes if {@code quiet} levels in a row are below {@code close}.
 * Immutable.
 *
 * @param open in (0, 1]
 * @param times at least 1; with {@code among} it decides the shortest episode
 * @param among at most 63
 * @param close at most {@code open}
 * @param quiet at least 1, at most 127
 */
public record EpisodeRule(double open, int times, int among, double close, int quiet) {

    /**
     * The rule for levels of {@link EnsembleDetector}, one level per five minutes; docs/STUDY.md explains how it was
     * found.
     */
    public static final EpisodeRule DEFAULT = new EpisodeRule(EnsembleDetector.ALARM, 2, 6, 0.25, 48);

    private static final long FOUR_HOURS_MICROS = 4 * 3_600_000_000L;
    private static final int LEAST_QUIET = 6;
    private static final int SOON = 4;

    /**
     * The same rule in time: an episode closes after four hours without evidence, but not before six levels.
     *
     * @param intervalMicros expected time between two levels, microseconds; 0 if not known
     */
    static EpisodeRule of(long intervalMicros) {
        long levels = intervalMicros <= 0 ? DEFAULT.quiet : FOUR_HOURS_MICROS / intervalMicros;
        int quiet = (int) Math.max(LEAST_QUIET, Math.min(DEFAULT.quiet, levels));
        return new EpisodeRule(DEFAULT.open, DEFAULT.times, DEFAULT.among, DEFAULT.close, quiet);
    }

    /** Levels in a row without evidence that end an episode about arrival or failing readings. */
    int soonQuiet() {
        return Math.max(3, quiet / SOON);
    }

    public EpisodeRule {
        if (!(open > 0 && open <= 1 && close <= open)) {
            throw new IllegalArgumentException("opens at " + open + ", closes below " + close);
        }
        if (times < 1 || times > among || among > 63 || quiet < 1 || quiet > Byte.MAX_VALUE) {
            throw new IllegalArgumentException(times + " of " + among + " levels open, " + quiet + " close");
        }
    }
}
