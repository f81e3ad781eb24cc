package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.Javalin;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.net.SocketFactory;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.NetworkConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.api.http.OperatorGuard;
import org.metrobed.api.http.Routes;
import org.metrobed.api.metrics.Metrics;
import org.metrobed.config.Secret;
import org.metrobed.config.tls.Pem;
import org.metrobed.config.tls.TlsFiles;
import org.metrobed.testkit.Certificates;
import org.metrobed.testkit.Eventually;

final class ApiServerTest {

    private final PrometheusRegistry registry = new PrometheusRegistry();

    @Test
    void requestsOfInventedMethodsCountAsOne() throws Exception {
        Routes routes = new Routes(new OperatorGuard(Secret.NONE), request -> {});
        Javalin server = ApiServer.create(
                        new ApiConfig.Http("127.0.0.1", 0, 1, Secret.NONE), routes, new Metrics(registry))
                .start();
        try {
            ask(server.port(), "FIRST");
            ask(server.port(), "SECOND");
            ask(server.port(), "GET");
            Eventually.await("the counted requests", Duration.ofSeconds(60), () -> countMethods() == 3);
            assertThat(methods()).containsExactly("GET", "other");
        } finally {
            server.stop();
        }
    }

    @Test
    void listenerWithTlsAnswersClientsThatTrustItsAuthorityAndNoOthers(@TempDir Path folder) throws Exception {
        Certificates authority = Certificates.create(folder);
        Certificates.Pair pair = authority.issue("api", "ip:127.0.0.1");
        HttpsListener tls = new HttpsListener("127.0.0.1", 0, pair.certificate(), pair.key());
        Javalin server = ApiServer.create(
                        new ApiConfig.Http("127.0.0.1", 0, 1, Secret.NONE, List.of(), Optional.of(tls)),
                        new Routes(new OperatorGuard(Secret.NONE), request -> {}),
                        new Metrics(registry))
                .start();
        try {
            Connector[] listeners = server.jettyServer().server().getConnectors();
            int port = ((NetworkConnector) listeners[1]).getLocalPort();
            HttpRequest request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/metrics"))
                    .build();
            HttpClient trusting = HttpClient.newBuilder()
                    .sslContext(new TlsFiles(authority.authority().toString(), "", "").context())
                    .build();
            assertThat(trusting.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
            assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()))
                    .isInstanceOf(SSLHandshakeException.class);
            ask(server.port(), "GET"); // the listener without TLS
        } finally {
            server.stop();
        }
    }

    @Test
    void eachListenerJudgesHostNamesByTheAddressOnWhichItListens(@TempDir Path folder) throws Exception {
        Certificates authority = Certificates.create(folder);
        Certificates.Pair pair = authority.issue("api", "ip:127.0.0.1");
        HttpsListener tls = new HttpsListener("0.0.0.0", 0, pair.certificate(), pair.key());
        Javalin server = ApiServer.create(
                        new ApiConfig.Http("127.0.0.1", 0, 1, Secret.NONE, List.of(), Optional.of(tls)),
                        new Routes(new OperatorGuard(Secret.NONE), request -> {}),
                        new Metrics(registry))
                .start();
        try {
            Connector[] listeners = server.jettyServer().server().getConnectors();
            SocketFactory secure = new TlsFiles(authority.authority().toString(), "", "")
                    .context()
                    .getSocketFactory();
            assertThat(answerToElsewhere(SocketFactory.getDefault(), listeners[0]))
                    .startsWith("HTTP/1.1 421 ");
            assertThat(answerToElsewhere(secure, listeners[1])).startsWith("HTTP/1.1 200 ");
        } finally {
            server.stop();
        }
    }

    @Test
    void expiryOfTheCertificateIsAMetric(@TempDir Path folder) throws Exception {
        Certificates.Pair pair = Certificates.create(folder).issue("api", "ip:127.0.0.1");
        ApiMetrics.registerCertificate(new Metrics(registry), pair.certificate());
        assertThat(expiry()).isEqualTo((double) Pem.expiry(pair.certificate()).getEpochSecond());
        Files.delete(pair.certificate());
        assertThat(expiry()).as("a file that cannot be read").isZero();
    }

    private double expiry() {
        return registry.scrape().stream()
                .filter(metric ->
                        metric.getMetadata().getName().equals("metrobed_certificate_expiry_timestamp_seconds"))
                .map(GaugeSnapshot.class::cast)
                .flatMap(metric -> metric.getDataPoints().stream())
                .filter(point -> "https-listener".equals(point.getLabels().get("use")))
                .mapToDouble(GaugeSnapshot.GaugeDataPointSnapshot::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static String answerToElsewhere(SocketFactory sockets, Connector listener) throws IOException {
        try (Socket socket = sockets.createSocket("127.0.0.1", ((NetworkConnector) listener).getLocalPort())) {
            socket.getOutputStream()
                    .write("GET /metrics HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void ask(int port, String method) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
    }

    private double countMethods() {
        return requests().getDataPoints().stream()
                .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
                .sum();
    }

    private Set<String> methods() {
        Set<String> methods = new TreeSet<>();
        requests()
                .getDataPoints()
                .forEach(point -> methods.add(point.getLabels().get("method")));
        return methods;
    }

    private CounterSnapshot requests() {
        return registry.scrape().stream()
                .filter(metric -> metric.getMetadata().getName().equals("metrobed_api_requests"))
                .map(CounterSnapshot.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
