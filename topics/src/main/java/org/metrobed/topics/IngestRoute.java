package org.metrobed.topics;

import java.util.Objects;
import org.metrobed.model.TopicTemplate;

/**
 * The part of a catalog's binding that ingest needs. Immutable.
 *
 * @param topic the topics to subscribe to
 * @param key the Kafka key of their messages: text with captures of the template in braces; empty for the whole topic
 * @param shared whether several instances may share the messages; their order is then lost
 */
public record IngestRoute(TopicTemplate topic, String key, boolean shared) {

    public IngestRoute {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(key, "key");
    }
}
