package org.metrobed.api;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.metrobed.api.annotation.CorrectionFailures;
import org.metrobed.api.job.JobMonitor;
import org.metrobed.api.metrics.Metrics;
import org.metrobed.api.progress.AsOf;
import org.metrobed.api.stream.LiveStream;
import org.metrobed.config.tls.Pem;
import org.metrobed.config.tls.TlsException;
import org.metrobed.store.correction.CellReader;
import org.metrobed.store.notification.OutboxFigures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Names the metrics of an API. Stateless. */
final class ApiMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(ApiMetrics.class);

    private ApiMetrics() {}

    static void registerStream(Metrics metrics, LiveStream stream) {
        metrics.gauge("metrobed_api_stream_clients", "Clients of the live stream.", stream::countClients);
        metrics.counter(
                "metrobed_api_stream_clients_dropped_total",
                "Clients of the live stream that were too slow.",
                stream::countDropped);
    }

    static void registerProgress(Metrics metrics, AsOf asOf, CellReader corrections, CorrectionFailures failures) {
        metrics.gauge(
                "metrobed_api_as_of_lag_seconds",
                "Time from the newest log time that answers show to now.",
                () -> read(asOf, asOf::shownLagSeconds));
        metrics.gauge(
                "metrobed_corrections_lag_seconds",
                "Time from the newest log time that answers show to the committed one: what corrections hold back.",
                () -> read(asOf, asOf::correctionLagSeconds));
        metrics.gauge(
                "metrobed_corrections_due",
                "Days of datastreams whose corrections are not all written.",
                () -> read(asOf, corrections::countDue));
        metrics.gauge(
                "metrobed_corrections_failing",
                "Days of datastreams whose corrections failed at the last attempt of this API.",
                failures::count);
    }

    static void registerNotifications(Metrics metrics, AsOf asOf, DataSource pool, InstantSource clock) {
        OutboxFigures outbox = new OutboxFigures(pool);
        metrics.numbers(
                Metrics.Kind.COUNTER,
                "metrobed_notifications_total",
                "Notifications by receiver: sent, or given up after the last attempt.",
                List.of("receiver", "outcome"),
                out -> list(asOf, outbox).forEach(figures -> {
                    out.is((double) figures.sent(), figures.name(), "sent");
                    out.is((double) figures.givenUp(), figures.name(), "given-up");
                }));
        metrics.numbers(
                Metrics.Kind.GAUGE,
                "metrobed_notifications_oldest_seconds",
                "Age of the oldest notification that is not sent, by receiver; 0 if none waits.",
                List.of("receiver"),
                out -> list(asOf, outbox)
                        .forEach(figures -> out.is(
                                figures.waiting() == 0
                                        ? 0
                                        : Duration.between(figures.oldestWaiting(), clock.instant())
                                                        .toMillis()
                                                / 1e3,
                                figures.name())));
    }

    /** The file is read at each scrape; the server reads it at its start. */
    static void registerCertificate(Metrics metrics, Path certificate) {
        metrics.numbers(
                Metrics.Kind.GAUGE,
                "metrobed_certificate_expiry_timestamp_seconds",
                "When the first certificate of a file expires, seconds since 1970 UTC; 0 if it cannot be read.",
                List.of("use"),
                out -> out.is(expirySeconds(certificate), "https-listener"));
    }

    private static double expirySeconds(Path certificate) {
        try {
            return Pem.expiry(certificate).getEpochSecond();
        } catch (TlsException e) {
            LOG.debug("a certificate cannot be read", e);
            return 0;
        }
    }

    /** The job's metrics are absent until Flink has told of it. */
    static void registerJob(Metrics metrics, JobMonitor job, InstantSource clock) {
        metrics.numbers(
                Metrics.Kind.GAUGE,
                "metrobed_job_tasks",
                "Tasks of the pipeline's job: all, and those that run.",
                List.of("state"),
                out -> job.newest().ifPresent(state -> {
                    out.is(state.tasks(), "all");
                    out.is(state.runningTasks(), "running");
                }));
        metrics.numbers(
                Metrics.Kind.COUNTER,
                "metrobed_job_restarts_total",
                "Restarts of the pipeline's job since it was submitted.",
                List.of(),
                out -> job.newest().ifPresent(state -> out.is((double) state.restarts())));
        metrics.numbers(
                Metrics.Kind.COUNTER,
                "metrobed_job_checkpoints_failed_total",
                "Checkpoints of the pipeline's job that failed since it was submitted.",
                List.of(),
                out -> job.newest().ifPresent(state -> out.is((double) state.failedCheckpoints())));
        metrics.numbers(
                Metrics.Kind.GAUGE,
                "metrobed_job_checkpoint_age_seconds",
                "Age of the newest checkpoint; without one, of the job.",
                List.of(),
                out -> job.newest()
                        .ifPresent(state -> out.is(Duration.between(state.savedAt(), clock.instant())
                                        .toMillis()
                                / 1e3)));
        metrics.numbers(
                Metrics.Kind.GAUGE,
                "metrobed_job_checkpoint_seconds",
                "How long the newest checkpoint took.",
                List.of(),
                out -> job.newest().ifPresent(state -> out.is(state.checkpointSeconds())));
        metrics.numbers(
                Metrics.Kind.GAUGE,
                "metrobed_job_checkpoint_bytes",
                "Size of the newest checkpoint.",
                List.of(),
                out -> job.newest().ifPresent(state -> out.is((double) state.checkpointBytes())));
    }

    /** A number of the store. */
    private interface Stored {
        double read() throws SQLException;
    }

    private static double read(AsOf asOf, Stored number) {
        try {
            asOf.check();
            return number.read();
        } catch (SQLException e) {
            LOG.debug("no figure without the database", e);
            return Double.NaN;
        }
    }

    private static List<OutboxFigures.ReceiverFigures> list(AsOf asOf, OutboxFigures outbox) {
        try {
            asOf.check();
            return outbox.list();
        } catch (SQLException e) {
            LOG.debug("no figures without the database", e);
            return List.of();
        }
    }
}
