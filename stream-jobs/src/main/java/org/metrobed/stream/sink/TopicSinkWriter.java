package org.metrobed.stream.sink;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.metrobed.topics.Topic;

/** One subtask of a {@link TopicSink}. Used by the task's thread only. */
final class TopicSinkWriter<T>
        implements StatefulSinkWriter<T, KafkaWriterState>, CommittingSinkWriter<T, KafkaCommittable> {

    private final Topic<T> topic;
    private final TopicProducer shared;
    private volatile Exception failure;

    TopicSinkWriter(Topic<T> topic, String bootstrapServers) {
        this.topic = topic;
        this.shared = TopicProducer.enter(bootstrapServers);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the callback receives every failure
    public void write(T row, Context context) throws IOException {
        check();
        byte[] key = topic.key().apply(row).getBytes(StandardCharsets.UTF_8);
        shared.producer()
                .send(
                        new ProducerRecord<>(
                                topic.name(), null, null, key, topic.codec().encode(row)),
                        this::completed);
    }

    /** On the producer's thread. */
    private void completed(RecordMetadata written, Exception refused) {
        if (refused != null) {
            failure = refused;
            shared.fail();
        }
    }

    /** Returns when Kafka has stored every record. */
    @Override
    public void flush(boolean endOfInput) throws IOException {
        shared.producer().flush();
        check();
    }

    @Override
    public List<KafkaWriterState> snapshotState(long checkpoint) {
        return List.of();
    }

    @Override
    public Collection<KafkaCommittable> prepareCommit() {
        return List.of();
    }

    @Override
    public void close() {
        shared.leave();
    }

    private void check() throws IOException {
        if (failure != null) {
            throw new IOException("Kafka does not take a record of " + topic.name(), failure);
        }
    }
}
