package org.metrobed.analysis.anomaly;

/**
 * A moment on two clocks, microseconds since 1970 UTC. Immutable.
 *
 * @param receivedMicros received time
 * @param timeMicros phenomenon time; for evidence about arrival, equal to the received time
 */
public record Moment(long receivedMicros, long timeMicros) {

    /** A moment of evidence about arrival. */
    static Moment ofArrival(long receivedMicros) {
        return new Moment(receivedMicros, receivedMicros);
    }
}
