package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.api.raw.RawLogReader;
import org.metrobed.api.redrive.RedriveOrder;
import org.metrobed.api.redrive.RedriveOutcomes;
import org.metrobed.api.redrive.RedriveProgress;
import org.metrobed.api.redrive.RedriveReport;
import org.metrobed.api.redrive.RedriveWait;
import org.metrobed.api.redrive.Redriver;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.DeadLetterBuilder;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Redrive;
import org.metrobed.store.Databases;
import org.metrobed.store.RowWriters;
import org.metrobed.store.deadletter.Attempt;
import org.metrobed.store.deadletter.DeadLetterFilter;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;
import org.metrobed.testkit.Times;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;
import org.metrobed.topics.RawParts;

/** Redrives of dead letters: rows in the store, messages in the raw log. */
class RedriverIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final int PARTITION = 1;
    private static final Instant NOW = Times.NOON.plus(Duration.ofHours(3));
    private static final RedriveOrder ALL = new RedriveOrder(DeadLetterFilter.ALL, RedriveOrder.DEFAULT, 0);

    private ApiFixture api;
    private HikariDataSource pool;
    private Redriver redriver;

    @BeforeEach
    void start() throws Exception {
        api = ApiFixture.start(POSTGRES, KAFKA);
        pool = Databases.pool(api.config().database(), 2);
        redriver = new Redriver(KAFKA.bootstrapServers(), api.config().topics(), pool, () -> NOW);
    }

    @AfterEach
    void stop() throws Exception {
        pool.close();
        api.close();
    }

    @Test
    void messageIsAppendedOnceMoreWithWhereItLies() throws Exception {
        receive("other");
        long offset = receive("broken {");
        refuse(offset, 3);
        refuse(offset, 0);

        RedriveReport report = redriver.drive(ALL, false, RedriveProgress.NONE);

        assertThat(report.letters()).isEqualTo(2);
        assertThat(report.messages()).isEqualTo(1);
        assertThat(report.appended()).isEqualTo(1);
        List<ConsumerRecord<byte[], byte[]>> log = log();
        assertThat(log).hasSize(3);
        ConsumerRecord<byte[], byte[]> original = log.get(1);
        ConsumerRecord<byte[], byte[]> again = log.get(2);
        assertThat(again.key()).isEqualTo(original.key());
        assertThat(again.value()).isEqualTo(original.value());
        assertThat(again.timestamp()).isEqualTo(NOW.toEpochMilli());
        Map<String, String> expected = headers(original);
        expected.put(RawHeaders.SESSION, "redrive/" + report.id());
        expected.put(RawHeaders.KIND, "redrive");
        expected.put(RawHeaders.REDRIVE_OFFSET, Long.toString(offset));
        expected.put(RawHeaders.REDRIVE_RECEIVED, Long.toString(original.timestamp()));
        expected.put(RawHeaders.REDRIVE_INDICES, "0,3");
        assertThat(headers(again)).isEqualTo(expected);
        assertThat(again.headers().toArray()).hasSize(expected.size());
        assertThat(report.attempts())
                .containsExactly(attempt(offset, 0, again.offset()), attempt(offset, 3, again.offset()));
    }

    @Test
    void correctionOfTheClockIsInTheRecord() throws Exception {
        refuse(receive("a clock without a battery"), 0);

        redriver.drive(
                new RedriveOrder(DeadLetterFilter.ALL, RedriveOrder.DEFAULT, -10_800_000), false, RedriveProgress.NONE);

        assertThat(headers(log().get(1))).containsEntry(RawHeaders.REDRIVE_CLOCK, "-10800000");
    }

    @Test
    void onlyOpenOnesOfTheFilterAreDriven() throws Exception {
        long whole = receive("a");
        long settled = receive("b");
        long filtered = receive("c");
        refuse(whole, RawPosition.WHOLE_MESSAGE);
        refuse(settled, RawPosition.WHOLE_MESSAGE);
        refuse(filtered, RawPosition.WHOLE_MESSAGE, DeadLetter.Reason.EMPTY);
        api.append(RowWriters.redrives(), List.of(redrive(settled, 77, true)));
        RedriveOrder order =
                new RedriveOrder(DeadLetterFilter.ALL.withReasons(Set.of(DeadLetter.Reason.MALFORMED)), 10, 0);

        RedriveReport dry = redriver.drive(order, true, RedriveProgress.NONE);
        assertThat(dry.appended()).isEqualTo(1);
        assertThat(dry.attempts()).isEmpty();
        assertThat(log()).hasSize(3);

        redriver.drive(order, false, RedriveProgress.NONE);
        List<ConsumerRecord<byte[], byte[]>> log = log();
        assertThat(log).hasSize(4);
        assertThat(headers(log.get(3)))
                .containsEntry(RawHeaders.REDRIVE_OFFSET, Long.toString(whole))
                .containsEntry(RawHeaders.REDRIVE_INDICES, "-1");
    }

    @Test
    void whatCannotBeDrivenIsCounted() throws Exception {
        String topic = raw();
        long gone = receive("gone");
        long oversize = send(RawProducer.of(
                RawKind.OVERSIZE, RawProducer.message(topic, PARTITION, Times.NOON_MILLIS, "t", bytes("head"))));
        var forged = RawProducer.message(topic, PARTITION, Times.NOON_MILLIS, "t", bytes("x"));
        forged.headers().remove(RawHeaders.SHA256).add(RawHeaders.SHA256, RawParts.sha256(bytes("y")));
        long damaged = send(forged);
        long good = receive("good");
        for (long offset : List.of(gone, oversize, damaged, good)) {
            refuse(offset, RawPosition.WHOLE_MESSAGE);
        }
        refuse(good + 1_000, RawPosition.WHOLE_MESSAGE);
        deleteBefore(oversize);

        RedriveReport report = redriver.drive(ALL, false, RedriveProgress.NONE);

        assertThat(report.letters()).isEqualTo(5);
        assertThat(report.gone()).isEqualTo(2);
        assertThat(report.oversize()).isEqualTo(1);
        assertThat(report.damaged()).isEqualTo(1);
        assertThat(report.appended()).isEqualTo(1);
        assertThat(report.attempts()).hasSize(1);
    }

    @Test
    void messageInPartsIsReadWholeAndDrivenAgainByItsOwnRecordAlone() throws Exception {
        byte[] payload = bytes("large payload");
        long first = send(RawProducer.part(raw(), PARTITION, bytes("large")));
        receive("other");
        long second = send(RawProducer.part(raw(), PARTITION, bytes(" pay")));
        ProducerRecord<byte[], byte[]> whole =
                RawProducer.message(raw(), PARTITION, Times.NOON_MILLIS + 5, "t", payload);
        long offset = send(RawProducer.inParts(whole, List.of(first, second), bytes("load")));
        refuse(offset, RawPosition.WHOLE_MESSAGE);
        try (RawLogReader log =
                new RawLogReader(KAFKA.bootstrapServers(), api.config().topics())) {
            assertThat(log.find(PARTITION, offset)).hasValueSatisfying(record -> {
                assertThat(record.payload()).isEqualTo(payload);
                assertThat(record.isIntact()).isTrue();
            });
        }

        assertThat(redriver.drive(ALL, false, RedriveProgress.NONE).appended()).isEqualTo(1);
        ConsumerRecord<byte[], byte[]> again = log().get(4);
        assertThat(again.value()).isEqualTo(bytes("load"));
        assertThat(headers(again))
                .containsEntry(RawHeaders.KIND, "redrive")
                .containsEntry(RawHeaders.REDRIVE_OFFSET, Long.toString(offset))
                .containsEntry(RawHeaders.PARTS, first + "," + second);

        deleteBefore(second);
        assertThat(redriver.drive(ALL, false, RedriveProgress.NONE).gone()).isEqualTo(1);
    }

    @Test
    void limitTakesTheNewestAndIsBounded() throws Exception {
        long first = receive("1");
        long second = receive("2");
        refuse(first, 0);
        refuse(second, 0);
        redriver.drive(new RedriveOrder(DeadLetterFilter.ALL, 1, 0), false, RedriveProgress.NONE);
        assertThat(headers(log().get(2))).containsEntry(RawHeaders.REDRIVE_OFFSET, Long.toString(second));
        assertThatThrownBy(() -> new RedriveOrder(DeadLetterFilter.ALL, RedriveOrder.MAX + 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[1,100000]");
    }

    @Test
    void manyMessagesFarApartAreAllFound() throws Exception {
        long last = fill(1_500);
        List<Long> wanted = List.of(0L, 4L, 8L, last - 3, last - 7);
        for (long offset : wanted) {
            refuse(offset, 0);
        }
        RedriveReport report = redriver.drive(ALL, false, RedriveProgress.NONE);
        assertThat(report.appended()).isEqualTo(wanted.size());
        List<ConsumerRecord<byte[], byte[]>> log = log();
        for (ConsumerRecord<byte[], byte[]> again : log.subList(log.size() - wanted.size(), log.size())) {
            long offset = Long.parseLong(headers(again).get(RawHeaders.REDRIVE_OFFSET));
            assertThat(wanted).contains(offset);
            assertThat(again.value()).isEqualTo(log.get((int) offset).value());
        }
    }

    @Test
    void outcomesAreAwaited() throws Exception {
        long offset = receive("x");
        Attempt settled = attempt(offset, 0, 40);
        Attempt refused = attempt(offset, 1, 40);
        Attempt pending = attempt(offset, 2, 40);
        api.append(
                RowWriters.redrives(),
                List.of(
                        new Redrive(settled.raw(), settled.attempt(), true, 1, Times.NOON_MILLIS, "d/1", 0),
                        new Redrive(refused.raw(), refused.attempt(), false, 0, Times.NOON_MILLIS, "d/1", 0)));
        DeadLetter why = letter(refused.raw(), DeadLetter.Reason.UNIT_MISMATCH, refused.attempt());
        api.append(RowWriters.deadLetters(), List.of(why));

        RedriveOutcomes outcomes = new RedriveWait(pool)
                .await(List.of(settled, refused, pending), Duration.ofMillis(700), RedriveProgress.NONE);

        assertThat(outcomes.settled()).isEqualTo(1);
        assertThat(outcomes.refused()).containsExactly(why);
        assertThat(outcomes.ignored()).isZero();
        assertThat(outcomes.pending()).isEqualTo(1);
    }

    private long fill(int count) throws Exception {
        long last = 0;
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", KAFKA.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = IntStream.range(0, count)
                    .mapToObj(i -> producer.send(
                            RawProducer.message(raw(), PARTITION, Times.NOON_MILLIS, "t", bytes("message " + i))))
                    .toList();
            for (var one : sent) {
                last = one.get().offset();
            }
        }
        return last;
    }

    private String raw() {
        return api.config().topics().raw().name();
    }

    private long receive(String payload) throws Exception {
        return send(RawProducer.message(
                raw(), PARTITION, Times.NOON_MILLIS + 5, "metrobed/v1/city/gw/station/up", bytes(payload)));
    }

    private long send(ProducerRecord<byte[], byte[]> record) throws Exception {
        return RawProducer.send(KAFKA.bootstrapServers(), record);
    }

    private List<ConsumerRecord<byte[], byte[]>> log() {
        return RawProducer.list(KAFKA.bootstrapServers(), raw(), PARTITION);
    }

    private void refuse(long offset, int index) throws Exception {
        refuse(offset, index, DeadLetter.Reason.MALFORMED);
    }

    private void refuse(long offset, int index, DeadLetter.Reason reason) throws Exception {
        api.append(RowWriters.deadLetters(), List.of(letter(new RawPosition(PARTITION, offset, index), reason, 0)));
    }

    private void deleteBefore(long offset) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
            admin.deleteRecords(Map.of(new TopicPartition(raw(), PARTITION), RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        }
    }

    private static Attempt attempt(long offset, int index, long redriveOffset) {
        return new Attempt(new RawPosition(PARTITION, offset, index), redriveOffset + 1);
    }

    private static Redrive redrive(long offset, long attempt, boolean settled) {
        RawPosition raw = new RawPosition(PARTITION, offset, RawPosition.WHOLE_MESSAGE);
        return new Redrive(raw, attempt, settled, 1, Times.NOON_MILLIS, "native-json/1", 0);
    }

    private static DeadLetter letter(RawPosition raw, DeadLetter.Reason reason, long attempt) {
        return DeadLetterBuilder.builder()
                .raw(raw)
                .stage("decode")
                .reason(reason)
                .detail("it is broken")
                .topic("metrobed/v1/city/gw/station/up")
                .decoder("native-json/1")
                .receivedMillis(Times.NOON_MILLIS + raw.offset())
                .payloadBytes(1)
                .payloadHead("x")
                .attempt(attempt)
                .build();
    }

    /** All headers, bytes as ISO-8859-1 text. */
    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new TreeMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.ISO_8859_1));
        }
        return headers;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
