package org.metrobed.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.metrobed.ingest.mqtt.Incoming;
import org.metrobed.topics.KeyRules;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawParts;

class RawRecordsTest {

    private final RawRecords records = new RawRecords("metrobed.raw", KeyRules.parse(KeyRules.DEFAULT), "ingest/1");

    @Test
    void messageIsKeptAsItCame() {
        byte[] payload = "abc".getBytes(UTF_8);
        ProducerRecord<byte[], byte[]> record = records.record(
                new Incoming("metrobed/v1/city/gw/pole/up", payload, 1, true, "text/plain", 5), List.of(), 42_007);

        assertThat(record.topic()).isEqualTo("metrobed.raw");
        assertThat(record.partition()).isNull();
        assertThat(record.timestamp()).isEqualTo(42);
        assertThat(record.key()).asString(UTF_8).isEqualTo("city/pole");
        assertThat(record.value()).isSameAs(payload);
        assertThat(record.headers())
                .extracting(Header::key)
                .containsExactlyInAnyOrder(
                        "mqtt-topic", "qos", "dup", "session", "sha256", "kind", "micros", "content-type");
        assertThat(header(record, RawHeaders.MICROS)).isEqualTo("7");
        assertThat(header(record, RawHeaders.DUP)).isEqualTo("true");
        assertThat(header(record, RawHeaders.CONTENT_TYPE)).isEqualTo("text/plain");
        assertThat(HexFormat.of()
                        .formatHex(
                                record.headers().lastHeader(RawHeaders.SHA256).value()))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void payloadOfTheLimitIsOneRecordAndOneByteMoreIsAPartAndARecord() {
        byte[] whole = new byte[RawParts.MAX_BYTES];
        byte[] large = new byte[RawParts.MAX_BYTES + 1];
        large[RawParts.MAX_BYTES] = 7;
        Incoming message = message("metrobed/v1/city/gw/pole/up", large);

        assertThat(RawRecords.countParts(message("a/b", new byte[0]))).isZero();
        assertThat(RawRecords.countParts(message("a/b", whole))).isZero();
        assertThat(record(message("a/b", whole)).value()).isSameAs(whole);
        assertThat(record(message("a/b", whole)).headers().lastHeader(RawHeaders.LENGTH))
                .isNull();

        assertThat(RawRecords.countParts(message)).isEqualTo(1);
        ProducerRecord<byte[], byte[]> part = records.part(message, 0, 41);
        ProducerRecord<byte[], byte[]> own = records.record(message, List.of(12L), 42);
        assertThat(part.value()).isEqualTo(whole);
        assertThat(part.key()).isEqualTo(own.key());
        assertThat(header(part, RawHeaders.KIND)).isEqualTo("part");
        assertThat(own.value()).containsExactly(7);
        assertThat(header(own, RawHeaders.KIND)).isEqualTo("large");
        assertThat(header(own, RawHeaders.PARTS)).isEqualTo("12");
        assertThat(header(own, RawHeaders.LENGTH)).isEqualTo("900001");
        assertThat(own.headers().lastHeader(RawHeaders.SHA256).value()).isEqualTo(RawParts.sha256(large));
    }

    @Test
    void partsOfAMultipleOfTheLimitLeaveTheLastToTheMessage() {
        assertThat(RawRecords.countParts(message("a/b", new byte[2 * RawParts.MAX_BYTES])))
                .isEqualTo(1);
        assertThat(RawRecords.countParts(message("a/b", new byte[2 * RawParts.MAX_BYTES + 1])))
                .isEqualTo(2);
    }

    @Test
    void manyTopicsKeepTheirKeys() {
        for (int i = 0; i < 40_000; i++) {
            String topic = "a/" + i;
            byte[] key = record(message(topic, new byte[0])).key();
            if (!new String(key, UTF_8).equals(topic)) {
                assertThat(key).asString(UTF_8).isEqualTo(topic);
            }
        }
    }

    @Test
    void otherRulesCountFromTheNextMessageOn() {
        Incoming message = message("metrobed/v1/city/gw/pole/up", new byte[0]);
        assertThat(record(message).key()).asString(UTF_8).isEqualTo("city/pole");
        assertThat(records.gateway(message)).isEqualTo("gw");

        records.use(KeyRules.parse("metrobed/v1/{bed}/{g}/{thing}/{kind} => {g}"));
        assertThat(record(message).key()).asString(UTF_8).isEqualTo("gw");
        assertThat(records.gateway(message)).isEmpty();
    }

    private static Incoming message(String topic, byte[] payload) {
        return new Incoming(topic, payload, 1, false, null, 1);
    }

    private ProducerRecord<byte[], byte[]> record(Incoming message) {
        return records.record(message, List.of(), 0);
    }

    private static String header(ProducerRecord<byte[], byte[]> record, String name) {
        return RawHeaders.text(record.headers().lastHeader(name).value());
    }
}
