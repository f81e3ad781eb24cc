package org.metrobed.access.listen;

import java.security.KeyStore;
import java.util.Objects;

/**
 * A TLS listener of a broker. Immutable if its stores are not changed.
 *
 * @param host address to listen on
 * @param port 0 for a free one
 * @param identity one certificate chain with its key
 * @param password the password of that key in its store
 * @param clients the authorities of required client certificates; null if none are required
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
