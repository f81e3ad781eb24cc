package org.metrobed.ingest.mqtt;

import java.nio.charset.StandardCharsets;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;

/**
 * Paho's connection options: a session that never expires or one that is not kept, our own sockets, with TLS or without. Static functions only.
 */
final class ConnectionOptions {

    private static final long NO_EXPIRY = 0xFFFF_FFFFL;
    private static final long GUEST_EXPIRY_SECONDS = 60;
    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final int CONNECT_SECONDS = 5;

    private ConnectionOptions() {}

    /** The address for Paho; our sockets handle TLS. */
    static String url(MqttConfig config) {
        return config.url().replaceFirst("^ssl:", "tcp:");
    }

    /**
     * The options of one connection.
     *
     * @param keepsSession whether the session is kept after the connection; else the broker forgets it within a minute. No connection
     *     begins by deleting a session: a broker may give a user one session alone, and then it would be that of somebody else
     * @throws org.metrobed.config.tls.TlsException if certificates cannot be read
     */
    static MqttConnectionOptions of(MqttConfig config, InboundPackets inbound, boolean keepsSession) {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(false);
        options.setSessionExpiryInterval(keepsSession ? NO_EXPIRY : GUEST_EXPIRY_SECONDS);
        options.setReceiveMaximum(config.receiveMaximum());
        options.setAutomaticReconnect(false);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setConnectionTimeout(CONNECT_SECONDS);
        options.setSocketFactory(
                config.isTls() ? new TlsSockets(inbound, config.tls().context()) : new BufferedSockets(inbound));
        if (!config.user().isEmpty()) {
            options.setUserName(config.user());
            options.setPassword(config.password().reveal().getBytes(StandardCharsets.UTF_8));
        }
        return options;
    }
}
