package org.metrobed.stream.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.metrobed.model.AlertEvent;
import org.metrobed.stream.Harnesses;
import org.metrobed.stream.anomaly.AlertEventFormat;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.topics.Heartbeat;
import org.metrobed.topics.RawKind;

class RaiseIngestAlertsTest {

    private static final long NOON = 1_777_636_800_000L;

    private KeyedOneInputStreamOperatorTestHarness<String, RawRecord, AlertEvent> operator;

    @BeforeEach
    void open() throws Exception {
        open(null);
    }

    private void open(OperatorSubtaskState snapshot) throws Exception {
        operator = Harnesses.open(new RaiseIngestAlerts(1_001), beat -> "", new AlertEventFormat(), snapshot);
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void restartOfTheSameClientIsNoSilence() throws Exception {
        beat("metrobed-ingest/aaaa", 0);
        beat("metrobed-ingest/bbbb", 20);
        beat("metrobed-ingest/bbbb", 50);
        beat("metrobed-ingest/bbbb", 100);
        assertThat(operator.extractOutputValues()).isEmpty();
    }

    @Test
    void silenceThatOutlivesARestoreIsOneAlert() throws Exception {
        beat("metrobed-ingest/aaaa", 0);
        send(RawKind.MONITOR, "watch", 90);
        assertThat(operator.extractOutputValues()).extracting(AlertEvent::kind).containsExactly(AlertEvent.Kind.OPENED);
        OperatorSubtaskState saved = operator.snapshot(1, 1);
        operator.close();
        open(saved);
        send(RawKind.MONITOR, "watch", 120);
        beat("metrobed-ingest/cccc", 600);
        assertThat(operator.extractOutputValues())
                .extracting(AlertEvent::kind)
                .containsExactly(AlertEvent.Kind.RESOLVED);
        assertThat(operator.numEventTimeTimers()).isZero();
    }

    private void beat(String instance, long second) throws Exception {
        send(RawKind.HEARTBEAT, instance, second);
    }

    private void send(RawKind kind, String instance, long second) throws Exception {
        long at = NOON + second * 1_000;
        byte[] value = Heartbeat.CODEC.encode(new Heartbeat(instance, at, NOON));
        operator.processElement(new RawRecord(kind, 0, second, at, "", value, value.length), at);
    }
}
