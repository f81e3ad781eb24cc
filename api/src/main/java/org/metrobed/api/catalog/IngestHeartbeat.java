package org.metrobed.api.catalog;

import java.time.Instant;
import java.util.Objects;
import org.metrobed.topics.Heartbeat;

/**
 * The newest heartbeat of ingest. Immutable.
 *
 * @param heartbeat its content
 * @param heardAt when the broker stored it
 */
public record IngestHeartbeat(Heartbeat heartbeat, Instant heardAt) {
    public IngestHeartbeat {
        Objects.requireNonNull(heartbeat, "heartbeat");
        Objects.requireNonNull(heardAt, "heardAt");
    }
}
