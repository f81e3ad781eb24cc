package org.metrobed.ingest.endpoint;

import io.netty.handler.codec.mqtt.MqttConnectReturnCode;

/** Why a client is not let in, with the codes of MQTT 3.1.1 and 5. */
enum Refusal {
    VERSION(
            MqttConnectReturnCode.CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION,
            MqttConnectReturnCode.CONNECTION_REFUSED_UNSUPPORTED_PROTOCOL_VERSION,
            "the endpoint speaks MQTT 3.1, 3.1.1 and 5"),
    USER(
            MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED,
            MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5,
            "user or password is wrong"),
    WILL(
            MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED,
            MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5,
            "the topic of the will is not allowed"),
    WILL_TOPIC(
            MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED,
            MqttConnectReturnCode.CONNECTION_REFUSED_TOPIC_NAME_INVALID,
            "the topic of the will is not valid"),
    CLIENT_ID(
            MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED,
            MqttConnectReturnCode.CONNECTION_REFUSED_CLIENT_IDENTIFIER_NOT_VALID,
            "a session that lasts needs a client id"),
    OTHER_USER(
            MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED,
            MqttConnectReturnCode.CONNECTION_REFUSED_CLIENT_IDENTIFIER_NOT_VALID,
            "the client id belongs to another user"),
    METHOD(
            MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED,
            MqttConnectReturnCode.CONNECTION_REFUSED_BAD_AUTHENTICATION_METHOD,
            "the endpoint knows user and password alone");

    private final MqttConnectReturnCode old;
    private final MqttConnectReturnCode five;
    private final String reason;

    Refusal(MqttConnectReturnCode old, MqttConnectReturnCode five, String reason) {
        this.old = old;
        this.five = five;
        this.reason = reason;
    }

    /** The code in a version of MQTT. */
    MqttConnectReturnCode code(boolean isFive) {
        return isFive ? five : old;
    }

    /** A sentence for MQTT 5 and the log. */
    String reason() {
        return reason;
    }
}
