package org.metrobed.simulators.mqtt;

import java.util.Objects;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.metrobed.config.Address;
import org.metrobed.config.Secret;
import org.metrobed.config.tls.TlsException;
import org.metrobed.config.tls.TlsFiles;

/**
 * Configuration of publishing. Immutable.
 *
 * @param url the broker, such as {@code tcp://127.0.0.1:1883}; {@code ssl://} for TLS
 * @param user empty for none
 * @param password of the user
 * @param maxInFlight maximum number of unacknowledged messages, at least 1; the broker may allow fewer
 * @param tls trusted authorities and client certificate for {@code ssl://}
 */
public record BrokerConfig(String url, String user, Secret password, int maxInFlight, TlsFiles tls) {

    /** The broker on this machine. */
    public static final String DEFAULT_URL = "tcp://127.0.0.1:1883";

    /** Enough to keep a broker on the same machine busy. */
    public static final int DEFAULT_MAX_IN_FLIGHT = 1_000;

    public BrokerConfig {
        Address.refuseUser(url);
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(tls, "tls");
        if (maxInFlight < 1) {
            throw new IllegalArgumentException("maxInFlight is " + maxInFlight + ", must be at least 1");
        }
    }

    /** A broker that requires no user. */
    public static BrokerConfig of(String url) {
        return new BrokerConfig(url, "", Secret.NONE, DEFAULT_MAX_IN_FLIGHT);
    }

    /** Trusts the authorities of the JVM. */
    public BrokerConfig(String url, String user, Secret password, int maxInFlight) {
        this(url, user, password, maxInFlight, TlsFiles.NONE);
    }

    /** The same with these certificates. */
    public BrokerConfig withTls(TlsFiles files) {
        return new BrokerConfig(url, user, password, maxInFlight, files);
    }

    /** The factory of TLS sockets, from the current files. */
    SSLSocketFactory sockets() throws MqttException {
        try {
            return tls.context().getSocketFactory();
        } catch (TlsException e) {
            throw new MqttException(e);
        }
    }
}
