package org.metrobed.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;
import org.metrobed.topics.RawParts;

/** Writes records to topics like ingest, and reads them. Stateless. */
public final class RawProducer {

    private RawProducer() {}

    /** A message in the format of ingest. */
    public static ProducerRecord<byte[], byte[]> message(
            String topic, int partition, long receivedMillis, String mqttTopic, byte[] payload) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, partition, receivedMillis, RawHeaders.text("city/station"), payload);
        record.headers()
                .add(RawHeaders.MQTT_TOPIC, RawHeaders.text(mqttTopic))
                .add(RawHeaders.QOS, RawHeaders.number(1))
                .add(RawHeaders.DUP, RawHeaders.flag(false))
                .add(RawHeaders.SESSION, RawHeaders.text("ingest-1"))
                .add(RawHeaders.CONTENT_TYPE, RawHeaders.text("application/json"))
                .add(RawHeaders.SHA256, RawParts.sha256(payload));
        return record;
    }

    /** A part of a message; the offset of its record is listed by {@link #inParts}. */
    public static ProducerRecord<byte[], byte[]> part(String topic, int partition, byte[] part) {
        return of(RawKind.PART, new ProducerRecord<>(topic, partition, RawHeaders.text("city/station"), part));
    }

    /** The record of a message whose first bytes are in parts at these offsets. */
    public static ProducerRecord<byte[], byte[]> inParts(
            ProducerRecord<byte[], byte[]> whole, List<Long> offsets, byte[] last) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                whole.topic(), whole.partition(), whole.timestamp(), whole.key(), last, whole.headers());
        record.headers()
                .add(RawHeaders.PARTS, RawParts.header(offsets))
                .add(RawHeaders.LENGTH, RawHeaders.number(whole.value().length));
        return of(RawKind.LARGE, record);
    }

    /** The same record with another kind. */
    public static ProducerRecord<byte[], byte[]> of(RawKind kind, ProducerRecord<byte[], byte[]> record) {
        record.headers().add(RawHeaders.KIND, kind.bytes());
        return record;
    }

    /** Sends a record and returns its offset. */
    public static long send(String bootstrap, ProducerRecord<byte[], byte[]> record)
            throws InterruptedException, ExecutionException {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArraySerializer(), new ByteArraySerializer())) {
            return producer.send(record).get().offset();
        }
    }

    /** All records of a partition, oldest first. */
    public static List<ConsumerRecord<byte[], byte[]>> list(String bootstrap, String topic, int partition) {
        TopicPartition place = new TopicPartition(topic, partition);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(place));
            consumer.seekToBeginning(List.of(place));
            long end = consumer.endOffsets(List.of(place)).get(place);
            while (consumer.position(place) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }
}
