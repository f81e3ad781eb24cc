package org.metrobed.api.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.metrobed.api.http.Format;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;

/** The counters of one server, and the path that serves them. Thread-safe. */
public final class Metrics {

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private final Counter requests = Counter.builder()
            .name("metrobed_api_requests_total")
            .help("Requests answered.")
            .labelNames("route", "method", "status")
            .register(registry);
    private final Histogram seconds = Histogram.builder()
            .name("metrobed_api_request_seconds")
            .help("Time to answer, seconds, without the event stream.")
            .labelNames("route")
            .classicOnly()
            .classicUpperBounds(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
            .register(registry);

    public Metrics() {
        JvmMetrics.builder().register(registry);
    }

    /** Adds a gauge that is read at each scrape. */
    public void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }

    /** Adds labelled gauges that are read at each scrape. */
    public void gauges(String name, String help, List<String> labels, Consumer<Labelled> values) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(labels.toArray(String[]::new))
                .callback(callback -> values.accept(callback::call))
                .register(registry);
    }

    /** Receives the numbers of {@link #gauges}. */
    @FunctionalInterface
    public interface Labelled {
        /** A number and its label values. */
        void is(double value, String... labelValues);
    }

    /** Counts a request by the template of its route. */
    public void count(String route, String method, int status, double tookSeconds) {
        requests.labelValues(route, method, Integer.toString(status)).inc();
        if (!route.endsWith("/stream")) {
            seconds.labelValues(route).observe(tookSeconds);
        }
    }

    /** Registers its path. */
    public void register(Routes routes) {
        routes.add(new Route(
                "/metrics",
                "Metrics in Prometheus' text format",
                List.of(),
                new Route.Output(null, false, List.of(Format.TEXT)),
                this::show));
    }

    private void show(Request request) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        writer.write(text, registry.scrape());
        request.answerText(text.toString(StandardCharsets.UTF_8), writer.getContentType());
    }
}
