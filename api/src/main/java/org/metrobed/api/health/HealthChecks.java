package org.metrobed.api.health;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.metrobed.api.catalog.IngestHeartbeat;
import org.metrobed.api.health.HealthView.PartView;
import org.metrobed.api.http.Moments;
import org.metrobed.api.job.JobMonitor;
import org.metrobed.api.job.JobState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at each part: up, behind (readings are stored later), or down (readings are not stored). Thread-safe. */
final class HealthChecks {

    private static final Logger LOG = LoggerFactory.getLogger(HealthChecks.class);
    private static final Duration KAFKA_SILENCE = Duration.ofSeconds(15);

    private final HealthResource.Parts parts;
    private final List<Supplier<PartView>> more;
    private final InstantSource clock;
    private final PipelineProgress progress = new PipelineProgress();

    HealthChecks(HealthResource.Parts parts, List<Supplier<PartView>> more, InstantSource clock) {
        this.parts = parts;
        this.more = more;
        this.clock = clock;
    }

    /** All parts. */
    HealthView look() {
        List<PartView> all =
                new ArrayList<>(List.of(database(), kafka(), catalog(), pipeline(), ingest(), corrections()));
        parts.job().ifPresent(monitor -> all.add(job(monitor)));
        more.forEach(part -> all.add(part.get()));
        return HealthView.of(all);
    }

    /** Why the API cannot answer; empty if it can. */
    Optional<String> findObstacle() {
        try {
            parts.asOf().check();
            return parts.catalog().isKnown()
                    ? Optional.empty()
                    : Optional.of("catalog: not read from Kafka yet since the start");
        } catch (SQLException e) { // the failure becomes the answer
            LOG.debug("the database does not answer", e);
            return Optional.of("database: does not answer");
        }
    }

    private PartView database() {
        try {
            parts.asOf().check();
            return parts.access()
                    .findObstacle()
                    .map(obstacle -> PartView.down("database", obstacle + "; readings wait in Kafka", 0.0))
                    .orElse(PartView.up("database", "answers", 0.0));
        } catch (SQLException e) { // the failure becomes the answer
            LOG.debug("the database does not answer", e);
            return PartView.down("database", "does not answer", null);
        }
    }

    private PartView kafka() {
        Duration silence = parts.catalog().kafkaSilence();
        double seconds = silence.toMillis() / 1e3;
        if (silence.compareTo(KAFKA_SILENCE) >= 0) {
            return PartView.down("kafka", "does not answer", seconds);
        }
        return parts.stream().ready()
                ? PartView.up("kafka", "the topics exist", seconds)
                : PartView.behind("kafka", "the topics do not exist yet", seconds);
    }

    private PartView catalog() {
        long version = parts.catalog().current().version();
        return version < 0
                ? PartView.behind("catalog", "no version yet", null)
                : PartView.up(
                        "catalog",
                        "version " + version + " with "
                                + parts.catalog().current().datastreams().size() + " datastreams",
                        null);
    }

    private PartView pipeline() {
        try {
            parts.asOf().check();
            return progress.judge(parts.asOf().committed(), parts.monitor().silentSince(), clock.instant());
        } catch (SQLException e) { // reported under database
            LOG.debug("no progress without the database", e);
            return PartView.down("pipeline", "unknown without the database", null);
        }
    }

    private PartView ingest() {
        Optional<Instant> lastSeen = parts.catalog().findHeartbeat().map(IngestHeartbeat::heardAt);
        Double age = lastSeen.map(at -> Duration.between(at, clock.instant()).toMillis() / 1e3)
                .orElse(null);
        return parts.monitor()
                .silentSince()
                .map(since -> PartView.down("ingest", "silent since " + Moments.format(since), age))
                .orElse(
                        lastSeen.isPresent()
                                ? PartView.up("ingest", "receives messages of gateways", age)
                                : PartView.behind("ingest", "was never seen", null));
    }

    private PartView corrections() {
        return parts.corrections()
                .describe()
                .map(failing -> PartView.behind("corrections", failing, null))
                .orElse(PartView.up("corrections", "none fails", null));
    }

    private PartView job(JobMonitor monitor) {
        Optional<JobState> newest = monitor.newest();
        Double age = newest.flatMap(JobState::checkpointAt)
                .map(at -> Duration.between(at, clock.instant()).toMillis() / 1e3)
                .orElse(null);
        return monitor.findFault()
                .map(fault -> PartView.down("job", fault, age))
                .or(() -> monitor.findOldCheckpoint().map(old -> PartView.behind("job", old, age)))
                .orElse(
                        newest.filter(JobState::runs).isPresent()
                                ? PartView.up("job", "all tasks run; the age is that of the newest checkpoint", age)
                                : PartView.behind("job", "not all tasks run yet", age));
    }
}
