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
public record IngestBeat(Heartbeat heartbeat, Instant heardAt) {
    public IngestBeat {
        Objects.requireNonNull(heartbeat, "heartbeat");
        Objects.requireNonNull(heardAt, "heardAt");
    }
}
