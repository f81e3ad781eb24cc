package org.metrobed.stream.decode;

import java.util.Comparator;
import java.util.Objects;
import org.metrobed.model.Liveness;

/**
 * A sign that a gateway or thing is alive, or its reported status. Immutable.
 *
 * @param kind gateway or thing
 * @param id {@code testbed/gateway} or {@code testbed/thing}
 * @param gateway for a thing, the gateway of the message; empty if the topic names none
 * @param receivedMillis log time of the message, milliseconds since 1970 UTC
 * @param phenomenonMicros newest phenomenon time that the message itself states for it; {@link Long#MIN_VALUE} for none
 * @param status the reported status, {@link Liveness.Status#UNKNOWN} if none was reported
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

    /** The order of the signals of one gateway or thing at one log time, whatever the order of arrival: offline first. */
    public static final Comparator<LivenessSignal> ORDER = Comparator.comparing(
                    (LivenessSignal signal) -> signal.status() != Liveness.Status.OFFLINE)
            .thenComparing(LivenessSignal::gateway)
            .thenComparing(LivenessSignal::status)
            .thenComparingLong(LivenessSignal::phenomenonMicros);

    public LivenessSignal {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(gateway, "gateway");
        Objects.requireNonNull(status, "status");
    }

    /** Its gateway or thing, as a key. */
    public String key() {
        return kind.word() + ":" + id;
    }
}
