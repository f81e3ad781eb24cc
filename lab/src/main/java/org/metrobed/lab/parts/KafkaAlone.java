package org.metrobed.lab.parts;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.metrobed.config.tls.KafkaAddress;
import org.metrobed.embedded.EmbeddedKafka;
import org.metrobed.ingest.IngestConfig;
import org.metrobed.ingest.RawRecords;
import org.metrobed.ingest.RawSender;
import org.metrobed.ingest.kafka.KafkaConfig;
import org.metrobed.ingest.kafka.RawPublisher;
import org.metrobed.ingest.kafka.ReceivedClock;
import org.metrobed.ingest.mqtt.Incoming;
import org.metrobed.topics.KeyRules;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;
import org.metrobed.topics.Topics;

/**
 * Measures Kafka with the work of its clients. Raw records are built and sent as in ingest, and read as in the
 * pipeline. Results are sent as in the pipeline. One thread.
 */
final class KafkaAlone implements AutoCloseable {

    private static final int SLICE = 1_000;
    private static final long LIMIT_SECONDS = 60;
    private static final List<Header> HEARTBEAT = List.of(new RecordHeader(RawHeaders.KIND, RawKind.HEARTBEAT.bytes()));

    private final EmbeddedKafka kafka;

    private KafkaAlone(EmbeddedKafka kafka) {
        this.kafka = kafka;
    }

    static KafkaAlone start(Path folder) {
        return new KafkaAlone(EmbeddedKafka.start(folder, 0));
    }

    /** The topics of the run with this number of readings in a message. */
    static Topics topics(int readingsPerMessage) {
        return new Topics("bench" + readingsPerMessage + ".");
    }

    /** Measures raw records with this number of readings, produced and consumed. */
    PartCost measureRaw(List<Incoming> messages, int readingsPerMessage, long seconds) throws InterruptedException {
        Topics topics = topics(readingsPerMessage);
        KafkaConfig config = new KafkaConfig(kafka.bootstrapServers(), topics);
        try (RawPublisher publisher =
                        RawPublisher.open(config, "metrobed-ingest-bench", new ReceivedClock(Clock.systemUTC()));
                RawReader reader =
                        RawReader.start(kafka.bootstrapServers(), topics.raw().name(), publisher.rawPartitions())) {
            prime(publisher, topics.raw().name());
            produceRaw(publisher, topics, messages, seconds);
            reader.awaitIdle();
            long before = reader.count();
            PartMeasurement measurement = PartMeasurement.begin();
            long sent = produceRaw(publisher, topics, messages, seconds);
            reader.awaitCount(before + sent);
            return measurement.end(PartCost.Part.RAW, readingsPerMessage, sent * readingsPerMessage);
        }
    }

    /** Measures results that are already encoded. */
    PartCost measureResults(List<ProducerRecord<byte[], byte[]>> records, long seconds) throws InterruptedException {
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(resultSettings())) {
            produce(producer, records, seconds);
            PartMeasurement measurement = PartMeasurement.begin();
            long sent = produce(producer, records, seconds);
            return measurement.end(PartCost.Part.RESULTS, 0, sent);
        }
    }

    @Override
    public void close() {
        kafka.close();
    }

    /**
     * Writes one record to each partition and waits for it. The leader of a new topic may refuse a producer's first
     * batch and accept the second; then the first batch stays out of order.
     */
    private static void prime(RawPublisher publisher, String topic) throws InterruptedException {
        CountDownLatch confirmed = new CountDownLatch(publisher.rawPartitions());
        for (int i = 0; i < publisher.rawPartitions(); i++) {
            int partition = i;
            publisher.send(
                    receivedMicros -> new ProducerRecord<>(
                            topic, partition, receivedMicros / 1_000, null, RawKind.HEARTBEAT.bytes(), HEARTBEAT),
                    (metadata, failure) -> confirmed.countDown());
        }
        if (!confirmed.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Kafka does not accept a record");
        }
    }

    private static long produceRaw(RawPublisher publisher, Topics topics, List<Incoming> messages, long seconds)
            throws InterruptedException {
        RawRecords records = new RawRecords(topics.raw().name(), KeyRules.parse(KeyRules.DEFAULT), "bench");
        RawSender sender = new RawSender(publisher, records);
        Semaphore inFlight = new Semaphore(IngestConfig.DEFAULT_IN_FLIGHT);
        long deadline = System.nanoTime() + seconds * 1_000_000_000L;
        long sent = 0;
        while (System.nanoTime() - deadline < 0) {
            for (int i = 0; i < SLICE; i++) {
                Incoming message = messages.get((int) (sent++ % messages.size()));
                if (!inFlight.tryAcquire(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("Kafka does not confirm");
                }
                sender.send(message, (metadata, failure) -> inFlight.release());
            }
        }
        if (!inFlight.tryAcquire(IngestConfig.DEFAULT_IN_FLIGHT, LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Kafka does not confirm");
        }
        return sent;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback receives every failure
    private static long produce(
            Producer<byte[], byte[]> producer, List<ProducerRecord<byte[], byte[]>> records, long seconds) {
        AtomicReference<Exception> refused = new AtomicReference<>();
        long deadline = System.nanoTime() + seconds * 1_000_000_000L;
        long sent = 0;
        while (System.nanoTime() - deadline < 0 && refused.get() == null) {
            for (int i = 0; i < SLICE; i++) {
                producer.send(records.get((int) (sent++ % records.size())), (metadata, failure) -> {
                    if (failure != null) {
                        refused.set(failure);
                    }
                });
            }
        }
        producer.flush();
        if (refused.get() != null) {
            throw new IllegalStateException("Kafka refuses a result", refused.get());
        }
        return sent;
    }

    /** The same settings as in the pipeline's sinks. */
    private Map<String, Object> resultSettings() {
        Map<String, Object> settings = KafkaAddress.client(kafka.bootstrapServers());
        settings.put("key.serializer", ByteArraySerializer.class);
        settings.put("value.serializer", ByteArraySerializer.class);
        settings.put("compression.type", "lz4");
        settings.put("linger.ms", "200");
        settings.put("batch.size", "131072");
        return settings;
    }
}
