package org.metrobed.stream.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.metrobed.catalog.Binding;
import org.metrobed.catalog.BindingBuilder;
import org.metrobed.decoders.proto.sparkplug.Metric;
import org.metrobed.decoders.proto.sparkplug.Payload;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.DeadLetter.Reason;
import org.metrobed.model.Liveness;
import org.metrobed.model.Redrive;
import org.metrobed.model.TopicTemplate;
import org.metrobed.stream.Harnesses;
import org.metrobed.stream.Steps;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.stream.support.KeyTimer;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;

class DecodeSessionsTest {

    private static final long NOON = Decoding.RECEIVED;
    private static final int DOUBLE = 10;

    private KeyedOneInputStreamOperatorTestHarness<String, RawRecord, Reading> operator;
    private long offset;

    @BeforeEach
    void open() throws Exception {
        open(null);
    }

    private void open(OperatorSubtaskState snapshot) throws Exception {
        FilledCatalog known = timeline -> {
            Binding binding = BindingBuilder.builder()
                    .name("tb/plant")
                    .topic(TopicTemplate.parse("spBv1.0/{group}/+/{gateway}/#"))
                    .decoder("sparkplug-b")
                    .options("")
                    .key("{group}/{gateway}")
                    .testbed("tb")
                    .devices(Map.of("meter", "station"))
                    .fields(Map.of())
                    .others(Binding.Others.SAME_NAME)
                    .build();
            timeline.addVersion(
                    0, Decoding.inForce(1, Steps.settings(0, 130), binding).catalog());
            timeline.advanceTo(Long.MAX_VALUE / 2);
        };
        operator = Harnesses.open(
                new DecodeSessions(known), message -> RawHeaders.text(message.key()), new ReadingFormat(), snapshot);
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void birthNamesWhatDataSayByNumber() throws Exception {
        birth();
        send("DDATA", "plc/meter", payload(2, Metric.newBuilder().setAlias(1).setDoubleValue(12.5)));
        assertThat(operator.extractOutputValues()).extracting(Reading::value).containsExactly(10.0, 12.5);
        assertThat(operator.extractOutputValues())
                .extracting(Reading::datastream)
                .containsOnly(Steps.DATASTREAM);
        assertThat(side(DecodeMessages.LIVENESS_SIGNALS))
                .filteredOn(livenessSignal -> livenessSignal.status() == Liveness.Status.ONLINE)
                .extracting(LivenessSignal::id)
                .containsExactly("tb/plc", "tb/station");
    }

    /** Two nodes may be decoded in two subtasks, so that the signals of one must not depend on those of the other. */
    @Test
    void eachNodeOfAThingGivesItsOwnSignals() throws Exception {
        birth("plc");
        birth("plc-2");
        assertThat(side(DecodeMessages.LIVENESS_SIGNALS))
                .filteredOn(
                        signal -> signal.kind() == Liveness.Kind.THING && signal.status() == Liveness.Status.UNKNOWN)
                .extracting(LivenessSignal::gateway)
                .containsExactly("tb/plc", "tb/plc-2");
    }

    @Test
    void storedReadingsThatAreSentNewestFirstAreGivenInOrder() throws Exception {
        birth();
        Payload.Builder backlog = Payload.newBuilder().setSeq(2);
        for (int minute = 2; minute >= 0; minute--) {
            backlog.addMetrics(Metric.newBuilder()
                    .setAlias(1)
                    .setTimestamp(NOON - 600_000 + 60_000L * minute)
                    .setIsHistorical(true)
                    .setDoubleValue(minute));
        }
        send("DDATA", "plc/meter", backlog.build().toByteArray());
        assertThat(operator.extractOutputValues()).extracting(Reading::value).containsExactly(10.0, 0.0, 1.0, 2.0);
        assertThat(operator.extractOutputValues()).extracting(Reading::index).containsExactly(0, 2, 1, 0);
    }

    @Test
    void aliasesAreKnownAfterARestore() throws Exception {
        birth();
        OperatorSubtaskState saved = operator.snapshot(1, 1);
        operator.close();
        open(saved);
        send("DDATA", "plc/meter", payload(2, Metric.newBuilder().setAlias(1).setDoubleValue(12.5)));
        assertThat(operator.extractOutputValues()).extracting(Reading::value).containsExactly(12.5);
        assertThat(side(DecodeMessages.DEAD_LETTERS)).isEmpty();
    }

    @Test
    void dataBeforeTheBirthAreRefusedAndABirthIsAskedForAndARedriveSettlesThem() throws Exception {
        byte[] early = payload(1, Metric.newBuilder().setAlias(1).setDoubleValue(11));
        send("DDATA", "plc/meter", early);
        assertThat(side(DecodeMessages.DEAD_LETTERS))
                .extracting(DeadLetter::reason)
                .containsExactly(Reason.OUT_OF_SEQUENCE);
        assertThat(side(DecodeSessions.COMMANDS)).singleElement().satisfies(command -> {
            assertThat(command.topic()).isEqualTo("spBv1.0/group/NCMD/plc");
            assertThat(command.id()).isEqualTo("0-0-0");
            assertThat(command.expiresMillis()).isEqualTo(NOON + 30_000);
        });
        birth();
        operator.processElement(
                new RawRecord(
                        RawKind.REDRIVE,
                        0,
                        90,
                        NOON + 90_000,
                        "spBv1.0/group/DDATA/plc/meter",
                        early,
                        early.length,
                        RawHeaders.text("group/plc"),
                        null,
                        new RawRecord.Again(0, NOON, List.of(0))),
                NOON + 90_000);
        assertThat(side(DecodeMessages.REDRIVES)).extracting(Redrive::settled).containsExactly(true);
        assertThat(operator.extractOutputValues()).extracting(Reading::value).containsExactly(10.0, 11.0);
    }

    @Test
    void deathIsASignAndTakesTheNamesAway() throws Exception {
        birth();
        send(
                "NDEATH",
                "plc",
                Payload.newBuilder()
                        .addMetrics(Metric.newBuilder()
                                .setName("bdSeq")
                                .setDatatype(8)
                                .setLongValue(0))
                        .build()
                        .toByteArray());
        send("DDATA", "plc/meter", payload(3, Metric.newBuilder().setAlias(1).setDoubleValue(12.5)));
        assertThat(side(DecodeMessages.LIVENESS_SIGNALS))
                .filteredOn(livenessSignal -> livenessSignal.status() == Liveness.Status.OFFLINE)
                .extracting(LivenessSignal::id)
                .contains("tb/plc");
        assertThat(side(DecodeMessages.DEAD_LETTERS))
                .extracting(DeadLetter::reason)
                .containsExactly(Reason.OUT_OF_SEQUENCE);
    }

    /** A rebuild reads an added partition beside the beginning of the one that had the key before. */
    @Test
    void messagesOfAnAddedPartitionWaitForThoseBeforeThemInTheLog() throws Exception {
        long grown = NOON + 1_000_000;
        RawRecord second = data(5, grown + 2_000, 3, 13);
        RawRecord first = data(5, grown + 1_000, 2, 12);
        operator.processElement(second, second.logMillis());
        operator.processElement(first, first.logMillis());
        operator.processWatermark(new Watermark(NOON + 500_000));
        birth();
        assertThat(operator.extractOutputValues()).extracting(Reading::value).containsExactly(10.0);

        operator.processWatermark(new Watermark(grown + 1_000));
        assertThat(operator.extractOutputValues()).extracting(Reading::value).containsExactly(10.0, 12.0, 13.0);
        RawRecord third = data(5, grown + 3_000, 4, 14);
        operator.processElement(third, third.logMillis());
        assertThat(operator.extractOutputValues())
                .as("in order from now on")
                .extracting(Reading::value)
                .containsExactly(10.0, 12.0, 13.0, 14.0);
        assertThat(side(DecodeMessages.DEAD_LETTERS)).isEmpty();
    }

    private static RawRecord data(int partition, long at, int sequence, double value) {
        byte[] payload = payload(sequence, Metric.newBuilder().setAlias(1).setDoubleValue(value));
        return new RawRecord(
                        RawKind.MESSAGE,
                        partition,
                        sequence,
                        at,
                        "spBv1.0/group/DDATA/plc/meter",
                        payload,
                        payload.length,
                        RawHeaders.text("group/plc"),
                        null,
                        null)
                .orderedFrom(NOON + 1_000_000);
    }

    @Test
    void sessionEndsAfterThirtyDaysOfSilence() throws Exception {
        birth();
        assertThat(operator.numKeyedStateEntries()).isEqualTo(1);
        operator.processWatermark(new Watermark(NOON + 10_000 + KeyTimer.FORGET_MILLIS));
        assertThat(operator.numKeyedStateEntries()).isZero();
        assertThat(operator.numEventTimeTimers()).isZero();
    }

    private void birth() throws Exception {
        birth("plc");
    }

    private void birth(String node) throws Exception {
        send(
                "NBIRTH",
                node,
                Payload.newBuilder()
                        .setSeq(0)
                        .addMetrics(Metric.newBuilder()
                                .setName("bdSeq")
                                .setDatatype(8)
                                .setLongValue(0))
                        .build()
                        .toByteArray());
        send(
                "DBIRTH",
                node + "/meter",
                payload(
                        1,
                        Metric.newBuilder()
                                .setName("pm25")
                                .setAlias(1)
                                .setDatatype(DOUBLE)
                                .setDoubleValue(10)));
    }

    private static byte[] payload(int sequence, Metric.Builder metric) {
        return Payload.newBuilder().setSeq(sequence).addMetrics(metric).build().toByteArray();
    }

    private void send(String type, String node, byte[] payload) throws Exception {
        int slash = node.indexOf('/');
        String topic = "spBv1.0/group/" + type + "/" + node;
        long at = NOON + offset * 1_000;
        operator.processElement(
                new RawRecord(
                        RawKind.MESSAGE,
                        0,
                        offset++,
                        at,
                        topic,
                        payload,
                        payload.length,
                        RawHeaders.text("group/" + (slash < 0 ? node : node.substring(0, slash))),
                        null,
                        null),
                at);
    }

    private <T> List<T> side(OutputTag<T> tag) {
        return Harnesses.side(operator, tag);
    }
}
