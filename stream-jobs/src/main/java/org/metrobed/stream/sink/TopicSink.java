package org.metrobed.stream.sink;

import java.io.Serializable;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.metrobed.topics.Topic;

/**
 * Publishes records to a topic, with its key and codec, at least once: before each checkpoint the sink waits until Kafka
 * has stored its records. All sinks of a process share one producer; Flink's sink opens one for each subtask. The
 * operators and the names of their states are those of Flink's sink, so that checkpoints of release 0.1 are read; there
 * is nothing in these states.
 */
public final class TopicSink<T>
        implements Sink<T>, SupportsWriterState<T, KafkaWriterState>, SupportsCommitter<KafkaCommittable> {

    private static final long serialVersionUID = 1L;

    private final TopicOf<T> topic;
    private final String bootstrapServers;
    /** Only its formats of states are used. */
    private final KafkaSink<T> formats;

    /** Makes the topic in the task; sent to the tasks with the job. */
    public interface TopicOf<T> extends Supplier<Topic<T>>, Serializable {}

    /**
     * A sink for one topic.
     *
     * @param topic makes the topic; a topic itself is not sent to the tasks
     * @param bootstrapServers Kafka addresses
     */
    public TopicSink(TopicOf<T> topic, String bootstrapServers) {
        this.topic = Objects.requireNonNull(topic, "topic");
        this.bootstrapServers = bootstrapServers;
        KafkaRecordSerializationSchema<T> none = (row, context, timestamp) -> null;
        this.formats = KafkaSink.<T>builder()
                .setBootstrapServers(bootstrapServers)
                .setRecordSerializer(none)
                .build();
    }

    @Override
    public TopicSinkWriter<T> createWriter(WriterInitContext context) {
        return new TopicSinkWriter<>(topic.get(), bootstrapServers);
    }

    @Override
    public TopicSinkWriter<T> restoreWriter(WriterInitContext context, Collection<KafkaWriterState> empty) {
        return createWriter(context);
    }

    @Override
    public SimpleVersionedSerializer<KafkaWriterState> getWriterStateSerializer() {
        return formats.getWriterStateSerializer();
    }

    @Override
    public Committer<KafkaCommittable> createCommitter(CommitterInitContext context) {
        return formats.createCommitter(context);
    }

    @Override
    public SimpleVersionedSerializer<KafkaCommittable> getCommittableSerializer() {
        return formats.getCommittableSerializer();
    }
}
