package org.metrobed.stream.source;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.metrobed.stream.support.FormType;
import org.metrobed.wire.topic.RawHeaders;
import org.metrobed.wire.topic.RawKind;

/** Reads records of the raw log as ingest wrote them. Stateless. */
public final class RawRecordReader implements KafkaRecordDeserializationSchema<RawRecord> {

    private static final long serialVersionUID = 1L;
    private static final byte[] NOTHING = {};

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> kafka, Collector<RawRecord> out) {
        RawKind kind = RawKind.of(header(kafka, RawHeaders.KIND));
        byte[] payload = kafka.value() == null ? NOTHING : kafka.value();
        String topic = kind == RawKind.HEARTBEAT ? "" : RawHeaders.text(header(kafka, RawHeaders.MQTT_TOPIC));
        long length = kind == RawKind.OVERSIZE ? RawHeaders.number(header(kafka, RawHeaders.LENGTH)) : payload.length;
        out.collect(new RawRecord(
                kind,
                kafka.partition(),
                kafka.offset(),
                kafka.timestamp(),
                topic == null ? "" : topic,
                payload,
                length));
    }

    private static byte[] header(ConsumerRecord<byte[], byte[]> kafka, String name) {
        Header header = kafka.headers().lastHeader(name);
        return header == null ? null : header.value();
    }

    @Override
    public TypeInformation<RawRecord> getProducedType() {
        return new FormType<>(new RawRecordForm());
    }
}
