package org.metrobed.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.metrobed.config.BuildInfo;

/**
 * Serves {@code /health} and {@code /readyz} (200 while serving, with current problems; otherwise 503), {@code /livez} (200
 * whenever it answers) and {@code /metrics} for an ingest that runs as its own process. Thread-safe.
 */
final class StatusServer implements AutoCloseable {

    private final HttpServer server;
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter format =
            PrometheusTextFormatWriter.builder().build();

    private StatusServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts the server of an ingest.
     *
     * @param port 0 for a free one
     * @throws IOException if the port is taken
     */
    static StatusServer start(Ingest ingest, String host, int port) throws IOException {
        StatusServer status = new StatusServer(HttpServer.create(new InetSocketAddress(host, port), 0));
        MetricsExport.register(ingest, status.registry);
        CertificateExport.register(ingest.config(), status.registry);
        Gauge.builder()
                .name("metrobed_build_info")
                .help("The version of this process; always 1.")
                .labelNames("version")
                .register(status.registry)
                .labelValues(BuildInfo.VERSION)
                .set(1);
        status.server.createContext("/health", exchange -> health(exchange, ingest));
        status.server.createContext("/readyz", exchange -> health(exchange, ingest));
        status.server.createContext(
                "/livez", exchange -> answer(exchange, 200, "text/plain", "up\n".getBytes(US_ASCII)));
        status.server.createContext("/metrics", status::metrics);
        status.server.start();
        return status;
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void health(HttpExchange exchange, Ingest ingest) throws IOException {
        boolean up = ingest.isServing();
        List<String> troubles = ingest.listTroubles();
        String text = troubles.isEmpty() ? "serving" : "degraded: " + String.join("; ", troubles);
        answer(
                exchange,
                up ? 200 : 503,
                "text/plain",
                ((up ? text : "waiting") + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void metrics(HttpExchange exchange) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        format.write(body, registry.scrape());
        answer(exchange, 200, format.getContentType(), body.toByteArray());
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
