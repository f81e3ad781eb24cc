package org.metrobed.simulators.mqtt;

import java.util.Objects;
import org.metrobed.core.config.Secret;

/**
 * Where and how to publish. Immutable.
 *
 * @param url the broker, such as {@code tcp://127.0.0.1:1883}
 * @param user empty for none
 * @param password of the user
 * @param maxInFlight how many messages may wait for their acknowledgement, at least 1; the broker may allow fewer
 */
public record BrokerConfig(String url, String user, Secret password, int maxInFlight) {

    /** Of the broker on this machine. */
    public static final String DEFAULT_URL = "tcp://127.0.0.1:1883";

    /** Enough to keep a broker on the same machine busy. */
    public static final int DEFAULT_MAX_IN_FLIGHT = 1_000;

    public BrokerConfig {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        if (maxInFlight < 1) {
            throw new IllegalArgumentException("maxInFlight is " + maxInFlight + ", must be at least 1");
        }
    }

    /** A broker that asks for no user. */
    public static BrokerConfig of(String url) {
        return new BrokerConfig(url, "", Secret.NONE, DEFAULT_MAX_IN_FLIGHT);
    }
}
