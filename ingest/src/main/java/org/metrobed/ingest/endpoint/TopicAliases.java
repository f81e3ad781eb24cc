package org.metrobed.ingest.endpoint;

import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.TOPIC_ALIAS;

import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import java.util.HashMap;
import java.util.Map;

/** The topic aliases of one MQTT 5 connection. Used by one thread. */
final class TopicAliases {

    /** The largest alias. */
    static final int MOST = 100;

    private final Map<Integer, String> topics = new HashMap<>();

    /** The topic of a message. */
    String resolve(MqttPublishVariableHeader header) throws RuleBroken {
        long alias = ConnectRequest.number(header.properties(), TOPIC_ALIAS, -1);
        String topic = header.topicName();
        if (alias < 0) {
            return topic;
        }
        if (alias == 0 || alias > MOST) {
            throw new RuleBroken(RuleBroken.TOPIC_ALIAS, "the topic alias is not 1 to " + MOST);
        }
        if (topic.isEmpty()) {
            String known = topics.get((int) alias);
            if (known == null) {
                throw new RuleBroken(RuleBroken.PROTOCOL, "the topic alias has no topic");
            }
            return known;
        }
        topics.put((int) alias, topic);
        return topic;
    }
}
