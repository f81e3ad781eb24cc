package org.metrobed.ingest.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.metrobed.config.tls.KafkaAddress;

/**
 * Publishes records that are not needed for the raw log. It never waits: while Kafka is away, it is not ready. So it cannot hold up messages of
 * gateways. Its connection is opened by the first question. Thread-safe.
 */
public final class SidePublisher implements AutoCloseable {

    private static final int BUFFER_BYTES = 4 << 20;

    private final String bootstrap;
    private KafkaProducer<byte[], byte[]> producer; // guarded by this

    /** @param bootstrap address of Kafka */
    public SidePublisher(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** Whether records of a topic can be sent now. If not, it is found out meanwhile. */
    public boolean isReady(String topic) {
        try {
            return !producer().partitionsFor(topic).isEmpty();
        } catch (KafkaException e) { // not known yet: the producer asks in the background
            return false;
        }
    }

    /**
     * Sends a record.
     *
     * @param callback receives the failure, or null for none, on a thread of the producer
     * @throws KafkaException if there is no room, or Kafka went away just now
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback receives the failure
    public void send(ProducerRecord<byte[], byte[]> record, Callback callback) {
        producer().send(record, callback);
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    private synchronized KafkaProducer<byte[], byte[]> producer() {
        if (producer == null) {
            Map<String, Object> settings = KafkaAddress.client(
                    bootstrap,
                    Map.of(
                            ProducerConfig.MAX_BLOCK_MS_CONFIG,
                            0,
                            ProducerConfig.BUFFER_MEMORY_CONFIG,
                            BUFFER_BYTES,
                            ProducerConfig.CLIENT_ID_CONFIG,
                            "metrobed-ingest-side"));
            producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }
}
