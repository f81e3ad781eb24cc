package org.metrobed.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.metrobed.ingest.mqtt.Incoming;
import org.metrobed.topics.KeyRules;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;

class RawRecordsTest {

    private final RawRecords records = new RawRecords("metrobed.raw", KeyRules.parse(KeyRules.DEFAULT), "ingest/1");

    @Test
    void messageIsKeptAsItCame() {
        byte[] payload = "abc".getBytes(UTF_8);
        ProducerRecord<byte[], byte[]> record =
                records.record(new Incoming("metrobed/v1/city/gw/pole/up", payload, 1, true, "text/plain", 5), 42);

        assertThat(record.topic()).isEqualTo("metrobed.raw");
        assertThat(record.partition()).isNull();
        assertThat(record.timestamp()).isEqualTo(42);
        assertThat(record.key()).asString(UTF_8).isEqualTo("city/pole");
        assertThat(record.value()).isSameAs(payload);
        assertThat(record.headers())
                .extracting(Header::key)
                .containsExactlyInAnyOrder("mqtt-topic", "qos", "dup", "session", "sha256", "kind", "content-type");
        assertThat(header(record, RawHeaders.DUP)).isEqualTo("true");
        assertThat(header(record, RawHeaders.CONTENT_TYPE)).isEqualTo("text/plain");
        assertThat(HexFormat.of()
                        .formatHex(
                                record.headers().lastHeader(RawHeaders.SHA256).value()))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void payloadOfTheLimitIsKeptWholeAndOneByteMoreIsNot() {
        byte[] whole = new byte[RawRecords.MAX_PAYLOAD_BYTES];
        byte[] large = new byte[RawRecords.MAX_PAYLOAD_BYTES + 1];

        assertThat(record(whole).value()).isSameAs(whole);
        assertThat(header(record(whole), RawHeaders.KIND)).isEqualTo("message");
        assertThat(record(whole).headers().lastHeader(RawHeaders.LENGTH)).isNull();

        assertThat(record(large).value()).hasSize(RawRecords.HEAD_BYTES);
        assertThat(RawKind.of(
                        record(large).headers().lastHeader(RawHeaders.KIND).value()))
                .isEqualTo(RawKind.OVERSIZE);
        assertThat(header(record(large), RawHeaders.LENGTH)).isEqualTo("900001");
    }

    @Test
    void manyTopicsKeepTheirKeys() {
        for (int i = 0; i < 40_000; i++) {
            String topic = "a/" + i;
            byte[] key = records.record(new Incoming(topic, new byte[0], 0, false, null, 0), 0)
                    .key();
            if (!new String(key, UTF_8).equals(topic)) {
                assertThat(key).asString(UTF_8).isEqualTo(topic);
            }
        }
    }

    @Test
    void otherRulesCountFromTheNextMessageOn() {
        Incoming message = new Incoming("metrobed/v1/city/gw/pole/up", new byte[0], 1, false, null, 1);
        assertThat(records.record(message, 0).key()).asString(UTF_8).isEqualTo("city/pole");
        assertThat(records.gateway(message)).isEqualTo("gw");

        records.use(KeyRules.parse("metrobed/v1/{bed}/{g}/{thing}/{kind} => {g}"));
        assertThat(records.record(message, 0).key()).asString(UTF_8).isEqualTo("gw");
        assertThat(records.gateway(message)).isEmpty();
    }

    private ProducerRecord<byte[], byte[]> record(byte[] payload) {
        return records.record(new Incoming("a/b", payload, 1, false, null, 1), 0);
    }

    private static String header(ProducerRecord<byte[], byte[]> record, String name) {
        return RawHeaders.text(record.headers().lastHeader(name).value());
    }
}
