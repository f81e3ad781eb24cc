package org.metrobed.analysis.anomaly;

/**
 * A moment by two clocks, microseconds since 1970 UTC. Immutable.
 *
 * @param receivedMicros by the clock of arrival
 * @param timeMicros as readings state it; of what is about arrival, the same as the other
 */
public record Moment(long receivedMicros, long timeMicros) {

    /** One about arrival. */
    static Moment ofArrival(long receivedMicros) {
        return new Moment(receivedMicros, receivedMicros);
    }
}
