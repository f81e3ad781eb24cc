package org.metrobed.stream.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.topics.Heartbeat;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;
import org.metrobed.topics.RawParts;

class RawRecordReaderTest {

    private static final byte[] BEAT = Heartbeat.CODEC.encode(new Heartbeat("metrobed-ingest/1", 5, 5));

    private final Map<Long, byte[]> parts = new HashMap<>();

    @Test
    void messageKeepsItsPlaceTimeTopicAndBytes() {
        RawRecord record = read(Map.of(RawHeaders.MQTT_TOPIC, bytes("a/b")), bytes("key"), bytes("payload"));
        assertThat(record.kind()).isEqualTo(RawKind.MESSAGE);
        assertThat(record.offset()).isEqualTo(7);
        assertThat(record.logMillis()).isEqualTo(1_000);
        assertThat(record.topic()).isEqualTo("a/b");
        assertThat(record.payload()).isEqualTo(bytes("payload"));
        assertThat(record.key()).isEqualTo(bytes("key"));
    }

    @Test
    void receivedTimeHasTheMicrosecondsThatIngestWroteAlsoIfTheMessageIsRedriven() throws IOException {
        RawRecord message = read(Map.of(RawHeaders.MICROS, bytes("7")), null, null);
        assertThat(throughTheForm(message).receivedMicros()).isEqualTo(1_000_007);
        assertThat(read(Map.of(), null, null).receivedMicros()).isEqualTo(1_000_000);
        RawRecord again = read(
                Map.of(
                        RawHeaders.MICROS, bytes("999"),
                        RawHeaders.KIND, RawKind.REDRIVE.bytes(),
                        RawHeaders.REDRIVE_OFFSET, bytes("1"),
                        RawHeaders.REDRIVE_RECEIVED, bytes("2"),
                        RawHeaders.REDRIVE_INDICES, bytes("-1")),
                null,
                null);
        assertThat(again.receivedMicros()).isEqualTo(2_999);
    }

    @Test
    void messageThatTheBrokerHadKeptIsOfItsOwnKind() throws IOException {
        RawRecord kept = read(Map.of(RawHeaders.RETAINED, bytes("true")), null, bytes("1"));
        assertThat(throughTheForm(kept).kind()).isEqualTo(RawKind.RETAINED);
        assertThat(kept.isLive()).isFalse();
        assertThat(read(Map.of(), null, bytes("1")).isLive()).isTrue();
    }

