package org.metrobed.stream.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.metrobed.model.Liveness;
import org.metrobed.stream.Harnesses;
import org.metrobed.stream.decode.LivenessSignal;
import org.metrobed.stream.support.KeyTimer;

class TrackLivenessTest {

    private static final long NOON = 1_777_636_800_000L;

    private KeyedOneInputStreamOperatorTestHarness<String, LivenessSignal, Liveness> operator;

    @BeforeEach
    void open() throws Exception {
        open(null);
    }

    private void open(OperatorSubtaskState snapshot) throws Exception {
        operator = Harnesses.open(new TrackLiveness(), LivenessSignal::key, new LivenessFormat(), snapshot);
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void thingIsKnownByItsLastMessageAndGateway() throws Exception {
        signal("tb/pole", "tb/gw-1", 0);
        signal("tb/pole", "tb/gw-2", 30);
        pass(30);
        assertThat(rows()).hasSize(2);
        Liveness last = rows().get(1);
        assertThat(last.heardMillis()).isEqualTo(NOON + 30_000);
        assertThat(last.gateway()).isEqualTo("tb/gw-2");
        assertThat(last.phenomenonMicros()).isEqualTo((NOON + 28_000) * 1_000);
        assertThat(last.skewMillis()).isEqualTo(2_000);
    }

    @Test
    void signalsOfTwoPartitionsAreTakenInTheOrderOfTheLog() throws Exception {
        say("tb/pole", 50, Liveness.Status.OFFLINE);
        signal("tb/pole", "tb/gw-1", 30);
        signal("tb/pole", "tb/gw-2", 0);
        assertThat(rows()).isEmpty();
        pass(60);
        assertThat(rows()).extracting(Liveness::gateway).containsExactly("tb/gw-2", "tb/gw-1", "tb/gw-1");
        assertThat(rows()).extracting(Liveness::heardMillis).containsExactly(NOON, NOON + 30_000, NOON + 30_000);
        assertThat(rows().get(2).status()).isEqualTo(Liveness.Status.OFFLINE);
    }

    @Test
    void olderSightingBehindTheWatermarkChangesNothing() throws Exception {
        signal("tb/pole", "tb/gw-1", 30);
        pass(40);
        signal("tb/pole", "tb/gw-2", 0);
        pass(50);
        assertThat(rows()).hasSize(1);
    }

    @Test
    void lastWillIsNoSignOfLife() throws Exception {
        say("tb/gw", 0, Liveness.Status.ONLINE);
        say("tb/gw", 50, Liveness.Status.OFFLINE);
        pass(50);
        Liveness last = rows().get(1);
        assertThat(last.status()).isEqualTo(Liveness.Status.OFFLINE);
        assertThat(last.statusMillis()).isEqualTo(NOON + 50_000);
        assertThat(last.heardMillis()).isEqualTo(NOON);
    }

    @Test
    void restoredItGoesOnAsBefore() throws Exception {
        signal("tb/pole", "tb/gw-1", 0);
        pass(0);
        say("tb/pole", 1, Liveness.Status.ONLINE);
        OperatorSubtaskState saved = operator.snapshot(1, 1);
        operator.close();
        open(saved);
        signal("tb/pole", "tb/gw-1", 70);
        pass(70);
        assertThat(rows()).hasSize(2).allMatch(row -> row.status() == Liveness.Status.ONLINE);
        assertThat(rows().get(1).skewSamples()).isEqualTo(2);
    }

    @Test
    void stateIsClearedAfterThirtyDaysOfSilence() throws Exception {
        signal("tb/pole", "tb/gw-1", 0);
        signal("tb/pole", "tb/gw-1", 60);
        operator.processWatermark(new Watermark(NOON + KeyTimer.FORGET_MILLIS));
        assertThat(operator.numKeyedStateEntries()).isEqualTo(1);
        operator.processWatermark(new Watermark(NOON + 60_000 + KeyTimer.FORGET_MILLIS));
        assertThat(operator.numKeyedStateEntries()).isZero();
        assertThat(operator.numEventTimeTimers()).isZero();
    }

    private void pass(long second) throws Exception {
        operator.processWatermark(new Watermark(NOON + second * 1_000));
    }

    private List<Liveness> rows() {
        return operator.extractOutputValues();
    }

    private void signal(String thing, String gateway, long second) throws Exception {
        long at = NOON + second * 1_000;
        operator.processElement(
                new LivenessSignal(
                        Liveness.Kind.THING, thing, gateway, at, (at - 2_000) * 1_000, Liveness.Status.UNKNOWN),
                at);
    }

    private void say(String id, long second, Liveness.Status status) throws Exception {
        long at = NOON + second * 1_000;
        Liveness.Kind kind = id.endsWith("gw") ? Liveness.Kind.GATEWAY : Liveness.Kind.THING;
        operator.processElement(new LivenessSignal(kind, id, "tb/gw-1", at, LivenessSignal.NO_TIME, status), at);
    }
}
