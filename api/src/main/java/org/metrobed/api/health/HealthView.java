package org.metrobed.api.health;

import java.util.List;
import org.metrobed.api.http.Doc;

/** State of the API. */
public record HealthView(
        @Doc(
                "up; degraded: answers, but the pipeline, Kafka or ingest is behind, or corrections fail; down: cannot answer")
        String status,

        List<PartView> parts) {

    /** State of one part. */
    public record PartView(
            @Doc("database, kafka, catalog, pipeline, ingest or corrections")
            String name,

            @Doc("up, behind or down") String status,
            String detail,

            @Doc("seconds since it was last seen; null if never")
            Double ageSeconds) {}
}
