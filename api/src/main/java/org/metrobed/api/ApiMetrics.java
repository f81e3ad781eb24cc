package org.metrobed.api;

import java.sql.SQLException;
import org.metrobed.api.annotation.CorrectionFailures;
import org.metrobed.api.metrics.Metrics;
import org.metrobed.api.metrics.PipelineMetrics;
import org.metrobed.api.progress.AsOf;
import org.metrobed.api.stream.LiveStream;
import org.metrobed.store.correction.CellReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Assembles the metrics of an API. Stateless. */
final class ApiMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(ApiMetrics.class);

    private ApiMetrics() {}

    static Metrics of(
            LiveStream stream,
            PipelineMetrics pipeline,
            AsOf asOf,
            CellReader corrections,
            CorrectionFailures failures) {
        Metrics metrics = new Metrics();
        metrics.gauge("metrobed_api_stream_clients", "Clients of the live stream.", stream::countClients);
        metrics.gauge("metrobed_api_stream_clients_dropped", "Clients that were too slow.", stream::countDropped);
        metrics.gauge(
                "metrobed_api_as_of_lag_seconds",
                "Time from the newest log time that answers show to now.",
                () -> lag(asOf::shownLagSeconds));
        metrics.gauge(
                "metrobed_corrections_lag_seconds",
                "Time from the newest log time that answers show to the committed one: what corrections hold back.",
                () -> lag(asOf::correctionLagSeconds));
        metrics.gauge(
                "metrobed_corrections_due",
                "Days of datastreams whose corrections are not all written.",
                () -> lag(corrections::countDue));
        metrics.gauge(
                "metrobed_corrections_failing",
                "Days of datastreams whose corrections failed at the last attempt of this API.",
                failures::count);
        pipeline.register(metrics);
        return metrics;
    }

    /** A number of the store. */
    private interface Stored {
        double read() throws SQLException;
    }

    private static double lag(Stored number) {
        try {
            return number.read();
        } catch (SQLException e) {
            LOG.debug("no progress without the database", e);
            return Double.NaN;
        }
    }
}