    @Test
    void messageOfBeforeItsBindingHasTheTimeWhenItWasHeard() {
        RawRecord heard = read(
                Map.of(
                        RawHeaders.KIND, RawKind.HEARD.bytes(),
                        RawHeaders.MICROS, bytes("5"),
                        RawHeaders.REDRIVE_RECEIVED, bytes("900")),
                null,
                bytes("1"));
        assertThat(heard.receivedMicros()).isEqualTo(900_005);
        assertThat(heard.logMillis()).isEqualTo(1_000);
        assertThat(heard.messageOffset()).isEqualTo(heard.offset());
        assertThat(heard.chooses(3)).isTrue();
        assertThat(read(Map.of(RawHeaders.KIND, RawKind.HEARD.bytes()), null, null)
                        .kind())
                .isEqualTo(RawKind.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1000", "", "x"})
    void microsecondsThatAreNoneAreUnreadable(String micros) {
        assertThat(read(Map.of(RawHeaders.MICROS, bytes(micros)), null, null).kind())
                .isEqualTo(RawKind.UNREADABLE);
    }

    @Test
    void recordWithNothingInItIsAnEmptyMessage() {
        RawRecord record = read(Map.of(), null, null);
        assertThat(record.kind()).isEqualTo(RawKind.MESSAGE);
        assertThat(record.topic()).isEmpty();
        assertThat(record.payload()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "message-2",
                "",
                "REDRIVE",
                "redrive",
                "oversize",
                "large",
                "heartbeat",
                "watch",
                "division",
                "unreadable"
            })
    void kindThatNobodyWritesOrWhoseHeadersOrValueAreAbsentIsUnreadable(String kind) {
        for (byte[] value : new byte[][] {null, {}, bytes("noise")}) {
            RawRecord record =
                    read(Map.of(RawHeaders.KIND, bytes(kind), RawHeaders.MQTT_TOPIC, bytes("a/b")), null, value);
            assertThat(record.kind()).isEqualTo(RawKind.UNREADABLE);
            assertThat(record.offset()).isEqualTo(7);
            assertThat(record.topic()).isEqualTo("a/b");
        }
    }

    @Test
    void redriveWithIndicesThatAreNoNumbersIsUnreadable() {
        Map<String, byte[]> good = Map.of(
                RawHeaders.KIND, RawKind.REDRIVE.bytes(),
                RawHeaders.REDRIVE_OFFSET, bytes("1"),
                RawHeaders.REDRIVE_RECEIVED, bytes("2"),
                RawHeaders.REDRIVE_INDICES, bytes("0,-1"));
        assertThat(read(good, null, null).again().indices()).containsExactly(0, -1);
        Map<String, byte[]> corrected = new HashMap<>(good);
        corrected.put(RawHeaders.REDRIVE_CLOCK, bytes("-10800000"));
        assertThat(read(good, null, null).again().clockMillis()).isZero();
        assertThat(read(corrected, null, null).again().clockMillis()).isEqualTo(-10_800_000);
        corrected.put(RawHeaders.REDRIVE_CLOCK, bytes("PT3H"));
        assertThat(read(corrected, null, null).kind()).isEqualTo(RawKind.UNREADABLE);
        Map<String, byte[]> bad = new HashMap<>(good);
        bad.put(RawHeaders.REDRIVE_INDICES, bytes("0,"));
        assertThat(read(bad, null, null).kind()).isEqualTo(RawKind.UNREADABLE);
    }

    @Test
    void messageInPartsIsReadWholeAtItsOwnPlace() {
        parts.put(2L, bytes("pay"));
        parts.put(5L, bytes("lo"));
        RawRecord record = read(inParts("2,5"), bytes("key"), bytes("ad"));
        assertThat(record.kind()).isEqualTo(RawKind.MESSAGE);
        assertThat(record.payload()).isEqualTo(bytes("payload"));
        assertThat(record.length()).isEqualTo(7);
        assertThat(record.offset()).isEqualTo(7);
        assertThat(record.contentType()).isEqualTo("text/plain");
    }

    @Test
    void redriveOfAMessageInPartsHasTheWholePayload() {
        parts.put(2L, bytes("paylo"));
        Map<String, byte[]> headers = new HashMap<>(inParts("2"));
        headers.putAll(Map.of(
                RawHeaders.KIND, RawKind.REDRIVE.bytes(),
                RawHeaders.REDRIVE_OFFSET, bytes("3"),
                RawHeaders.REDRIVE_RECEIVED, bytes("2"),
                RawHeaders.REDRIVE_INDICES, bytes("-1")));
        assertThat(read(headers, null, bytes("ad")).payload()).isEqualTo(bytes("payload"));
        parts.clear();
        RawRecord gone = read(headers, null, bytes("ad"));
        assertThat(gone.kind()).isEqualTo(RawKind.INCOMPLETE);
        assertThat(gone.messageOffset()).isEqualTo(3);
    }

    @Test
    void messageWithAPartThatIsGoneOrChangedIsIncompleteAndStatesItsLength() {
        parts.put(2L, bytes("paylo"));
        for (String offsets : List.of("2,5", "4", "5")) {
            RawRecord record = read(inParts(offsets), null, bytes("ad"));
            assertThat(record.kind()).isEqualTo(RawKind.INCOMPLETE);
            assertThat(record.length()).isEqualTo(7);
        }
        parts.put(2L, bytes("PAYLO"));
        assertThat(read(inParts("2"), null, bytes("ad")).kind()).isEqualTo(RawKind.INCOMPLETE);
    }

    @Test
    void partsGiveNothingByThemselvesAndWrongListsOfThemAreUnreadable() {
        assertThat(readAll(Map.of(RawHeaders.KIND, RawKind.PART.bytes()), null, bytes("pay")))
                .isEmpty();
        for (String offsets : List.of("", "7", "5,2", "x")) {
            assertThat(read(inParts(offsets), null, bytes("ad")).kind()).isEqualTo(RawKind.UNREADABLE);
        }
    }

    @Test
    void heartbeatsAreHeldToTheirFormOnlyWhereTheyAreRead() {
        Map<String, byte[]> headers = Map.of(RawHeaders.KIND, RawKind.HEARTBEAT.bytes());
        assertThat(read(headers, null, BEAT).kind()).isEqualTo(RawKind.HEARTBEAT);
        assertThat(read(headers, null, Heartbeat.CODEC.encode(new Heartbeat("", 5, 5)))
                        .kind())
                .isEqualTo(RawKind.UNREADABLE);
    }

    @Test
    void divisionNamesANumberOfPartitionsThatALogCanHave() {
        Map<String, byte[]> headers = Map.of(RawHeaders.KIND, RawKind.DIVISION.bytes());
        assertThat(read(headers, null, bytes("64")).kind()).isEqualTo(RawKind.DIVISION);
        for (String number : List.of("0", "-4", "1001", "999999999999")) {
            assertThat(read(headers, null, bytes(number)).kind()).isEqualTo(RawKind.UNREADABLE);
        }
    }

    @Test
    void topicsThatAreTooLongToBeWrittenOrHoldNulAreUnreadable() throws IOException {
        for (String topic : List.of("x".repeat(21_846), "a\0b")) {
            assertThat(read(Map.of(RawHeaders.MQTT_TOPIC, bytes(topic)), null, null)
                            .kind())
                    .isEqualTo(RawKind.UNREADABLE);
        }
        RawRecord longest = read(Map.of(RawHeaders.MQTT_TOPIC, bytes("\uffff".repeat(21_845))), null, null);
        assertThat(longest.kind()).isEqualTo(RawKind.MESSAGE);
        assertThat(throughTheForm(longest).topic()).isEqualTo(longest.topic());
    }

    @Test
    void noHeadersAndNoBytesStopTheReader() throws IOException {
        Random random = new Random(9);
        List<String> names = List.of(
                RawHeaders.KIND,
                RawHeaders.MQTT_TOPIC,
                RawHeaders.CONTENT_TYPE,
                RawHeaders.LENGTH,
                RawHeaders.PARTS,
                RawHeaders.REDRIVE_OFFSET,
                RawHeaders.REDRIVE_RECEIVED,
                RawHeaders.REDRIVE_INDICES);
        for (int i = 0; i < 5_000; i++) {
            Map<String, byte[]> headers = new HashMap<>();
            for (String name : names) {
                noise(random).ifPresent(value -> headers.put(name, value));
            }
            if (random.nextBoolean()) {
                headers.put(
                        RawHeaders.KIND,
                        List.of(RawKind.values())
                                .get(random.nextInt(RawKind.values().length))
                                .bytes());
            }
            for (RawRecord record :
                    readAll(headers, noise(random).orElse(null), noise(random).orElse(null))) {
                assertThat(throughTheForm(record).topic()).isEqualTo(record.topic());
            }
        }
    }

    private static Optional<byte[]> noise(Random random) {
        byte[] noise = new byte[random.nextInt(60)];
        random.nextBytes(noise);
        return switch (random.nextInt(3)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(bytes(Integer.toString(random.nextInt())));
            default -> Optional.of(noise);
        };
    }

    private static RawRecord throughTheForm(RawRecord record) throws IOException {
        RawRecordFormat form = new RawRecordFormat();
        DataOutputSerializer out = new DataOutputSerializer(64);
        form.write(record, out);
        return form.read(form.version(), new DataInputDeserializer(out.getCopyOfBuffer()));
    }

    private static Map<String, byte[]> inParts(String offsets) {
        return Map.of(
                RawHeaders.KIND, RawKind.LARGE.bytes(),
                RawHeaders.PARTS, bytes(offsets),
                RawHeaders.LENGTH, bytes("7"),
                RawHeaders.CONTENT_TYPE, bytes("text/plain"),
                RawHeaders.SHA256, RawParts.sha256(bytes("payload")));
    }

    private RawRecord read(Map<String, byte[]> headers, byte[] key, byte[] value) {
        List<RawRecord> out = readAll(headers, key, value);
        assertThat(out).hasSize(1);
        return out.get(0);
    }

    private List<RawRecord> readAll(Map<String, byte[]> headers, byte[] key, byte[] value) {
        RecordHeaders all = new RecordHeaders();
        headers.forEach(all::add);
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                "raw", 0, 7, 1_000, TimestampType.CREATE_TIME, 0, 0, key, value, all, Optional.empty());
        List<RawRecord> out = new ArrayList<>();
        PartSource source = (partition, offsets) ->
                offsets.stream().takeWhile(parts::containsKey).map(parts::get).toList();
        new RawRecordReader(source).deserialize(record, new ListCollector<>(out));
        return out;
    }

    private static byte[] bytes(String text) {
        return RawHeaders.text(text);
    }
}
