package org.metrobed.api.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.Gauge;
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
import java.util.function.LongSupplier;
import org.metrobed.api.http.Format;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;
import org.metrobed.config.BuildInfo;

/** The metrics of one server and of what runs with it in the process, and the path that serves them. Thread-safe. */
public final class Metrics {

    private final PrometheusRegistry registry;
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private final Counter requests;
    private final Histogram seconds;

    /** Metrics of a server that is alone in its process. */
    public Metrics() {
        this(new PrometheusRegistry());
    }

    /** Adds the metrics of the server and of the JVM to a registry, which may have others. */
    public Metrics(PrometheusRegistry registry) {
        this.registry = registry;
        this.requests = Counter.builder()
                .name("metrobed_api_requests_total")
                .help("Requests answered.")
                .labelNames("route", "method", "status")
                .register(registry);
        this.seconds = Histogram.builder()
                .name("metrobed_api_request_seconds")
                .help("Time to answer, seconds, without the event stream.")
                .labelNames("route")
                .classicOnly()
                .classicUpperBounds(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
                .register(registry);
        Gauge.builder()
                .name("metrobed_build_info")
                .help("The version of this process; always 1.")
                .labelNames("version")
                .register(registry)
                .labelValues(BuildInfo.VERSION)
                .set(1);
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

    /** Adds a counter that is read at each scrape; its name ends with {@code _total}. */
    public void counter(String name, String help, LongSupplier value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call((double) value.getAsLong()))
                .register(registry);
    }

    /** What a metric of several numbers is. */
    public enum Kind {
        GAUGE,
        COUNTER
    }

    /** Adds labelled gauges that are read at each scrape. */
    public void gauges(String name, String help, List<String> labels, Consumer<Labelled> values) {
        numbers(Kind.GAUGE, name, help, labels, values);
    }

    /** Adds a metric that is read at each scrape, with a number for each combination of labels, or none. */
    public void numbers(Kind kind, String name, String help, List<String> labels, Consumer<Labelled> values) {
        String[] names = labels.toArray(String[]::new);
        if (kind == Kind.COUNTER) {
            CounterWithCallback.builder()
                    .name(name)
                    .help(help)
                    .labelNames(names)
                    .callback(callback -> values.accept(callback::call))
                    .register(registry);
        } else {
            GaugeWithCallback.builder()
                    .name(name)
                    .help(help)
                    .labelNames(names)
                    .callback(callback -> values.accept(callback::call))
                    .register(registry);
        }
    }

    /** Receives the numbers of {@link #numbers}. */
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
        request.response().text(text.toString(StandardCharsets.UTF_8), writer.getContentType());
    }
}
