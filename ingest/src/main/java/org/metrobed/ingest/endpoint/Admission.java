package org.metrobed.ingest.endpoint;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import java.util.Optional;
import org.metrobed.access.Access;
import org.metrobed.ingest.mqtt.Incoming;
import org.metrobed.model.TopicFilter;

/**
 * Decides by user, password and will whether a client may connect; its client id is decided when its session opens. Immutable.
 *
 * @param refusal empty if the client may connect
 * @param user its user; empty for none
 */
record Admission(Optional<Refusal> refusal, String user) {

    /** Decides; takes as long as the check of a password. */
    static Admission decide(ConnectRequest request, Access access) {
        Optional<String> user =
                access.findUser(request.user(), request.password().reveal());
        if (user.isEmpty()) {
            return new Admission(Optional.of(Refusal.USER), "");
        }
        Optional<Refusal> refusal = request.will()
                .map(Will::message)
                .map(Incoming::topic)
                .flatMap(topic -> refuseWill(topic, user.get(), request.clientId(), access));
        return new Admission(refusal, user.get());
    }

    /** Why a request cannot be granted to anybody, if so. */
    static Optional<Refusal> refuseAtOnce(MqttConnectMessage message, ConnectRequest request) {
        boolean method =
                message.variableHeader().properties().getProperty(MqttPropertyType.AUTHENTICATION_METHOD.value())
                        != null;
        if (method) {
            return Optional.of(Refusal.METHOD);
        }
        boolean unnamed = request.assigned() && !request.five() && !request.clean();
        return unnamed ? Optional.of(Refusal.CLIENT_ID) : Optional.empty();
    }

    /** Whether a topic can be published to. */
    static boolean isTopic(String topic) {
        return !topic.isEmpty() && topic.indexOf('+') < 0 && topic.indexOf('#') < 0 && TopicFilter.isText(topic);
    }

    private static Optional<Refusal> refuseWill(String topic, String user, String clientId, Access access) {
        if (!isTopic(topic)) {
            return Optional.of(Refusal.WILL_TOPIC);
        }
        boolean allowed = access.isOpen() || access.acl().mayPublish(user, clientId, topic);
        return allowed ? Optional.empty() : Optional.of(Refusal.WILL);
    }
}
