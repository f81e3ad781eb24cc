package org.metrobed.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.metrobed.model.TopicTemplate;
import org.metrobed.topics.CatalogRecord;
import org.metrobed.topics.IngestRoute;
import org.metrobed.topics.Outgoing;
import org.metrobed.topics.Topic;
import org.metrobed.topics.Topics;

/** Writes records of other parts to Kafka. One thread. */
final class Written implements AutoCloseable {

    private final Topics topics;
    private final KafkaProducer<byte[], byte[]> producer;
    private long last = CatalogRecord.Version.NONE;

    Written(String bootstrapServers, Topics topics) {
        this.topics = topics;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A version of the catalog with these routes. */
    void catalog(IngestRoute... routes) {
        Map<String, String> files = Map.of("a.yaml", "# follows " + last);
        last = write(topics.catalog(), CatalogRecord.Version.of(last, files, List.of(routes)));
    }

    /** The same by a publisher that does not know the newest version, so that another one came first. */
    void lateCatalog(IngestRoute... routes) {
        Map<String, String> files = Map.of("a.yaml", "# late");
        CatalogRecord.Version version = CatalogRecord.Version.of(CatalogRecord.Version.NONE, files, List.of(routes));
        write(topics.catalog(), version.conditional("late"));
    }

    void command(Outgoing command) {
        write(topics.commands(), command);
    }

    /** A record of any topic with content that no real writer writes. */
    void hostile(String topic, byte[] key, byte[] value) {
        send(new ProducerRecord<>(topic, key, value));
    }

    static IngestRoute ordered(String topic, String key) {
        return new IngestRoute(TopicTemplate.parse(topic), key, false);
    }

    static IngestRoute shared(String topic, String key) {
        return new IngestRoute(TopicTemplate.parse(topic), key, true);
    }

    private <T> long write(Topic<T> topic, T value) {
        byte[] key = topic.key().apply(value).getBytes(UTF_8);
        return send(new ProducerRecord<>(topic.name(), key, topic.codec().encode(value)));
    }

    private long send(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record).get().offset();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
