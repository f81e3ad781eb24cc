package org.metrobed.analysis.correlate;

import java.util.Objects;
import org.metrobed.model.Liveness;

/**
 * A liveness signal of a gateway or thing, or a statement about its status. Immutable.
 *
 * @param kind gateway or thing
 * @param id {@code testbed/gateway} or {@code testbed/thing}
 * @param gateway for a thing: {@code testbed/gateway} through which its message came; empty if not known
 * @param receivedMillis log time, milliseconds since 1970 UTC
 * @param status the stated status; {@link Liveness.Status#UNKNOWN} if none is stated
 */
public record DeviceStatus(Liveness.Kind kind, String id, String gateway, long receivedMillis, Liveness.Status status) {
    public DeviceStatus {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(gateway, "gateway");
        Objects.requireNonNull(status, "status");
    }
}
