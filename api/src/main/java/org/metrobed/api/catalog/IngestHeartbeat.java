package org.metrobed.api.catalog;

import java.time.Instant;
import java.util.Objects;
import org.metrobed.topics.Heartbeat;

/**
 * The newest sign of life of ingest. Immutable.
 *
 * @param heartbeat what it says
 * @param heardAt when the broker took it
 */
public record IngestHeartbeat(Heartbeat heartbeat, Instant heardAt) {
    public IngestHeartbeat {
        Objects.requireNonNull(heartbeat, "heartbeat");
        Objects.requireNonNull(heardAt, "heardAt");
    }
}
