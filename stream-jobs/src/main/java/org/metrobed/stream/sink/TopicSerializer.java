package org.metrobed.stream.sink;

import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.metrobed.topics.Topic;

/** Serialises records with the key and codec of a {@link Topic}. Stateless. */
public final class TopicSerializer<T> implements KafkaRecordSerializationSchema<T> {

    private static final long serialVersionUID = 1L;

    private final TopicOf<T> topicOf;
    private transient Topic<T> topic;

    /** @param topicOf makes the topic; a topic itself is not sent to the tasks */
    public TopicSerializer(TopicOf<T> topicOf) {
        this.topicOf = topicOf;
    }

    /** Makes the topic in the task; sent to the tasks with the job. */
    public interface TopicOf<T> extends java.util.function.Supplier<Topic<T>>, java.io.Serializable {}

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
        topic = topicOf.get();
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(T row, KafkaSinkContext context, Long timestamp) {
        byte[] key = topic.key().apply(row).getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic.name(), null, null, key, topic.codec().encode(row));
    }
}
