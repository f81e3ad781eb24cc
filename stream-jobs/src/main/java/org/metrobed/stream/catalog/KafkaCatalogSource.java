package org.metrobed.stream.catalog;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.metrobed.catalog.CatalogException;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.config.tls.KafkaAddress;
import org.metrobed.topics.CatalogRecord;
import org.metrobed.topics.CatalogSequence;
import org.metrobed.topics.Heartbeat;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.Topic;
import org.metrobed.topics.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The catalog topic, read from its beginning by one thread a process, whatever the number of tasks: all of them share the
 * timeline. The number of a version is its offset. A version
 * that does not count ({@link CatalogSequence}) is passed over. A record that cannot be decoded and a version that does
 * not compile are logged and skipped, in the same way in every run: the version before stays in force.
 *
 * @param bootstrapServers Kafka addresses
 * @param topicPrefix of the deployment or isolated run
 */
public record KafkaCatalogSource(String bootstrapServers, String topicPrefix) implements CatalogSource {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(KafkaCatalogSource.class);

    /** The followers of this process that are in use. It guards their numbers of users too. */
    private static final Map<KafkaCatalogSource, Follower> FOLLOWERS = new HashMap<>();

    @Override
    public OpenCatalog open() {
        synchronized (FOLLOWERS) {
            Follower follower = FOLLOWERS.computeIfAbsent(this, source -> new Follower());
            follower.users++;
            return new Use(follower);
        }
    }

    /** What one task has of a follower. */
    private static final class Use implements OpenCatalog {

        private final Follower follower;
        private boolean closed;

        Use(Follower follower) {
            this.follower = follower;
        }

        @Override
        public CatalogTimeline timeline() {
            return follower.timeline;
        }

        @Override
        public void close() {
            synchronized (FOLLOWERS) {
                if (!closed) {
                    closed = true;
                    follower.leave();
                }
            }
        }
    }

    private final class Follower {

        private final CatalogTimeline timeline = new CatalogTimeline();
        private final CatalogSequence sequence = new CatalogSequence();
        private final Topic<CatalogRecord> topic = new Topics(topicPrefix).catalog();
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final TopicPartition partition = new TopicPartition(topic.name(), 0);
        private int users;

        Follower() {
            // a heartbeat comes every two seconds
            Map<String, Object> settings = KafkaAddress.client(bootstrapServers, Map.of("fetch.max.wait.ms", "2500"));
            consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            Thread thread = new Thread(this::follow, "catalog-follower");
            thread.setDaemon(true);
            thread.start();
        }

        private void follow() {
            try {
                boolean loaded = false;
                while (!Thread.currentThread().isInterrupted()) {
                    consumer.poll(Duration.ofSeconds(1)).forEach(this::take);
                    if (!loaded && consumer.currentLag(partition).orElse(1) == 0) {
                        loaded = true;
                        timeline.markLoaded();
                    }
                }
            } catch (WakeupException | InterruptException e) {
                Thread.currentThread().interrupt(); // the task is closing
            } catch (RuntimeException e) {
                LOG.error("cannot follow the catalog topic", e);
                synchronized (FOLLOWERS) {
                    FOLLOWERS.remove(KafkaCatalogSource.this, this); // a restarted task reads it anew
                }
                timeline.fail(e);
            } finally { // at once: Kafka would answer a goodbye only after the fetch that waits for records
                consumer.close(CloseOptions.timeout(Duration.ZERO));
            }
        }

        /** Stops after the last user. */
        private void leave() {
            users--;
            if (users == 0) {
                FOLLOWERS.remove(KafkaCatalogSource.this, this);
                consumer.wakeup();
            }
        }

        private void take(ConsumerRecord<byte[], byte[]> kafka) {
            if (kafka.value() != null && !Heartbeat.KEY.equals(RawHeaders.text(kafka.key()))) {
                takeVersion(kafka);
            }
            timeline.advanceTo(kafka.timestamp());
        }

        private void takeVersion(ConsumerRecord<byte[], byte[]> kafka) {
            try {
                if (topic.codec().decode(kafka.value()) instanceof CatalogRecord.Version version
                        && sequence.accepts(kafka.offset(), version)) {
                    timeline.addVersion(
                            kafka.timestamp(),
                            CatalogReader.readPublished(
                                    CatalogFiles.of(version.files()),
                                    kafka.offset(),
                                    warning -> LOG.warn("catalog record {}: {}", kafka.offset(), warning)));
                }
            } catch (CatalogException e) {
                skip(kafka, "it does not compile: " + e.getMessage(), e);
            } catch (IllegalArgumentException e) {
                skip(kafka, e.getMessage(), e);
            }
        }

        private void skip(ConsumerRecord<byte[], byte[]> kafka, String problem, RuntimeException cause) {
            LOG.error("catalog record {} is skipped, the version before stays in force", kafka.offset(), cause);
            timeline.addSkipped(kafka.timestamp(), kafka.offset(), problem);
        }
    }
}
