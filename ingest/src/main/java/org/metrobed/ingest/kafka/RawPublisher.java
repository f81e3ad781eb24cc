package org.metrobed.ingest.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongFunction;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.metrobed.config.tls.KafkaAddress;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;
import org.metrobed.topics.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An idempotent producer with {@code acks=all} that waits through any outage of Kafka. Assigns the received time and
 * sends under one lock, so that received times rise within a partition. Thread-safe; {@link #send} blocks
 * while the buffer is full.
 */
public final class RawPublisher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RawPublisher.class);

    /**
     * Longest time that a message waits for others. A request costs Kafka, the pipeline and this producer as much as many
     * messages; a client waits for its acknowledgement as long.
     */
    private static final int LINGER_MILLIS = 50;

    private static final int BATCH_BYTES = 128 << 10;
    private static final long BUFFER_BYTES = 64L << 20;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private static final long CONFIRMATION_LIMIT_SECONDS = 30;
    /** All who send wait meanwhile. */
    private static final long TIME_LIMIT_MILLIS = 2_000;

    /** A record that is further ahead has the time of a wrong clock. */
    private static final long WRONG_CLOCK_MILLIS = 60_000;

    /** The key of records of the catalog topic that only ask Kafka for its time. */
    private static final String CLOCK_KEY = "clock";

    private final KafkaProducer<byte[], byte[]> producer;
    private final ReceivedClock clock;
    private final Division division;
    private final String catalog;

    private RawPublisher(
            KafkaProducer<byte[], byte[]> producer, ReceivedClock clock, Division division, String catalog) {
        this.producer = producer;
        this.catalog = catalog;
        this.clock = clock;
        this.division = division;
    }

    /**
     * Creates missing topics, checks the raw topic, gives it its retention, and connects. If partitions were added to the raw log, each partition
     * first gets a record of kind {@link RawKind#DIVISION}, the added ones last.
     *
     * @param name name of the producer in Kafka's logs and metrics
     * @throws org.apache.kafka.common.errors.InvalidConfigurationException if the raw topic cannot store the records
     * @throws org.apache.kafka.common.KafkaException if Kafka cannot be reached or refuses; then nothing is left open
     */
    public static RawPublisher open(KafkaConfig config, String name, ReceivedClock clock) {
        TopicCreation.create(config.bootstrapServers(), config.topics().listAll());
        String raw = config.topics().raw().name();
        String catalog = config.topics().catalog().name();
        RawTopicCheck.check(config.bootstrapServers(), raw);
        config.rawRetention()
                .ifPresent(retention -> retention.apply(config.bootstrapServers(), raw, clock.uncorrected()));
        Division division = Division.read(config.bootstrapServers(), raw);
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings(config, name, division));
        boolean opened = false;
        try {
            // known before the first record: else a record would wait for it with the lock if Kafka is away by then
            producer.partitionsFor(raw);
            producer.partitionsFor(catalog);
            RawPublisher publisher = new RawPublisher(producer, clock, division, catalog);
            if (clock.followsKafka()) {
                publisher.askForTime();
            }
            if (division.hasGrown()) {
                publisher.divide(raw);
            }
            opened = true;
            return publisher;
        } finally {
            if (!opened) {
                producer.close(Duration.ZERO);
            }
        }
    }

    /** Kafka says its time in no other way: it stamps records of the catalog topic. A record without a value says nothing to readers. */
    private void askForTime() {
        long sent = clock.nanos();
        learnTime(
                await(List.of(sendQuestion()), "topic " + catalog + " cannot be written to")
                        .get(0),
                sent);
    }

    private Future<RecordMetadata> sendQuestion() {
        return producer.send(new ProducerRecord<>(catalog, null, RawHeaders.text(CLOCK_KEY), null));
    }

    /** After a jump of the clock, such as after a sleep of the machine: the next heartbeat may be a second away. */
    private void askForTimeSoon() {
        long sent = clock.nanos();
        try {
            learnTime(sendQuestion().get(TIME_LIMIT_MILLIS, TimeUnit.MILLISECONDS), sent);
        } catch (InterruptedException e) {
            throw new InterruptException(e); // sets the interrupt flag again
        } catch (InterruptException e) {
            throw e;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.warn("Kafka does not say its time now ({}); received times go on until it does", e.toString());
        }
    }

    /** Learns the time of Kafka from a confirmed record of the catalog topic that was sent at this time of {@link #nanos}. */
    public void learnTime(RecordMetadata stored, long sentNanos) {
        if (stored.hasTimestamp()) {
            clock.compare(stored.timestamp(), sentNanos);
        }
    }

    /** The moment at which a record is sent, for {@link #learnTime}. */
    public long nanos() {
        return clock.nanos();
    }

    private void divide(String topic) {
        LOG.info(
                "the raw log has {} partitions, {} of them new; keys are divided over all of them from now on",
                division.partitions(),
                division.added().size());
        long now = clock.micros() / 1_000;
        boolean plausible = division.newestMillis() <= now + WRONG_CLOCK_MILLIS;
        long millis = Math.max(now, plausible ? division.newestMillis() : now) + 1;
        divide(topic, division.used(), millis);
        divide(topic, division.added(), millis);
    }

    /** Returns when Kafka has stored a record of the division in each of these partitions. */
    private void divide(String topic, List<Integer> partitions, long millis) {
        List<Future<RecordMetadata>> stored = partitions.stream()
                .map(partition -> producer.send(new ProducerRecord<>(
                        topic,
                        partition,
                        millis,
                        null,
                        RawHeaders.number(division.partitions()),
                        List.of(new RecordHeader(RawHeaders.KIND, RawKind.DIVISION.bytes())))))
                .toList();
        await(stored, "the added partitions of topic " + topic + " cannot be written to");
    }

    private static List<RecordMetadata> await(List<Future<RecordMetadata>> stored, String otherwise) {
        try {
            List<RecordMetadata> confirmed = new ArrayList<>();
            for (Future<RecordMetadata> one : stored) {
                confirmed.add(one.get(CONFIRMATION_LIMIT_SECONDS, TimeUnit.SECONDS));
            }
            return confirmed;
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException(otherwise, e);
        } catch (InterruptedException e) {
            throw new InterruptException(e); // sets the interrupt flag again
        }
    }

    /** The number of partitions of the raw log when this was opened; no other ones are used. */
    public int rawPartitions() {
        return division.partitions();
    }

    /**
     * Sends a record that is built from its received time, microseconds since 1970 UTC; no other record has the same. If the clock of the
     * machine has jumped, asks Kafka for its time before, and waits for the answer for two seconds at most.
     *
     * @param callback called when Kafka has stored it or has failed permanently; on the producer's thread, or on the
     *     caller's
     * @throws org.apache.kafka.common.KafkaException if sending cannot be started
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback receives every failure
    public synchronized void send(LongFunction<ProducerRecord<byte[], byte[]>> record, Callback callback) {
        if (clock.hasJumped()) {
            askForTimeSoon();
        }
        producer.send(record.apply(clock.micros()), callback);
    }

    /** Stops; for records that Kafka has not confirmed within five seconds, the callback gets a failure. */
    @Override
    public void close() {
        producer.close(CLOSE_LIMIT);
    }

    private static Map<String, Object> settings(KafkaConfig config, String name, Division division) {
        Map<String, Object> settings = KafkaAddress.client(config.bootstrapServers());
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, name);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.putAll(KeyPartitioner.settings(config.topics().raw().name(), division.partitions()));
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RAW_BYTES);
        // waits through an outage: the MQTT broker, or the client that connects to ingest, keeps unacknowledged
        // messages
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        // what is known of topics stays known through an outage: else sending waits for it, and with it all who send
        settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Integer.MAX_VALUE);
        settings.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
        settings.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        return settings;
    }
}
