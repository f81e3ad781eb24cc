package org.metrobed.api;

import java.sql.SQLException;
import org.metrobed.api.metrics.Metrics;
import org.metrobed.api.metrics.PipelineMetrics;
import org.metrobed.api.progress.AsOf;
import org.metrobed.api.stream.LiveStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Assembles the metrics of an API. Stateless. */
final class ApiMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(ApiMetrics.class);

    private ApiMetrics() {}

    static Metrics of(LiveStream stream, PipelineMetrics pipeline, AsOf asOf) {
        Metrics metrics = new Metrics();
        metrics.gauge("metrobed_api_stream_clients", "Clients of the live stream.", stream::countClients);
        metrics.gauge("metrobed_api_stream_clients_dropped", "Clients that were too slow.", stream::countDropped);
        metrics.gauge("metrobed_api_as_of_lag_seconds", "Time from the committed log time to now.", () -> lag(asOf));
        pipeline.register(metrics);
        return metrics;
    }

    private static double lag(AsOf asOf) {
        try {
            return asOf.lagSeconds();
        } catch (SQLException e) {
            LOG.debug("no progress without the database", e);
            return Double.NaN;
        }
    }
}
