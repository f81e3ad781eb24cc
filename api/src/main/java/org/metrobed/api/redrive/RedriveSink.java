package org.metrobed.api.redrive;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.metrobed.api.log.Producers;

/** Accepts records for the raw log. */
interface RedriveSink extends AutoCloseable {

    /** Stores nothing: for a dry run. */
    RedriveSink NONE = record -> CompletableFuture.completedFuture(null);

    /** Sends a record; the future gives its position once it is stored, or null if it is not stored. */
    Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record);

    @Override
    default void close() {
        // holds nothing
    }

    /**
     * Appends to a topic of Kafka, each record once and in order. It is connected before the first record is made, so
     * that the log time of a record is never much older than its place in the log.
     *
     * @throws KafkaException if Kafka does not answer
     */
    static RedriveSink open(String bootstrap, String topic) {
        Producer<byte[], byte[]> producer = Producers.open(bootstrap);
        try {
            producer.partitionsFor(topic);
        } catch (KafkaException e) {
            producer.close(Producers.CLOSE);
            throw e;
        }
        return new RedriveSink() {
            @Override
            public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
                return producer.send(record);
            }

            @Override
            public void close() {
                producer.close(Producers.CLOSE);
            }
        };
    }
}
