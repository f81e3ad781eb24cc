package org.metrobed.decoders.spi;

import java.util.Objects;

/**
 * A sign of life or death that a message gives beside or instead of readings. Immutable.
 *
 * @param device the device that the payload names, found like that of a {@link Measurement}; null for the gateway that the
 *     topic names
 * @param state what it says
 * @param phenomenonMicros when, microseconds since 1970 UTC; {@link Measurement#NO_TIME} when the payload has no time
 */
public record StatusSignal(String device, State state, long phenomenonMicros) {

    /** What a sign says. */
    public enum State {
        ONLINE,
        OFFLINE
    }

    public StatusSignal {
        Objects.requireNonNull(state, "state");
    }
}
