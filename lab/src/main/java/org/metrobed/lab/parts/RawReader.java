package org.metrobed.lab.parts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.metrobed.config.tls.KafkaAddress;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.stream.source.RawRecordReader;

/** Reads the raw log like the pipeline, and counts. Its thread ends when it is closed. */
final class RawReader implements AutoCloseable, Collector<RawRecord> {

    private static final long LIMIT_NANOS = 120_000_000_000L;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AtomicLong count = new AtomicLong();
    private final Thread thread = new Thread(this::read, "bench-pipeline-reader");
    private volatile boolean open = true;

    private RawReader(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    static RawReader start(String bootstrap, String topic, int partitions) {
        Map<String, Object> settings = KafkaAddress.client(bootstrap);
        settings.put("key.deserializer", ByteArrayDeserializer.class);
        settings.put("value.deserializer", ByteArrayDeserializer.class);
        settings.put("enable.auto.commit", "false");
        settings.put("fetch.max.wait.ms", "1000");
        RawReader reader = new RawReader(new KafkaConsumer<>(settings));
        List<TopicPartition> all = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            all.add(new TopicPartition(topic, i));
        }
        reader.consumer.assign(all);
        reader.consumer.seekToBeginning(all);
        reader.thread.start();
        return reader;
    }

    /** The number of records so far. */
    long count() {
        return count.get();
    }

    /** Waits for this number of records. */
    void awaitCount(long records) {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (count.get() < records) {
            if (System.nanoTime() - deadline > 0 || !thread.isAlive()) {
                throw new IllegalStateException("Kafka gave " + count.get() + " of " + records + " records");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Waits until no record has arrived for a second. */
    void awaitIdle() {
        long last = -1;
        while (last != count.get()) {
            last = count.get();
            LockSupport.parkNanos(1_000_000_000);
        }
    }

    @Override
    public void collect(RawRecord record) {
        count.lazySet(count.get() + 1);
    }

    @Override
    public void close() {
        open = false;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        RawRecordReader reader = new RawRecordReader((partition, offsets) -> List.of());
        try (consumer) {
            while (open) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    reader.deserialize(record, this);
                }
            }
        }
    }
}
