package org.metrobed.ingest;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.ToLongFunction;
import org.metrobed.ingest.endpoint.EndpointCounters;
import org.metrobed.ingest.endpoint.EndpointState;

/** Exports the counters of an endpoint with their Prometheus names. Static functions only. */
final class EndpointExport {

    private static final String PREFIX = "metrobed_ingest_endpoint_";

    private EndpointExport() {}

    /** Adds the metrics of an endpoint to a registry. */
    static void register(EndpointState state, PrometheusRegistry registry) {
        gauge(
                state,
                registry,
                "clients",
                "MQTT clients that are connected.",
                one -> one.counters().clients());
        gauge(state, registry, "sessions", "MQTT sessions, with and without a connection.", EndpointState::sessions);
        counter(state, registry, "refused", "MQTT clients that were not let in.", EndpointCounters::refused);
        counter(
                state,
                registry,
                "takeovers",
                "Connections that ended because their client connected again.",
                EndpointCounters::takeovers);
        counter(state, registry, "pauses", "Times that a client exceeded its rate.", EndpointCounters::pauses);
        counter(
                state,
                registry,
                "broken",
                "Connections that were ended because the client broke a rule.",
                EndpointCounters::broken);
        counter(
                state,
                registry,
                "dropped",
                "Messages that were not forwarded to a client, or not retained, because of their size or number.",
                EndpointCounters::dropped);
        counter(
                state,
                registry,
                "unheard",
                "Messages that were acknowledged, but not stored, because no binding and no filter takes their topic.",
                EndpointCounters::unheard);
    }

    private static void gauge(
            EndpointState state,
            PrometheusRegistry registry,
            String name,
            String help,
            ToLongFunction<EndpointState> value) {
        GaugeWithCallback.builder()
                .name(PREFIX + name)
                .help(help)
                .callback(callback -> callback.call((double) value.applyAsLong(state)))
                .register(registry);
    }

    private static void counter(
            EndpointState state,
            PrometheusRegistry registry,
            String name,
            String help,
            ToLongFunction<EndpointCounters> value) {
        CounterWithCallback.builder()
                .name(PREFIX + name)
                .help(help)
                .callback(callback -> callback.call((double) value.applyAsLong(state.counters())))
                .register(registry);
    }
}
