package org.metrobed.stream.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.metrobed.model.RawPosition;
import org.metrobed.stream.support.StateFormatType;
import org.metrobed.topics.Heartbeat;
import org.metrobed.topics.RawAlarm;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;
import org.metrobed.topics.RawParts;
import org.metrobed.topics.Topics;

/**
 * Reads records of the raw log as ingest and the API write them. Any other record gets the kind
 * {@link RawKind#UNREADABLE}: an exception here would stop the pipeline for ever. A message in parts is read whole: the
 * parts themselves are passed over, and read again when the message's own record comes. If that fails, the kind is
 * {@link RawKind#INCOMPLETE}. Stateless.
 */
public final class RawRecordReader implements KafkaRecordDeserializationSchema<RawRecord> {

    private static final long serialVersionUID = 1L;
    private static final byte[] NOTHING = {};
    /**
     * The longest MQTT topic and content type, characters: {@code writeUTF} takes 65,535 bytes, at most three per
     * character.
     */
    private static final int MAX_TEXT = 21_845;

    private static final int MAX_MICROS = 999;

    private final PartSource partSource;

    /** @param partSource gives the parts of large messages */
    public RawRecordReader(PartSource partSource) {
        this.partSource = partSource;
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> kafka, Collector<RawRecord> out) {
        try {
            RawKind kind = RawKind.of(header(kafka, RawHeaders.KIND));
            if (kind != RawKind.HEARTBEAT && kind != RawKind.MONITOR && kind != RawKind.ALARM) {
                ReadRecords.add();
            }
            if (kind != RawKind.PART) {
                out.collect(read(kafka, kind));
            }
        } catch (IllegalArgumentException e) {
            out.collect(unreadable(kafka));
        }
    }

    private RawRecord read(ConsumerRecord<byte[], byte[]> kafka, RawKind kind) {
        byte[] payload = kafka.value() == null ? NOTHING : kafka.value();
        String topic = text(kafka, RawHeaders.MQTT_TOPIC);
        if (kafka.partition() == 0 && (kind == RawKind.HEARTBEAT || kind == RawKind.MONITOR)) {
            requireHeartbeat(payload);
        }
        if (kind == RawKind.DIVISION) {
            requirePartitions(RawHeaders.number(payload));
        }
        if (kind == RawKind.ALARM) {
            RawAlarm.decode(payload);
        }
        List<Long> parts = RawParts.offsets(header(kafka, RawHeaders.PARTS), kafka.offset());
        boolean inParts = kind == RawKind.LARGE || !parts.isEmpty();
        long length = inParts || kind == RawKind.OVERSIZE
                ? RawHeaders.number(header(kafka, RawHeaders.LENGTH))
                : payload.length;
        RawRecord.Again again = kind == RawKind.REDRIVE ? again(kafka) : kind == RawKind.HEARD ? heard(kafka) : null;
        RawKind as = kind(kafka, kind);
        if (inParts) {
            Optional<byte[]> whole = join(kafka, parts, payload);
            as = whole.isPresent() ? as : RawKind.INCOMPLETE;
            payload = whole.orElse(NOTHING);
        }
        return new RawRecord(
                        as,
                        kafka.partition(),
                        kafka.offset(),
                        kafka.timestamp(),
                        topic == null ? "" : topic,
                        payload,
                        length,
                        kafka.key() == null ? NOTHING : kafka.key(),
                        text(kafka, RawHeaders.CONTENT_TYPE),
                        again)
                .withMicros(micros(kafka));
    }

    /** The kind as the pipeline takes it. */
    private static RawKind kind(ConsumerRecord<byte[], byte[]> kafka, RawKind kind) {
        return switch (kind) {
            case MESSAGE, LARGE ->
                RawHeaders.flag(header(kafka, RawHeaders.RETAINED)) ? RawKind.RETAINED : RawKind.MESSAGE;
            case HEARD -> RawKind.REDRIVE;
            default -> kind;
        };
    }

    private static int micros(ConsumerRecord<byte[], byte[]> kafka) {
        byte[] header = header(kafka, RawHeaders.MICROS);
        long micros = header == null ? RawRecord.NO_MICROS : RawHeaders.number(header);
        if (header != null && (micros < 0 || micros > MAX_MICROS)) {
            throw new IllegalArgumentException("header " + RawHeaders.MICROS + " is not from 0 to " + MAX_MICROS);
        }
        return (int) micros;
    }

    private Optional<byte[]> join(ConsumerRecord<byte[], byte[]> kafka, List<Long> offsets, byte[] last) {
        TopicPartition partition = new TopicPartition(kafka.topic(), kafka.partition());
        List<byte[]> parts = new ArrayList<>(partSource.read(partition, offsets));
        if (parts.size() < offsets.size()) {
            return Optional.empty();
        }
        parts.add(last);
        return RawParts.join(parts, header(kafka, RawHeaders.SHA256));
    }

    /** Refuses a payload that is no heartbeat; the record becomes a dead letter. */
    private static void requireHeartbeat(byte[] payload) {
        if (Heartbeat.CODEC.decode(payload).instance().isEmpty()) {
            throw new IllegalArgumentException("not a heartbeat: it names no instance");
        }
    }

    private static void requirePartitions(long number) {
        if (number < 1 || number > Topics.MAX_PARTITIONS) {
            throw new IllegalArgumentException(
                    "not a division: " + number + " is not from 1 to " + Topics.MAX_PARTITIONS + " partitions");
        }
    }

    private static RawRecord unreadable(ConsumerRecord<byte[], byte[]> kafka) {
        byte[] payload = kafka.value() == null ? NOTHING : kafka.value();
        String topic = RawHeaders.text(header(kafka, RawHeaders.MQTT_TOPIC));
        return new RawRecord(
                RawKind.UNREADABLE,
                kafka.partition(),
                kafka.offset(),
                kafka.timestamp(),
                topic == null ? "" : topic.substring(0, Math.min(topic.length(), MAX_TEXT)),
                payload,
                payload.length);
    }

    /** The text of a header, null if there is none. */
    private static String text(ConsumerRecord<byte[], byte[]> kafka, String name) {
        String text = RawHeaders.text(header(kafka, name));
        if (text != null && (text.length() > MAX_TEXT || text.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException("header " + name + " has over " + MAX_TEXT + " characters or U+0000");
        }
        return text;
    }

    private static RawRecord.Again again(ConsumerRecord<byte[], byte[]> kafka) {
        List<Integer> indices = new ArrayList<>();
        String chosen = text(kafka, RawHeaders.REDRIVE_INDICES);
        if (chosen == null) {
            throw new IllegalArgumentException("header " + RawHeaders.REDRIVE_INDICES + " is absent");
        }
        for (String index : chosen.split(",", -1)) {
            indices.add(Integer.valueOf(index));
        }
        byte[] clock = header(kafka, RawHeaders.REDRIVE_CLOCK);
        return new RawRecord.Again(
                RawHeaders.number(header(kafka, RawHeaders.REDRIVE_OFFSET)),
                RawHeaders.number(header(kafka, RawHeaders.REDRIVE_RECEIVED)),
                indices,
                clock == null ? 0 : RawHeaders.number(clock));
    }

    /** A message of an earlier time, which no other record holds. */
    private static RawRecord.Again heard(ConsumerRecord<byte[], byte[]> kafka) {
        return new RawRecord.Again(
                kafka.offset(),
                RawHeaders.number(header(kafka, RawHeaders.REDRIVE_RECEIVED)),
                List.of(RawPosition.WHOLE_MESSAGE));
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
