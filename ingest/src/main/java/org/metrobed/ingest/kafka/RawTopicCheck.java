package org.metrobed.ingest.kafka;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.metrobed.config.tls.KafkaAddress;
import org.metrobed.topics.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses a manually created raw topic that cannot store the records of ingest: a message that Kafka refuses for its
 * size would be redelivered for ever, and compaction would remove readings. Static functions only.
 */
final class RawTopicCheck {

    private static final Logger LOG = LoggerFactory.getLogger(RawTopicCheck.class);
    private static final int LIMIT_MILLIS = 5_000;

    private RawTopicCheck() {}

    /**
     * Checks the current configuration of the topic.
     *
     * @throws InvalidConfigurationException with the error and its repair
     * @throws KafkaException if Kafka does not answer
     */
    static void check(String bootstrapServers, String topic) {
        Map<String, Object> settings = KafkaAddress.client(
                bootstrapServers,
                Map.of(
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LIMIT_MILLIS,
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, LIMIT_MILLIS));
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(settings)) {
            check(
                    topic,
                    admin.describeConfigs(List.of(resource))
                            .values()
                            .get(resource)
                            .get(2L * LIMIT_MILLIS, TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof AuthorizationException)) {
                throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
            }
            LOG.warn("ingest has no permission to read the settings of topic {}, so they are not checked", topic);
        } catch (TimeoutException e) {
            throw new KafkaException("no answer", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e); // sets the interrupt flag again
        }
    }

    private static void check(String topic, Config config) {
        int maxBytes = Integer.parseInt(
                config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value());
        if (maxBytes < Topics.MAX_RAW_BYTES) {
            throw new InvalidConfigurationException("topic " + topic + " takes records of up to " + maxBytes
                    + " bytes and must take " + Topics.MAX_RAW_BYTES
                    + ", or a large message would be refused for ever; set its max.message.bytes");
        }
        if (config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value().contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            throw new InvalidConfigurationException("topic " + topic
                    + " is compacted, which removes all but the last message of a thing; set its"
                    + " cleanup.policy to delete");
        }
    }
}
