package org.metrobed.simulators.mqtt;

/**
 * Counts of an emitter. Immutable.
 *
 * @param published messages handed over
 * @param acknowledged messages that the broker has acknowledged
 * @param resent messages sent again after a lost connection
 * @param connections number of connections
 */
public record EmitterCounts(long published, long acknowledged, long resent, long connections) {

    /** All zero. */
    public static final EmitterCounts ZERO = new EmitterCounts(0, 0, 0, 0);

    /** The sum of both. */
    public EmitterCounts plus(EmitterCounts other) {
        return new EmitterCounts(
                published + other.published,
                acknowledged + other.acknowledged,
                resent + other.resent,
                connections + other.connections);
    }

    EmitterCounts withPublished() {
        return new EmitterCounts(published + 1, acknowledged, resent, connections);
    }

    EmitterCounts withAcknowledged() {
        return new EmitterCounts(published, acknowledged + 1, resent, connections);
    }

    EmitterCounts withConnection(int unacknowledged) {
        return new EmitterCounts(published, acknowledged, resent + unacknowledged, connections + 1);
    }
}
