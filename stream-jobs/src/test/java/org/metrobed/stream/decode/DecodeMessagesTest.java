package org.metrobed.stream.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.metrobed.stream.Harnesses;
import org.metrobed.stream.Steps;
import org.metrobed.stream.catalog.CatalogNotice;
import org.metrobed.stream.catalog.CatalogTimeline;
import org.metrobed.stream.source.RawPartitions;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.stream.support.LogProgress;
import org.metrobed.stream.support.StateFormatType;
import org.metrobed.stream.support.Tracing;
import org.metrobed.topics.Heartbeat;
import org.metrobed.topics.RawKind;

class DecodeMessagesTest {

    private static final long NOON = Decoding.RECEIVED;
    private static final int PARTITIONS = 2;
    private static final int EXISTING = 4;
    private static final String RUN = "restored at a division";

    private OneInputStreamOperatorTestHarness<RawRecord, Reading> operator;
    private long offset;

    /** A catalog of which a record is skipped, so that a notice is due at noon. */
    private record Skipping() implements FilledCatalog {
        private static final long serialVersionUID = 1L;

        @Override
        public void fill(CatalogTimeline timeline) {
            timeline.addVersion(0, Decoding.inForce(1, Steps.settings(0, 130)).catalog());
            timeline.addSkipped(NOON - CatalogTimeline.LEAD_MILLIS, 8, "it does not compile");
            timeline.advanceTo(Long.MAX_VALUE / 2);
            timeline.markLoaded();
        }
    }

    @BeforeEach
    void open() throws Exception {
        setUp();
        operator.open();
    }

    private void setUp() throws Exception {
        operator = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new DecodeMessages(
                new Skipping(), said -> RawPartitions.require(said, PARTITIONS, () -> EXISTING), RUN, Tracing.OFF)));
        operator.setup(new StateFormatType<>(new ReadingFormat())
                .createSerializer(operator.getExecutionConfig().getSerializerConfig()));
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    /** The watermark follows the newest record, heartbeat or not, and answers end at the watermark. */
    @Test
    void noticeIsReportedByTheFirstRecordFromItsTimeOnWhateverItIs() throws Exception {
        message(0, NOON - 1);
        message(1, NOON + 400);
        assertThat(notices()).isEmpty();
        message(0, NOON);
        assertThat(notices()).extracting(CatalogNotice::fromMillis).containsExactly(NOON);
        message(0, NOON + 1);
        heartbeat(NOON + 2);
        assertThat(notices()).hasSize(1);
    }

    @Test
    void heartbeatReportsTheNoticeIfThereIsNoMessage() throws Exception {
        heartbeat(NOON - 1);
        assertThat(notices()).isEmpty();
        heartbeat(NOON + 999);
        assertThat(notices()).hasSize(1);
    }

    @Test
    void partitionsThatTheJobDoesNotReadStopIt() throws Exception {
        send(RawKind.DIVISION, 0, NOON, "", new byte[] {'2'});
        assertThatThrownBy(() -> send(RawKind.DIVISION, 1, NOON, "", new byte[] {'4'}))
                .hasMessageContaining(
                        "the raw log has 4 partitions since this job was started with 2: start the job again");
        assertThat(operator.extractOutputValues()).isEmpty();
    }

    @Test
    void partitionWaitsAtARestoredDivisionOnlyWhenItsWatermarkHasComeToItAgain() throws Exception {
        message(0, NOON);
        send(RawKind.DIVISION, 1, NOON + 60, "", new byte[] {'2'});
        OperatorSubtaskState saved = operator.snapshot(1, 1);
        operator.close();
        setUp();
        operator.initializeState(saved);
        operator.open();

        LogProgress progress = LogProgress.enter(RUN);
        try {
            message(0, NOON + 1);
            message(1, NOON + 59);
            send(RawKind.MONITOR, 1, NOON + 90, "", new byte[0]);
            send(RawKind.ALARM, 1, NOON + 90, "", new byte[0]);
            assertThat(progress.divisions()).as("it has no watermark yet").isZero();
            message(1, NOON + 60);
            message(1, NOON + 61);
            assertThat(progress.divisions()).isOne();
            assertThat(progress.dividedMillis(1)).isEqualTo(NOON + 60);
        } finally {
            progress.leave();
        }
    }

    @Test
    void numberOfPartitionsThatDoNotExistIsNotBelieved() {
        RawPartitions.require(900, EXISTING, () -> EXISTING);
        RawPartitions.require(EXISTING, EXISTING, () -> {
            throw new AssertionError("Kafka need not be asked");
        });
    }

    private void message(int partition, long logMillis) throws Exception {
        send(RawKind.MESSAGE, partition, logMillis, Decoding.TOPIC, "{\"o\":{\"pm25\":1}}".getBytes(UTF_8));
    }

    private void heartbeat(long logMillis) throws Exception {
        send(RawKind.HEARTBEAT, 0, logMillis, "", Heartbeat.CODEC.encode(new Heartbeat("test", logMillis, 0)));
    }

    private void send(RawKind kind, int partition, long logMillis, String topic, byte[] payload) throws Exception {
        operator.processElement(
                new RawRecord(kind, partition, offset++, logMillis, topic, payload, payload.length), logMillis);
    }

    private List<CatalogNotice> notices() {
        return Harnesses.side(operator, DecodeMessages.CATALOG_NOTICES);
    }
}
