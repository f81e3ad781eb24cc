package org.metrobed.embedded;

import java.security.KeyStore;
import java.util.Objects;

/**
 * Where a broker listens with TLS, and with what. Immutable, if its stores are left alone.
 *
 * @param host address to listen on
 * @param port 0 for a free one
 * @param identity one certificate chain with its key
 * @param password of that key within its store
 * @param clients who signs the certificates that clients must show; null when they need show none
 */
public record TlsListener(String host, int port, KeyStore identity, String password, KeyStore clients) {
    public TlsListener {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(password, "password");
    }

    @Override
    public String toString() {
        return "TLS on " + host + ":" + port + (clients == null ? "" : " for clients with a certificate");
    }
}
