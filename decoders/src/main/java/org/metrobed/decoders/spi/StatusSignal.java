package org.metrobed.decoders.spi;

import java.util.Objects;

/**
 * A status of a device or gateway that a message states, with or without readings. Immutable.
 *
 * @param device the device that the payload names, found like that of a {@link Measurement}; null for the gateway that
 *     the topic names
 * @param state the stated status
 * @param phenomenonMicros time of the status, microseconds since 1970 UTC; {@link Measurement#NO_TIME} if the payload
 *     has no time
 */
public record StatusSignal(String device, State state, long phenomenonMicros) {

    /** The stated status. */
    public enum State {
        ONLINE,
        OFFLINE
    }

    public StatusSignal {
        Objects.requireNonNull(state, "state");
    }
}
