package org.metrobed.ingest.endpoint;

import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.CONTENT_TYPE;
import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.MAXIMUM_PACKET_SIZE;
import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.PUBLICATION_EXPIRY_INTERVAL;
import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.RECEIVE_MAXIMUM;
import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.SESSION_EXPIRY_INTERVAL;
import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.WILL_DELAY_INTERVAL;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectPayload;
import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.util.Optional;
import java.util.UUID;
import org.metrobed.config.Secret;
import org.metrobed.ingest.mqtt.Incoming;

/**
 * A connection that a client asks for. Immutable.
 *
 * @param five whether it is MQTT 5
 * @param clientId of the client, or made by the endpoint
 * @param assigned whether the endpoint made the client id
 * @param user empty for none
 * @param clean whether a session from before is discarded
 * @param expirySeconds how long the session outlives the connection; 0: not at all
 * @param keepAliveSeconds 0 for none
 * @param limits what the client takes
 */
record ConnectRequest(
        boolean five,
        String clientId,
        boolean assigned,
        String user,
        Secret password,
        boolean clean,
        long expirySeconds,
        int keepAliveSeconds,
        Limits limits,
        Optional<Will> will) {

    /** The session never expires. */
    static final long FOR_EVER = 0xFFFF_FFFFL;

    /**
     * What the client takes. Immutable.
     *
     * @param receiveMaximum number of unacknowledged messages
     * @param packetBytes bytes of a packet
     */
    record Limits(int receiveMaximum, long packetBytes) {}

    static ConnectRequest of(MqttConnectMessage message) {
        MqttConnectVariableHeader header = message.variableHeader();
        MqttConnectPayload payload = message.payload();
        MqttProperties properties = header.properties();
        boolean five = header.version() == MqttVersion.MQTT_5.protocolLevel();
        boolean clean = header.isCleanSession();
        String name = payload.clientIdentifier();
        byte[] password = payload.passwordInBytes();
        return new ConnectRequest(
                five,
                name.isEmpty() ? "auto-" + UUID.randomUUID() : name,
                name.isEmpty(),
                payload.userName() == null ? "" : payload.userName(),
                password == null ? Secret.NONE : new Secret(new String(password, UTF_8)),
                clean,
                five ? number(properties, SESSION_EXPIRY_INTERVAL, 0) : clean ? 0 : FOR_EVER,
                header.keepAliveTimeSeconds(),
                new Limits(
                        (int) number(properties, RECEIVE_MAXIMUM, 65_535),
                        number(properties, MAXIMUM_PACKET_SIZE, Integer.MAX_VALUE)),
                header.isWillFlag() ? Optional.of(will(header, payload)) : Optional.empty());
    }

    /** An unsigned number of properties; the other value if it is not there. */
    static long number(MqttProperties properties, MqttProperties.MqttPropertyType type, long other) {
        MqttProperties.MqttProperty<?> property = properties.getProperty(type.value());
        return property != null && property.value() instanceof Integer value ? Integer.toUnsignedLong(value) : other;
    }

    /** A text of properties; null if it is not there. */
    static String text(MqttProperties properties, MqttProperties.MqttPropertyType type) {
        MqttProperties.MqttProperty<?> property = properties.getProperty(type.value());
        return property != null && property.value() instanceof String value ? value : null;
    }

    private static Will will(MqttConnectVariableHeader header, MqttConnectPayload payload) {
        MqttProperties properties = payload.willProperties();
        Incoming message = new Incoming(
                payload.willTopic(),
                payload.willMessageInBytes(),
                Math.min(1, header.willQos()),
                false,
                text(properties, CONTENT_TYPE),
                0);
        return new Will(
                message,
                header.isWillRetain(),
                number(properties, WILL_DELAY_INTERVAL, 0),
                number(properties, PUBLICATION_EXPIRY_INTERVAL, -1));
    }
}
