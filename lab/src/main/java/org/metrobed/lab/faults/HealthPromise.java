package org.metrobed.lab.faults;

import java.util.Set;

/**
 * What {@code /health} of the API must and may say while a part has a fault. Immutable.
 *
 * @param part the part that must be down; empty if none must
 * @param delaySeconds after this time in the fault; {@link #NEVER} if it need not be told
 * @param mayBeDown the parts that may be down; no other one may
 * @param apiAnswers false if the API does not answer during the fault
 */
record HealthPromise(String part, long delaySeconds, Set<String> mayBeDown, boolean apiAnswers) {

    /** Longer than any fault. */
    static final long NEVER = Long.MAX_VALUE;

    HealthPromise {
        mayBeDown = Set.copyOf(mayBeDown);
    }

    /** Only these parts may be down; the first one has the fault. */
    static HealthPromise of(String... parts) {
        return new HealthPromise(parts.length == 0 ? "" : parts[0], NEVER, Set.of(parts), true);
    }

    /** Without Kafka nobody hears of ingest, and the pipeline gets nothing. */
    static HealthPromise ofKafka() {
        return of("kafka", "ingest", "pipeline");
    }

    /** The API itself is frozen. */
    static HealthPromise ofApi() {
        return new HealthPromise("", NEVER, Set.of(), false);
    }

    /** The part is down at the latest after so many seconds: the documented delay and what a busy machine adds. */
    HealthPromise toldAfter(long seconds) {
        return new HealthPromise(part, seconds, mayBeDown, apiAnswers);
    }

    /** Whether it must tell the part at this time of the fault. */
    boolean isDue(double seconds) {
        return delaySeconds != NEVER && seconds >= delaySeconds;
    }
}
