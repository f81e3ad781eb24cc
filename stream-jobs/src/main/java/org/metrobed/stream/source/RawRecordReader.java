package org.metrobed.stream.source;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.metrobed.stream.support.StateFormatType;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;

/** Reads records of the raw log as ingest wrote them. Stateless. */
public final class RawRecordReader implements KafkaRecordDeserializationSchema<RawRecord> {

    private static final long serialVersionUID = 1L;
    private static final byte[] NOTHING = {};

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> kafka, Collector<RawRecord> out) {
        RawKind kind = RawKind.of(header(kafka, RawHeaders.KIND));
        byte[] payload = kafka.value() == null ? NOTHING : kafka.value();
        String topic = RawHeaders.text(header(kafka, RawHeaders.MQTT_TOPIC));
        long length = kind == RawKind.OVERSIZE ? RawHeaders.number(header(kafka, RawHeaders.LENGTH)) : payload.length;
        out.collect(new RawRecord(
                kind,
                kafka.partition(),
                kafka.offset(),
                kafka.timestamp(),
                topic == null ? "" : topic,
                payload,
                length,
                kafka.key() == null ? NOTHING : kafka.key(),
                RawHeaders.text(header(kafka, RawHeaders.CONTENT_TYPE)),
                kind == RawKind.REDRIVE ? again(kafka) : null));
    }

    private static RawRecord.Again again(ConsumerRecord<byte[], byte[]> kafka) {
        List<Integer> indices = new ArrayList<>();
        for (String index :
                RawHeaders.text(header(kafka, RawHeaders.REDRIVE_INDICES)).split(",", -1)) {
            indices.add(Integer.valueOf(index));
        }
        return new RawRecord.Again(
                RawHeaders.number(header(kafka, RawHeaders.REDRIVE_OFFSET)),
                RawHeaders.number(header(kafka, RawHeaders.REDRIVE_RECEIVED)),
                indices);
    }

    private static byte[] header(ConsumerRecord<byte[], byte[]> kafka, String name) {
        Header header = kafka.headers().lastHeader(name);
        return header == null ? null : header.value();
    }

    @Override
    public TypeInformation<RawRecord> getProducedType() {
        return new StateFormatType<>(new RawRecordFormat());
    }
}
