package org.metrobed.ingest.mqtt;

import java.util.List;
import java.util.Objects;
import org.metrobed.config.Address;
import org.metrobed.config.Secret;
import org.metrobed.config.tls.TlsFiles;

/**
 * Configuration of the subscriptions. Immutable.
 *
 * @param url such as {@code tcp://127.0.0.1:1883}; {@code ssl://} for TLS
 * @param user empty for none
 * @param password password of the user
 * @param clientId names the session that the broker keeps; unique for each running instance
 * @param filters topic filters that do not overlap
 * @param receiveMaximum maximum number of unacknowledged messages, 1 to 65,535
 * @param tls trusted authorities and client certificate for {@code ssl://}
 */
public record MqttConfig(
        String url,
        String user,
        Secret password,
        String clientId,
        List<String> filters,
        int receiveMaximum,
        TlsFiles tls) {

    public MqttConfig {
        Address.refuseUser(url);
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(tls, "tls");
        filters = List.copyOf(filters);
        if (filters.isEmpty() || receiveMaximum < 1 || receiveMaximum > 65_535) {
            throw new IllegalArgumentException("there must be a filter, and receiveMaximum must lie in [1,65535]");
        }
    }

    /** The same, trusting the authorities of the JVM. */
    public MqttConfig(
            String url, String user, Secret password, String clientId, List<String> filters, int receiveMaximum) {
        this(url, user, password, clientId, filters, receiveMaximum, TlsFiles.NONE);
    }

    /** The same with these certificates. */
    public MqttConfig withTls(TlsFiles files) {
        return new MqttConfig(url, user, password, clientId, filters, receiveMaximum, files);
    }

    boolean isTls() {
        return url.startsWith("ssl:");
    }
}
