package org.metrobed.ingest.endpoint;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.metrobed.access.listen.TlsListener;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;
import org.metrobed.config.tls.Pem;
import org.metrobed.config.tls.TlsException;

/**
 * The environment's settings of a TLS listener. Immutable.
 *
 * @param host address to listen on
 * @param port to listen on
 * @param certificate PEM file of the server's certificate chain
 * @param key PEM file of its key
 * @param clientsCa PEM file of the CA for required client certificates; empty: clients need no certificate
 */
public record ListenerTls(String host, int port, Path certificate, Path key, Optional<Path> clientsCa) {

    static final Setting HOST = Setting.of(
            "METROBED_MQTT_TLS_HOST",
            "Address of the MQTT listener with TLS; beyond this machine only with METROBED_MQTT_ACCESS.",
            "127.0.0.1");
    static final Setting PORT =
            Setting.of("METROBED_MQTT_TLS_PORT", "Port of the MQTT listener with TLS; 0 for none.", "0");
    static final Setting CERTIFICATE = Setting.of(
            "METROBED_MQTT_TLS_CERTIFICATE", "PEM file of the certificate chain of the MQTT listener with TLS.", "");
    static final Setting KEY =
            Setting.of("METROBED_MQTT_TLS_KEY", "PEM file of the unencrypted PKCS#8 key of that certificate.", "");
    static final Setting CLIENTS = Setting.of(
            "METROBED_MQTT_TLS_CLIENTS", "Certificates of clients at the listener with TLS: none or required.", "none");
    static final Setting CA = Setting.of(
            "METROBED_MQTT_TLS_CA", "PEM file of the authorities that sign the certificates of clients.", "");

    /** Reads the settings; problems are added to the settings object. Empty without a port or if there are problems. */
    static Optional<ListenerTls> read(Settings settings, boolean open) {
        int port = settings.integer(PORT, 0, 65_535);
        String host = settings.text(HOST);
        String certificate = settings.text(CERTIFICATE);
        String key = settings.text(KEY);
        String clients = settings.text(CLIENTS);
        String ca = settings.text(CA);
        if (port == 0) {
            return Optional.empty();
        }
        if (open && !host.equals(HOST.defaultValue())) {
            settings.reject(
                    HOST, "is '" + host + "': a listener that other machines can reach needs METROBED_MQTT_ACCESS");
        }
        if (!clients.equals("none") && !clients.equals("required")) {
            settings.reject(CLIENTS, "is '" + clients + "', must be none or required");
        }
        boolean required = clients.equals("required");
        boolean complete = isGiven(settings, CERTIFICATE, certificate);
        complete &= isGiven(settings, KEY, key);
        complete &= !required || isGiven(settings, CA, ca);
        if (!complete) {
            return Optional.empty();
        }
        ListenerTls tls = new ListenerTls(
                host, port, Path.of(certificate), Path.of(key), required ? Optional.of(Path.of(ca)) : Optional.empty());
        return tls.isUsable(settings) ? Optional.of(tls) : Optional.empty();
    }

    /**
     * The listener, with a password of its own in memory.
     *
     * @throws TlsException if a file cannot be used
     */
    public TlsListener listener() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String password = Base64.getEncoder().encodeToString(random);
        return new TlsListener(
                host,
                port,
                Pem.identity(certificate, key, password.toCharArray()),
                password,
                clientsCa.map(Pem::trust).orElse(null));
    }

    private boolean isUsable(Settings settings) {
        try {
            listener();
            return true;
        } catch (TlsException e) {
            settings.reject(CERTIFICATE, "and the files beside it cannot be used: " + e.getMessage());
            return false;
        }
    }

    private static boolean isGiven(Settings settings, Setting setting, String value) {
        if (value.isEmpty()) {
            settings.reject(setting, "is not set, but TLS needs it");
        }
        return !value.isEmpty();
    }
}
