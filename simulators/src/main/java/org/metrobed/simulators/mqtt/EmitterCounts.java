package org.metrobed.simulators.mqtt;

/**
 * What an emitter did. Immutable.
 *
 * @param published messages handed over
 * @param acknowledged messages that the broker has acknowledged
 * @param resent messages sent once more after a lost connection
 * @param connections how often it connected
 */
public record EmitterCounts(long published, long acknowledged, long resent, long connections) {

    /** Nothing yet. */
    public static final EmitterCounts ZERO = new EmitterCounts(0, 0, 0, 0);

    /** Both together. */
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
