package org.metrobed.analysis.correlate;

import java.util.Objects;
import org.metrobed.model.Liveness;

/**
 * A gateway or thing was heard, or something was said of it. Immutable.
 *
 * @param kind what was heard
 * @param id {@code testbed/gateway} or {@code testbed/thing}
 * @param gateway for a thing, {@code testbed/gateway} that its message came through; empty when not known
 * @param receivedMillis log time, milliseconds since 1970 UTC
 * @param status what was said; {@link Liveness.Status#UNKNOWN} for nothing
 */
public record DeviceStatus(Liveness.Kind kind, String id, String gateway, long receivedMillis, Liveness.Status status) {
    public DeviceStatus {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(gateway, "gateway");
        Objects.requireNonNull(status, "status");
    }
}
