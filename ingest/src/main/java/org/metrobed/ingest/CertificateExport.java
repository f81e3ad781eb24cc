package org.metrobed.ingest;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.metrobed.config.tls.Pem;
import org.metrobed.config.tls.TlsException;
import org.metrobed.config.tls.TlsFiles;
import org.metrobed.ingest.endpoint.EndpointConfig;
import org.metrobed.ingest.endpoint.ListenerTls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exports when certificates of MQTT expire. The files are read at each scrape, so a renewed one counts at once. */
public final class CertificateExport {

    private static final Logger LOG = LoggerFactory.getLogger(CertificateExport.class);

    private CertificateExport() {}

    /** Adds the certificates of an ingest. */
    static void register(IngestConfig config, PrometheusRegistry registry) {
        register(
                config.endpoint().map(EndpointConfig::listener).flatMap(listener -> listener.tls()),
                config.endpoint().isPresent() ? TlsFiles.NONE : config.mqtt().tls(),
                registry);
    }

    /**
     * Adds the metric of these certificates.
     *
     * @param listener the MQTT listener with TLS; empty for none
     * @param client the files of the connection to an MQTT broker
     */
    public static void register(Optional<ListenerTls> listener, TlsFiles client, PrometheusRegistry registry) {
        Map<String, Path> files = new TreeMap<>();
        listener.ifPresent(tls -> files.put("mqtt-listener", tls.certificate()));
        listener.flatMap(ListenerTls::clientsCa).ifPresent(file -> files.put("mqtt-clients-authority", file));
        if (!client.certificate().isEmpty()) {
            files.put("mqtt-client", Path.of(client.certificate()));
        }
        if (!client.ca().isEmpty()) {
            files.put("mqtt-broker-authority", Path.of(client.ca()));
        }
        GaugeWithCallback.builder()
                .name("metrobed_certificate_expiry_timestamp_seconds")
                .help("When the first certificate of a file expires, seconds since 1970 UTC; 0 if it cannot be read.")
                .labelNames("use")
                .callback(callback -> files.forEach((use, file) -> callback.call(expirySeconds(file), use)))
                .register(registry);
    }

    private static double expirySeconds(Path file) {
        try {
            return Pem.expiry(file).getEpochSecond();
        } catch (TlsException e) {
            LOG.debug("a certificate cannot be read", e);
            return 0;
        }
    }
}
