package org.metrobed.ingest.mqtt;

import java.util.List;
import java.util.Objects;
import org.metrobed.core.config.Secret;

/**
 * Where and what to subscribe. Immutable.
 *
 * @param url such as {@code tcp://127.0.0.1:1883}; {@code ssl://} for TLS
 * @param user empty for none
 * @param password of the user
 * @param clientId names the session that the broker keeps; one running instance each
 * @param filters topic filters, not overlapping
 * @param receiveMaximum how many messages may be unacknowledged, 1 to 65,535
 */
public record MqttConfig(
        String url, String user, Secret password, String clientId, List<String> filters, int receiveMaximum) {

    public MqttConfig {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(clientId, "clientId");
        filters = List.copyOf(filters);
        if (filters.isEmpty() || receiveMaximum < 1 || receiveMaximum > 65_535) {
            throw new IllegalArgumentException("there must be a filter, and receiveMaximum must lie in [1,65535]");
        }
    }
}
