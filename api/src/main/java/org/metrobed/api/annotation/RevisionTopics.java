package org.metrobed.api.annotation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.api.log.Producers;
import org.metrobed.model.Observation;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.topics.Topic;
import org.metrobed.topics.Topics;

/** Publishes revisions to the pipeline's output topics, at least once. Connects at first use; not thread-safe. */
public final class RevisionTopics implements AutoCloseable {

    private static final int IN_FLIGHT = 5_000;

    private final String bootstrap;
    private final Topics topics;
    private Producer<byte[], byte[]> producer;

    /** Publishes to the topics of a deployment. */
    public RevisionTopics(String bootstrap, Topics topics) {
        this.bootstrap = bootstrap;
        this.topics = topics;
    }

    /**
     * Publishes and waits until all records are stored. Observations that the pipeline does not publish are left out
     * here too.
     *
     * @throws KafkaException if Kafka does not accept them
     */
    void publish(List<Observation> observations, List<WindowRevision> windows) throws InterruptedException {
        send(
                topics.observations(),
                observations.stream()
                        .filter(row -> !TestBits.has(row.tests(), TestBits.DUPLICATE | TestBits.BEYOND_RETENTION))
                        .toList());
        send(topics.windows(), windows);
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Producers.CLOSE);
        }
    }

    private <T> void send(Topic<T> topic, List<T> rows) throws InterruptedException {
        if (producer == null) {
            producer = Producers.open(bootstrap);
        }
        for (int from = 0; from < rows.size(); from += IN_FLIGHT) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (T row : rows.subList(from, Math.min(rows.size(), from + IN_FLIGHT))) {
                byte[] key = topic.key().apply(row).getBytes(StandardCharsets.UTF_8);
                sent.add(producer.send(
                        new ProducerRecord<>(topic.name(), key, topic.codec().encode(row))));
            }
            confirm(sent);
        }
    }

    private static void confirm(List<Future<RecordMetadata>> sent) throws InterruptedException {
        try {
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new KafkaException("Kafka does not accept a revision", e.getCause());
        }
    }
}
