package org.metrobed.api.health;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.metrobed.api.annotation.CorrectionFailures;
import org.metrobed.api.catalog.CatalogFeed;
import org.metrobed.api.catalog.IngestHeartbeat;
import org.metrobed.api.http.Moments;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;
import org.metrobed.api.monitor.IngestMonitor;
import org.metrobed.api.progress.AsOf;
import org.metrobed.api.stream.LiveStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the API can answer, and the progress of the pipeline. Status 503 only if it cannot answer. Thread-safe. */
public final class HealthResource {

    private static final Logger LOG = LoggerFactory.getLogger(HealthResource.class);
    private static final Duration KAFKA_SILENCE = Duration.ofSeconds(15);
    private static final Duration PIPELINE_LAG = Duration.ofSeconds(90);

    private final AsOf asOf;
    private final CatalogFeed catalog;
    private final LiveStream stream;
    private final IngestMonitor monitor;
    private final CorrectionFailures corrections;
    private final InstantSource clock;

    /** The parts that tell of their health. */
    public record Parts(
            AsOf asOf, CatalogFeed catalog, LiveStream stream, IngestMonitor monitor, CorrectionFailures corrections) {}

    public HealthResource(Parts parts, InstantSource clock) {
        this.asOf = parts.asOf();
        this.catalog = parts.catalog();
        this.stream = parts.stream();
        this.monitor = parts.monitor();
        this.corrections = parts.corrections();
        this.clock = clock;
    }

    /** Registers its path. */
    public void register(Routes routes) {
        routes.add(new Route(
                "/health",
                "Health of the parts: database, kafka, catalog, pipeline, ingest, corrections; 503 if the API cannot answer",
                List.of(),
                Route.Output.object(HealthView.class),
                this::show));
    }

    private void show(Request request) {
        List<HealthView.PartView> parts = List.of(database(), kafka(), catalog(), pipeline(), ingest(), corrections());
        boolean down = parts.get(0).status().equals("down");
        boolean well = parts.stream().allMatch(part -> part.status().equals("up"));
        String status = down ? "down" : well ? "up" : "degraded";
        request.answer(new HealthView(status, parts), down ? 503 : 200);
    }

    private HealthView.PartView database() {
        try {
            asOf.newest();
            return new HealthView.PartView("database", "up", "answers", 0.0);
        } catch (SQLException e) { // the failure is reported here only
            LOG.warn("the database does not answer: {}", e.getMessage());
            return new HealthView.PartView("database", "down", "does not answer", null);
        }
    }

    private HealthView.PartView kafka() {
        Instant lastSeen = catalog.lastPoll().isBefore(stream.lastPoll()) ? catalog.lastPoll() : stream.lastPoll();
        Duration silence = Duration.between(lastSeen, clock.instant());
        boolean up = stream.ready() && silence.compareTo(KAFKA_SILENCE) < 0;
        String detail = stream.ready() ? "the topics exist" : "the topics do not exist yet";
        return new HealthView.PartView("kafka", up ? "up" : "down", detail, silence.toMillis() / 1e3);
    }

    private HealthView.PartView catalog() {
        long version = catalog.current().version();
        String detail = version < 0
                ? "no version yet"
                : "version " + version + " with "
                        + catalog.current().datastreams().size() + " datastreams";
        return new HealthView.PartView("catalog", version < 0 ? "behind" : "up", detail, null);
    }

    private HealthView.PartView pipeline() {
        try {
            double lag = asOf.lagSeconds();
            boolean up = lag < PIPELINE_LAG.toSeconds();
            String detail = Double.isNaN(lag) ? "has written nothing yet" : "has committed everything up to asOf";
            return new HealthView.PartView("pipeline", up ? "up" : "behind", detail, Double.isNaN(lag) ? null : lag);
        } catch (SQLException e) { // reported under database
            LOG.debug("no progress without the database", e);
            return new HealthView.PartView("pipeline", "down", "unknown without the database", null);
        }
    }

    private HealthView.PartView corrections() {
        return corrections
                .describe()
                .map(failing -> new HealthView.PartView("corrections", "behind", failing, null))
                .orElse(new HealthView.PartView("corrections", "up", "none fails", null));
    }

    private HealthView.PartView ingest() {
        Optional<Instant> lastSeen = catalog.findHeartbeat().map(IngestHeartbeat::heardAt);
        Optional<Instant> silent = monitor.silentSince();
        String detail = silent.map(since -> "silent since " + Moments.format(since))
                .orElse(lastSeen.isPresent() ? "receives messages of gateways" : "was never seen");
        String status = silent.isPresent() ? "down" : lastSeen.isPresent() ? "up" : "behind";
        Double age = lastSeen.map(at -> Duration.between(at, clock.instant()).toMillis() / 1e3)
                .orElse(null);
        return new HealthView.PartView("ingest", status, detail, age);
    }
}
