package org.metrobed.launcher.backup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.metrobed.config.tls.KafkaAddress;
import org.metrobed.launcher.segment.Segment;
import org.metrobed.launcher.segment.SegmentReader;

/**
 * Writes the copy of a topic to a new topic so that each record gets the offset and the time that it had. Kafka gives
 * offsets one after the other, so an offset that the copy does not have gets a filler, a record that says nothing; fillers
 * before the first record are deleted again. While it writes, the topic keeps the times of records and deletes nothing; its
 * own settings come last, but a log that is still to be computed deletes nothing on. Not thread-safe; close it.
 */
final class LogRestorer implements AutoCloseable {

    private static final long LIMIT_SECONDS = 120;

    /** The settings that delete nothing. */
    private static final Map<String, String> KEEP_ALL = Map.of("retention.ms", "-1", "retention.bytes", "-1");

    /** The settings that hold while records are written, beside {@link #KEEP_ALL}. */
    private static final Map<String, String> WHILE_WRITING = Map.of(
            "message.timestamp.type", "CreateTime",
            "message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE),
            "cleanup.policy", "delete");

    private final Admin admin;
    private final Producer<byte[], byte[]> producer;
    private final Path root;
    private final AtomicReference<BackupException> failure = new AtomicReference<>();

    /** Writes segments of a folder to a Kafka. */
    LogRestorer(String kafka, Path root) {
        this.admin = Admin.create(KafkaAddress.client(kafka));
        this.producer = new KafkaProducer<>(
                KafkaAddress.client(
                        kafka,
                        Map.of(
                                "acks",
                                "all",
                                "enable.idempotence",
                                true,
                                // Kafka takes any first batch of a producer: if a new partition refuses the first one
                                // for a
                                // moment, the second one would come before it
                                "max.in.flight.requests.per.connection",
                                1,
                                "compression.type",
                                "lz4",
                                "linger.ms",
                                20,
                                "batch.size",
                                1 << 18,
                                "max.request.size",
                                17 << 20,
                                "buffer.memory",
                                64L << 20)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.root = root;
    }

    /**
     * Creates a topic and writes all its records.
     *
     * @param name with its prefix
     * @param keepAll whether the topic deletes nothing from then on, whatever its settings were: Kafka would delete old
     *     records within minutes, before the pipeline has read them
     * @throws BackupException if the topic exists, or Kafka has given a record another offset
     */
    void restore(SavedTopic saved, String name, boolean keepAll, Filler filler) throws IOException {
        Map<String, String> config = new HashMap<>(saved.config());
        config.putAll(WHILE_WRITING);
        config.putAll(KEEP_ALL);
        NewTopic topic = new NewTopic(name, Optional.of(saved.logs().size()), Optional.empty()).configs(config);
        try {
            await(admin.createTopics(List.of(topic)).all());
        } catch (TopicExistsException e) {
            throw new BackupException(
                    "there is a topic " + name + " in this Kafka; a restore needs one without topics of Metrobed", e);
        }
        Map<TopicPartition, RecordsToDelete> before = new HashMap<>();
        for (SavedLog log : saved.logs()) {
            TopicPartition place = new TopicPartition(name, log.partition());
            new Writing(place, filler).write(log);
            if (log.start() > 0) {
                before.put(place, RecordsToDelete.beforeOffset(log.start()));
            }
        }
        if (!before.isEmpty()) {
            await(admin.deleteRecords(before).all());
        }
        settle(name, saved.config(), keepAll);
    }

    private void settle(String name, Map<String, String> config, boolean keepAll) {
        List<AlterConfigOp> changes = Stream.concat(
                        WHILE_WRITING.keySet().stream(), keepAll ? Stream.empty() : KEEP_ALL.keySet().stream())
                .map(key -> config.containsKey(key)
                        ? new AlterConfigOp(new ConfigEntry(key, config.get(key)), AlterConfigOp.OpType.SET)
                        : new AlterConfigOp(new ConfigEntry(key, ""), AlterConfigOp.OpType.DELETE))
                .toList();
        await(admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, name), changes))
                .all());
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new BackupException("Kafka has not answered within " + LIMIT_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackupException("interrupted while Kafka was written", e);
        }
    }

    /** A record that says nothing, for an offset that the copy does not have. */
    @FunctionalInterface
    interface Filler {

        /**
         * Makes one.
         *
         * @param millis time of the record before it, milliseconds since 1970 UTC; 0 before the first record
         */
        ProducerRecord<byte[], byte[]> at(TopicPartition place, long millis);
    }

    /** The writing of one partition. */
    private final class Writing {

        private final TopicPartition place;
        private final Filler filler;
        private long next;
        private long millis;

        Writing(TopicPartition place, Filler filler) {
            this.place = place;
            this.filler = filler;
        }

        void write(SavedLog log) throws IOException {
            for (Segment segment : log.segments()) {
                SegmentReader.read(root, segment, record -> {
                    fillTo(record.offset());
                    send(new ProducerRecord<>(
                            place.topic(),
                            place.partition(),
                            record.timestamp(),
                            bytes(record.hasKey() ? record.key() : null),
                            bytes(record.hasValue() ? record.value() : null),
                            Arrays.asList(record.headers())));
                });
            }
            fillTo(log.end());
            producer.flush();
            check();
        }

        private void fillTo(long offset) {
            while (next < offset) {
                send(filler.at(place, millis));
            }
        }

        @SuppressWarnings("FutureReturnValueIgnored") // the callback keeps a failure
        private void send(ProducerRecord<byte[], byte[]> record) {
            check();
            long expected = next++;
            millis = record.timestamp();
            producer.send(record, (written, failed) -> {
                if (failed != null) {
                    failure.compareAndSet(
                            null, new BackupException(place + " is not written: " + failed.getMessage(), failed));
                } else if (written.offset() != expected) {
                    failure.compareAndSet(
                            null,
                            new BackupException("record " + expected + " of " + place + " got offset "
                                    + written.offset() + "; somebody else writes to this Kafka"));
                }
            });
        }

        private void check() {
            if (failure.get() != null) {
                throw failure.get();
            }
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
