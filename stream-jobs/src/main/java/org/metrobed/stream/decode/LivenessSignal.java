package org.metrobed.stream.decode;

import java.util.Objects;
import org.metrobed.model.Liveness;

/**
 * A gateway or thing was heard, or something was said of it. Immutable.
 *
 * @param kind what was heard
 * @param id {@code testbed/gateway} or {@code testbed/thing}
 * @param gateway for a thing, the gateway of the message; empty when the topic names none
 * @param receivedMillis log time of the message, milliseconds since 1970 UTC
 * @param phenomenonMicros newest phenomenon time that the message itself states for it; {@link Long#MIN_VALUE} for none
 * @param status what was said, {@link Liveness.Status#UNKNOWN} for nothing
 */
public record LivenessSignal(
        Liveness.Kind kind,
        String id,
        String gateway,
        long receivedMillis,
        long phenomenonMicros,
        Liveness.Status status) {

    /** No phenomenon time. */
    public static final long NO_TIME = Long.MIN_VALUE;

    public LivenessSignal {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(gateway, "gateway");
        Objects.requireNonNull(status, "status");
    }

    /** What it is about, as a key. */
    public String key() {
        return kind.word() + ":" + id;
    }
}
