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

    public EpisodeRule {
        if (!(open > 0 && open <= 1 && close <= open)) {
            throw new IllegalArgumentException("opens at " + open + ", closes below " + close);
        }
        if (times < 1 || times > among || among > 63 || quiet < 1 || quiet > Byte.MAX_VALUE) {
            throw new IllegalArgumentException(times + " of " + among + " levels open, " + quiet + " close");
        }
    }
}
