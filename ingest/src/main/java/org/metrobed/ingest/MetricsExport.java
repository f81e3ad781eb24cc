package org.metrobed.ingest;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.ToDoubleFunction;

/** The counters of an ingest under their Prometheus names. Static functions only. */
public final class MetricsExport {

    private MetricsExport() {}

    /** Adds the metrics of an ingest to a registry. */
    public static void register(Ingest ingest, PrometheusRegistry registry) {
        counter(ingest, registry, "messages", "MQTT messages received.", IngestMetrics::messages);
        counter(ingest, registry, "bytes", "Payload bytes received.", IngestMetrics::bytes);
        counter(ingest, registry, "confirmed", "Messages that Kafka has.", IngestMetrics::confirmed);
        counter(ingest, registry, "acknowledged", "Messages acknowledged to the broker.", IngestMetrics::acknowledged);
        counter(ingest, registry, "oversize", "Messages of which only the head was kept.", IngestMetrics::oversize);
        counter(ingest, registry, "reconnects", "Connections beside the first.", IngestMetrics::reconnects);
        counter(ingest, registry, "failures", "Messages that Kafka refused for good.", IngestMetrics::failures);
        counter(
                ingest,
                registry,
                "ack_seconds",
                "Seconds from arrival to acknowledgement, summed.",
                IngestMetrics::ackSeconds);
        gauge(ingest, registry, "in_flight", "Messages not acknowledged yet.", IngestMetrics::inFlight);
        gauge(
                ingest,
                registry,
                "ack_max_seconds",
                "Longest time from arrival to acknowledgement.",
                IngestMetrics::maxAckSeconds);
        GaugeWithCallback.builder()
                .name("metrobed_ingest_serving")
                .help("1 while broker and Kafka are connected.")
                .callback(callback -> callback.call(ingest.isServing() ? 1 : 0))
                .register(registry);
    }

    private static void counter(
            Ingest ingest,
            PrometheusRegistry registry,
            String name,
            String help,
            ToDoubleFunction<IngestMetrics> value) {
        CounterWithCallback.builder()
                .name("metrobed_ingest_" + name)
                .help(help)
                .callback(callback -> callback.call(value.applyAsDouble(ingest.metrics())))
                .register(registry);
    }

    private static void gauge(
            Ingest ingest,
            PrometheusRegistry registry,
            String name,
            String help,
            ToDoubleFunction<IngestMetrics> value) {
        GaugeWithCallback.builder()
                .name("metrobed_ingest_" + name)
                .help(help)
                .callback(callback -> callback.call(value.applyAsDouble(ingest.metrics())))
                .register(registry);
    }
}
