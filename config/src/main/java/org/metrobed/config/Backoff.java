package org.metrobed.config;

import java.time.Duration;

/**
 * Pauses between attempts: the first, then twice as long each time, up to the longest. Immutable.
 *
 * @param first positive
 * @param longest not shorter than the first
 */
public record Backoff(Duration first, Duration longest) {

    public Backoff {
        if (first.isNegative() || first.isZero() || first.compareTo(longest) > 0) {
            throw new IllegalArgumentException("the first pause must be positive and not above the longest");
        }
    }

    /**
     * The pause after an attempt that failed.
     *
     * @param attempt 1 for the first since the last success
     */
    public Duration pause(int attempt) {
        Duration pause = first;
        for (int i = 1; i < attempt && pause.compareTo(longest) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
