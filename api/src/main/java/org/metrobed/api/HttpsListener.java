package org.metrobed.api;

import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;
import org.metrobed.config.tls.Pem;
import org.metrobed.config.tls.TlsException;

/**
 * The listener of the API with TLS, versions 1.2 and 1.3. Immutable. The files are read at the start of the server.
 *
 * @param host address to listen on
 * @param port port, 0 for a free one
 * @param certificate PEM file of the certificate chain
 * @param key PEM file of the unencrypted PKCS#8 key
 */
public record HttpsListener(String host, int port, Path certificate, Path key) {

    private static final String IN_MEMORY = "in memory";

    private static final Setting HOST =
            Setting.of("METROBED_HTTP_TLS_HOST", "address of the listener of the API with TLS", "127.0.0.1");
    private static final Setting PORT = Setting.of(
            "METROBED_HTTP_TLS_PORT",
            "port of the listener of the API with TLS; 0 for none. The one without TLS stays: let it listen on 127.0.0.1",
            "0");
    private static final Setting CERTIFICATE = Setting.of(
            "METROBED_HTTP_TLS_CERTIFICATE", "PEM file of the certificate chain of the listener with TLS", "");
    private static final Setting KEY =
            Setting.of("METROBED_HTTP_TLS_KEY", "PEM file of the unencrypted PKCS#8 key of that certificate", "");

    public HttpsListener {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(certificate, "certificate");
        Objects.requireNonNull(key, "key");
    }

    static List<Setting> settings() {
        return List.of(HOST, PORT, CERTIFICATE, KEY);
    }

    /** Reads the settings and the files; errors are added to the settings. Empty if the port is 0. */
    static Optional<HttpsListener> read(Settings settings) {
        String host = settings.text(HOST);
        int port = settings.integer(PORT, 0, 65_535);
        String certificate = settings.text(CERTIFICATE);
        String key = settings.text(KEY);
        if (port == 0) {
            return Optional.empty();
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            settings.reject(
                    certificate.isEmpty() ? CERTIFICATE : KEY, "is not set, must be with " + PORT.name() + " " + port);
            return Optional.empty();
        }
        HttpsListener listener = new HttpsListener(host, port, Path.of(certificate), Path.of(key));
        try {
            listener.identity();
            return Optional.of(listener);
        } catch (TlsException e) {
            settings.reject(CERTIFICATE, "cannot be used: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** The connector of a server with the settings of its listener without TLS. */
    ServerConnector connector(Server server, HttpConfiguration plain) {
        HttpConfiguration http = new HttpConfiguration(plain);
        // names are checked by HostGuard; an address is no name that a client may send in TLS
        http.addCustomizer(new SecureRequestCustomizer(false));
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(identity());
        tls.setKeyStorePassword(IN_MEMORY);
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        ServerConnector connector = new ServerConnector(
                server,
                new SslConnectionFactory(tls, HttpVersion.HTTP_1_1.asString()),
                new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        return connector;
    }

    private KeyStore identity() {
        return Pem.identity(certificate, key, IN_MEMORY.toCharArray());
    }
}
