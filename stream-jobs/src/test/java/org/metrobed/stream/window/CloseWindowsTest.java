package org.metrobed.stream.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.metrobed.stream.Steps.DATASTREAM;
import static org.metrobed.stream.Steps.SECOND;

import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Verdicts;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.stream.Harnesses;
import org.metrobed.stream.Steps;
import org.metrobed.stream.cleaning.CleanedStep;

class CloseWindowsTest {

    private static final long DAY_SECONDS = 86_400;

    private KeyedOneInputStreamOperatorTestHarness<String, CleanedStep, WindowRevision> operator;

    @BeforeEach
    void open() throws Exception {
        open(null);
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void quietDatastreamHasOneTimerAndNoneWhenItsDayHasClosed() throws Exception {
        reading(10, 10, 10);
        assertThat(operator.numEventTimeTimers()).isZero();
        quiet(10, 140);
        assertThat(operator.numEventTimeTimers()).isEqualTo(1);
        operator.processWatermark(189_999);
        assertThat(closed()).isEmpty();
        operator.processWatermark(190_000);
        assertThat(closed()).containsExactly(tuple(60_000L, 190_000L));
        assertThat(operator.numEventTimeTimers()).isEqualTo(1);
        operator.processWatermark((DAY_SECONDS + 130) * 1_000);
        assertThat(closed())
                .containsExactly(
                        tuple(60_000L, 190_000L),
                        tuple(900_000L, 1_030_000L),
                        tuple(3_600_000L, 3_730_000L),
                        tuple(86_400_000L, 86_530_000L));
        assertThat(operator.numEventTimeTimers()).isZero();
    }

    @Test
    void lateAdditionsWaitForTheEndOfTheMinuteInWhichTheyCameAlsoAfterAnEarlierDeadline() throws Exception {
        reading(10, 10, 10);
        quiet(10, 140);
        reading(100, 100, 145);
        reading(20, 100, 150);
        operator.processWatermark(179_999);
        assertThat(operator.numEventTimeTimers()).isEqualTo(1);
        assertThat(closed()).containsExactly(tuple(60_000L, 145_000L));
        operator.processWatermark(180_000);
        assertThat(closed()).containsExactly(tuple(60_000L, 145_000L), tuple(60_000L, 180_000L));
        operator.processWatermark(DAY_SECONDS * 1_000);
        assertThat(closed()).hasSize(2);
        assertThat(operator.numEventTimeTimers()).isZero();
    }

    @Test
    void endOfABoundedRunClosesAndRevisesNothing() throws Exception {
        reading(10, 10, 10);
        reading(70, 70, 70);
        reading(20, 70, 71);
        quiet(70, 201);
        assertThat(closed()).hasSize(2);
        operator.processWatermark(Watermark.MAX_WATERMARK);
        assertThat(closed()).hasSize(2);
    }

    @Test
    void restoredOperatorKeepsDeadlineAndOpenWindowsOfAllLengths() throws Exception {
        reading(10, 10, 10);
        reading(70, 70, 70);
        quiet(70, 200);
        OperatorSubtaskState snapshot = operator.snapshot(1, 1);
        operator.close();
        open(snapshot);
        assertThat(operator.numEventTimeTimers()).isEqualTo(1);
        operator.processWatermark(2 * DAY_SECONDS * 1_000);
        assertThat(closed())
                .containsExactly(
                        tuple(60_000L, 250_000L),
                        tuple(900_000L, 1_030_000L),
                        tuple(3_600_000L, 3_730_000L),
                        tuple(86_400_000L, 86_530_000L));
        assertThat(operator.extractOutputValues().get(3).good().count()).isEqualTo(2);
    }

    private void open(OperatorSubtaskState snapshot) throws Exception {
        operator = Harnesses.open(new CloseWindows(), CleanedStep::datastream, new WindowRevisionFormat(), snapshot);
    }

    private List<Tuple> closed() {
        return operator.extractOutputValues().stream()
                .map(revision -> tuple(revision.sizeMillis(), revision.recordedMillis()))
                .toList();
    }

    private void reading(long second, long clockSecond, long logSecond) throws Exception {
        Observation observation = ObservationBuilder.builder()
                .datastream(DATASTREAM)
                .phenomenonMicros(second * SECOND)
                .result((double) second)
                .flag(QualityFlag.GOOD)
                .tests(Verdicts.NONE)
                .cause(Observation.Cause.ARRIVAL)
                .raw(new RawPosition(0, logSecond, 0))
                .receivedMillis(logSecond * 1_000)
                .catalogVersion(1)
                .build();
        step(observation, clockSecond, logSecond, false);
    }

    private void quiet(long clockSecond, long logSecond) throws Exception {
        step(null, clockSecond, logSecond, true);
    }

    private void step(Observation observation, long clockSecond, long logSecond, boolean quiet) throws Exception {
        boolean late = observation != null && observation.phenomenonMicros() < clockSecond * SECOND;
        operator.processElement(
                new CleanedStep(
                        DATASTREAM,
                        observation,
                        late,
                        clockSecond * SECOND,
                        quiet,
                        logSecond * 1_000,
                        Steps.settings(0, 130)),
                logSecond * 1_000);
    }
}
