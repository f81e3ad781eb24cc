package org.metrobed.ingest;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.ToDoubleFunction;

/** Exports the counters of an ingest with their Prometheus names. Static functions only. */
public final class MetricsExport {

    private MetricsExport() {}

    /** Adds the metrics of an ingest to a registry. */
    public static void register(Ingest ingest, PrometheusRegistry registry) {
        counter(ingest, registry, "messages", "MQTT messages received.", IngestMetrics::messages);
        counter(ingest, registry, "bytes", "Payload bytes received.", IngestMetrics::bytes);
        counter(ingest, registry, "confirmed", "Messages that Kafka has confirmed.", IngestMetrics::confirmed);
        counter(ingest, registry, "acknowledged", "Messages acknowledged to the broker.", IngestMetrics::acknowledged);
        counter(ingest, registry, "oversize", "Messages larger than a record, kept in parts.", IngestMetrics::oversize);
        counter(ingest, registry, "reconnects", "Connections after the first.", IngestMetrics::reconnects);
        counter(ingest, registry, "failures", "Messages that Kafka finally rejected.", IngestMetrics::failures);
        counter(
                ingest,
                registry,
                "ack_seconds",
                "Seconds from arrival to acknowledgement, summed.",
                IngestMetrics::ackSeconds);
        counter(ingest, registry, "duplicates", "Messages marked as redelivered.", IngestMetrics::duplicates);
        gauge(ingest, registry, "in_flight", "Messages not acknowledged yet.", IngestMetrics::inFlight);
        gauge(
                ingest,
                registry,
                "ack_max_seconds",
                "Longest time from arrival to acknowledgement.",
                IngestMetrics::maxAckSeconds);
        gauge(ingest, registry, "broker_queue", "Messages that the broker holds.", IngestMetrics::brokerQueue);
        GaugeWithCallback.builder()
                .name("metrobed_ingest_broker_queue_limit")
                .help("Messages that fill the queue of the broker, by the settings.")
                .callback(callback -> callback.call((double) ingest.config().queueLimit()))
                .register(registry);
        counter(ingest, registry, "broker_dropped", "Messages that the broker dropped.", IngestMetrics::brokerDropped);
        sessions(ingest.brokerSession(), registry);
        commands(ingest, registry);
        CounterWithCallback.builder()
                .name("metrobed_ingest_catalog_records_skipped")
                .help("Records of the catalog topic that could not be read.")
                .callback(callback -> callback.call((double) ingest.catalogRecordsSkipped()))
                .register(registry);
        gateways(ingest, registry);
        unbound(ingest.unbound(), registry);
        ingest.endpoint().ifPresent(state -> EndpointExport.register(state, registry));
        registry.register(new AckDelayHistogram(ingest.counters().delays()));
        GaugeWithCallback.builder()
                .name("metrobed_ingest_clock_correction_seconds")
                .help("How much later received times are than the clock of the machine; 0 if they follow it.")
                .callback(callback -> callback.call(ingest.clock().correctionSeconds()))
                .register(registry);
        GaugeWithCallback.builder()
                .name("metrobed_ingest_serving")
                .help("1 while broker and Kafka are connected.")
                .callback(callback -> callback.call(ingest.isServing() ? 1 : 0))
                .register(registry);
    }

    private static void unbound(UnboundTraffic unbound, PrometheusRegistry registry) {
        CounterWithCallback.builder()
                .name("metrobed_ingest_unbound_messages")
                .help("Messages on topics that no binding fits.")
                .callback(callback -> callback.call((double) unbound.topics().messages()))
                .register(registry);
        GaugeWithCallback.builder()
                .name("metrobed_ingest_unbound_patterns")
                .help("Patterns of topics that no binding fits, at most 1,000.")
                .callback(callback -> callback.call(unbound.topics().patterns()))
                .register(registry);
        GaugeWithCallback.builder()
                .name("metrobed_ingest_unbound_held_bytes")
                .help("Memory of the messages of such topics that are kept, at most 16 MiB.")
                .callback(callback -> callback.call((double) unbound.topics().heldBytes()))
                .register(registry);
        GaugeWithCallback.builder()
                .name("metrobed_ingest_unbound_listening")
                .help("1 while topics without a binding are heard.")
                .callback(callback -> callback.call(unbound.isListening() ? 1 : 0))
                .register(registry);
    }

    private static void sessions(BrokerSession session, PrometheusRegistry registry) {
        CounterWithCallback.builder()
                .name("metrobed_ingest_sessions_lost")
                .help("Connections at which the broker had lost the session of ingest: readings are lost.")
                .callback(callback -> callback.call((double) session.lost()))
                .register(registry);
        CounterWithCallback.builder()
                .name("metrobed_ingest_sessions_taken_over")
                .help("Connections that ended because another client used the client id of ingest.")
                .callback(callback -> callback.call((double) session.takeovers()))
                .register(registry);
    }

    private static void commands(Ingest ingest, PrometheusRegistry registry) {
        CounterWithCallback.builder()
                .name("metrobed_ingest_commands")
                .help("Commands read, by outcome.")
                .labelNames("outcome")
                .callback(callback -> {
                    IngestMetrics.Commands commands = ingest.metrics().commands();
                    callback.call((double) commands.sent(), "sent");
                    callback.call((double) commands.expired(), "expired");
                    callback.call((double) commands.repeated(), "repeated");
                    callback.call((double) commands.refused(), "refused");
                    callback.call((double) commands.unreadable(), "unreadable");
                })
                .register(registry);
    }

    private static void gateways(Ingest ingest, PrometheusRegistry registry) {
        GatewayTraffic traffic = ingest.counters().gateways();
        CounterWithCallback.builder()
                .name("metrobed_ingest_gateway_messages")
                .help("MQTT messages received, by gateway.")
                .labelNames("gateway")
                .callback(callback ->
                        traffic.read().forEach((name, sum) -> callback.call((double) sum.messages(), name)))
                .register(registry);
        CounterWithCallback.builder()
                .name("metrobed_ingest_gateway_bytes")
                .help("Payload bytes received, by gateway.")
                .labelNames("gateway")
                .callback(callback -> traffic.read().forEach((name, sum) -> callback.call((double) sum.bytes(), name)))
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
                .callback(callback -> {
                    double now = value.applyAsDouble(ingest.metrics());
                    if (now >= 0) { // otherwise it is unknown
                        callback.call(now);
                    }
                })
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
                .callback(callback -> {
                    double now = value.applyAsDouble(ingest.metrics());
                    if (now >= 0) { // otherwise it is unknown
                        callback.call(now);
                    }
                })
                .register(registry);
    }
}
