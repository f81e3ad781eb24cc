package org.metrobed.api.health;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.metrobed.api.annotation.CorrectionFailures;
import org.metrobed.api.catalog.CatalogFeed;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;
import org.metrobed.api.job.JobMonitor;
import org.metrobed.api.metrics.Metrics;
import org.metrobed.api.monitor.IngestMonitor;
import org.metrobed.api.progress.AsOf;
import org.metrobed.api.stream.LiveStream;
import org.metrobed.store.WriteAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Three answers to three questions: {@code /livez}, whether this process must be restarted; {@code /readyz}, whether it
 * can answer requests; {@code /health}, whether the system receives and stores readings. Logs each change of the health
 * that it has told. Thread-safe.
 */
public final class HealthResource {

    private static final Logger LOG = LoggerFactory.getLogger(HealthResource.class);

    private final HealthChecks checks;
    private String told = "up";

    /**
     * The parts that are looked at.
     *
     * @param job empty if Flink is not asked
     */
    public record Parts(
            AsOf asOf,
            WriteAccess access,
            CatalogFeed catalog,
            LiveStream stream,
            IngestMonitor monitor,
            CorrectionFailures corrections,
            Optional<JobMonitor> job) {}

    /** @param more further parts, looked at for every answer */
    public HealthResource(Parts parts, List<Supplier<HealthView.PartView>> more, InstantSource clock) {
        this.checks = new HealthChecks(parts, more, clock);
    }

    /** Registers its paths. */
    public void register(Routes routes) {
        routes.add(new Route(
                "/health",
                "Health of the parts: database, kafka, catalog, pipeline, ingest, corrections, and more where they are known; 503"
                        + " if readings are not stored, or not received",
                List.of(),
                Route.Output.object(HealthView.class).withStatus(200, 503),
                this::health));
        routes.add(new Route(
                "/livez",
                "Whether this process works: 200 whenever it answers; another answer is a reason to restart it",
                List.of(),
                Route.Output.object(AbleView.class),
                request -> request.answer(new AbleView("up", List.of()))));
        routes.add(new Route(
                "/readyz",
                "Whether the API can answer requests: 503 without the database, and until the catalog was read from Kafka after a start; the"
                        + " health of the pipeline does not count",
                List.of(),
                Route.Output.object(AbleView.class).withStatus(200, 503),
                this::ready));
    }

    /** The health of all parts now. */
    public List<HealthView.PartView> listParts() {
        return checks.look().parts();
    }

    /** Adds the state of each part. */
    public void register(Metrics metrics) {
        metrics.gauges(
                "metrobed_part_status",
                "Health of each part as /health tells it: 1 for its status, 0 for the others.",
                List.of("part", "status"),
                out -> checks.look().parts().forEach(part -> {
                    for (String status : HealthView.PartView.ALL) {
                        out.is(part.status().equals(status) ? 1 : 0, part.name(), status);
                    }
                }));
    }

    private void health(Request request) {
        HealthView health = checks.look();
        logChange(health);
        HealthView seen = request.sight().isAll() ? health : health.told(request.sight()::mask);
        request.answer(seen, health.isDown() ? 503 : 200);
    }

    private void ready(Request request) {
        Optional<String> obstacle = checks.findObstacle();
        request.answer(
                new AbleView(
                        obstacle.isEmpty() ? "up" : "down", obstacle.stream().toList()),
                obstacle.isEmpty() ? 200 : 503);
    }

    private synchronized void logChange(HealthView health) {
        if (health.status().equals(told)) {
            return;
        }
        told = health.status();
        if (health.isDown()) {
            LOG.warn("readings are not stored: {}", String.join("; ", health.reasons()));
        } else {
            LOG.info("the system is {} {}", told, String.join("; ", health.reasons()));
        }
    }
}
