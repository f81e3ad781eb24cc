package org.metrobed.api.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.metrobed.api.health.HealthView.PartView;

/**
 * Tells a pipeline that stands still from one that catches up and from one that has nothing to do. Remembers since when the committed log
 * time stands still, as far as it was asked. Thread-safe.
 */
final class PipelineProgress {

    private static final Duration LAG = Duration.ofSeconds(90);
    /** How far behind the last sign of ingest the pipeline may end: its instances wait for each other. */
    private static final Duration NEAR = Duration.ofSeconds(10);
    /** Clocks that differ by less are equally right. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private Instant newest = Instant.MIN;
    private Instant since = Instant.MIN;

    /**
     * Judges the pipeline.
     *
     * @param committed the committed log time that was read now; {@link Instant#EPOCH} before anything was written
     * @param ingestSilentSince time of the last sign of ingest, if that is too long ago
     */
    synchronized PartView judge(Instant committed, Optional<Instant> ingestSilentSince, Instant now) {
        if (committed.equals(Instant.EPOCH)) {
            return PartView.behind("pipeline", "has written nothing yet", null);
        }
        Duration behind = Duration.between(committed, now);
        double lag = behind.toMillis() / 1e3;
        boolean waits = ingestSilentSince
                .filter(last -> !committed.isBefore(last.minus(NEAR)))
                .isPresent();
        if (waits || !committed.equals(newest)) {
            newest = committed;
            since = now;
        }
        if (behind.compareTo(AHEAD.negated()) < 0) {
            return ahead(behind.negated().toSeconds(), Duration.between(since, now), lag);
        }
        if (behind.compareTo(LAG) < 0) {
            return PartView.up("pipeline", "has committed everything up to asOf", lag);
        }
        if (waits) {
            return PartView.up("pipeline", "has committed everything that ingest sent", lag);
        }
        Duration standing = Duration.between(since, now);
        return standing.compareTo(LAG) < 0
                ? PartView.behind("pipeline", "catches up, it is " + Math.round(lag) + " s behind", lag)
                : PartView.down("pipeline", "has committed nothing for " + standing.toSeconds() + " s", lag);
    }

    /** Then the time itself does not tell whether the pipeline stands still. */
    private static PartView ahead(long seconds, Duration standing, double lag) {
        String wrong = "its log time is " + seconds
                + " s ahead of this clock: the clock of ingest or this one is or was wrong";
        return standing.compareTo(LAG) < 0
                ? PartView.behind("pipeline", wrong, lag)
                : PartView.down("pipeline", "has committed nothing for " + standing.toSeconds() + " s; " + wrong, lag);
    }
}
