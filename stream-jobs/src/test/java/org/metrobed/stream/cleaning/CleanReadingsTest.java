package org.metrobed.stream.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.metrobed.stream.Steps.reading;
import static org.metrobed.stream.Steps.settings;

import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.quality.Spike;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.limits.CrossCheckLimits;
import org.metrobed.model.limits.Peers;
import org.metrobed.stream.Steps;
import org.metrobed.stream.decode.Reading;
import org.metrobed.stream.decode.ReadingBuilder;

class CleanReadingsTest {

    private static final long HOUR_MILLIS = 3_600_000;
    private static final DatastreamSettings SPIKES =
            settings(0, 130, Steps.GROSS_RANGE.with(new Spike.Params(4.5, 10, Spike.Method.AVERAGE)));

    private static final DatastreamSettings HELD = settings(0, 130)
            .withPeers(new Peers(
                    List.of(new CrossCheckLimits(
                            "tb/station/pm10", CrossCheckLimits.Kind.PART_OF, 2, 0, 30 * Steps.SECOND)),
                    null,
                    2_000));

    @Test
    void quietTickIsTheSameByTimerAndByTheNextReading() throws Exception {
        try (Harness byTimer = harness();
                Harness byReading = harness()) {
            byTimer.send(reading(60, 60, 1, settings(100, 130)));
            byReading.send(reading(60, 60, 1, settings(100, 130)));
            byTimer.watermark(400);
            byTimer.send(reading(400, 500, 2, null));
            byReading.send(reading(400, 500, 2, null));
            assertThat(byTimer.steps()).isEqualTo(byReading.steps()).anyMatch(CleanedStep::quiet);
        }
    }

    @Test
    void quietDatastreamIsForgottenAfterThirtyDaysAndHasNoTimerThen() throws Exception {
        try (Harness harness = harness()) {
            harness.send(reading(60, 60, 1, settings(0, 130)));
            assertThat(harness.timers()).isEqualTo(1);
            harness.watermark(191);
            assertThat(harness.timers()).isEqualTo(1);
            harness.watermark(191 + 30 * 86_400);
            assertThat(harness.timers()).isZero();
        }
    }

    @Test
    void readingAfterSilenceHasItsOwnDeadlineAgain() throws Exception {
        try (Harness harness = harness()) {
            harness.send(reading(60, 60, 1, settings(0, 130)));
            harness.watermark(400);
            harness.send(reading(400, 500, 2, null));
            assertThat(harness.timers()).isEqualTo(1);
            harness.watermark(631);
            assertThat(harness.steps()).filteredOn(CleanedStep::quiet).hasSize(2);
        }
    }

    @Test
    void verdictComesAcrossARestore() throws Exception {
        OperatorSubtaskState snapshot;
        try (Harness before = harness()) {
            before.send(reading(60, 60, 1, SPIKES));
            before.send(reading(120, 120, 40, null));
            snapshot = before.operator().snapshot(1, 1);
        }
        try (Harness after = Harness.restored(snapshot)) {
            after.send(reading(180, 180, 1, null));
            assertThat(after.observations())
                    .extracting(Observation::revision, Observation::flag)
                    .containsExactly(tuple(0, QualityFlag.GOOD), tuple(1, QualityFlag.FAIL));
            assertThat(after.values()).isEqualTo(1);
        }
    }

    @Test
    void timerMovesOnWhileReadingsCome() throws Exception {
        try (Harness harness = harness()) {
            harness.send(reading(60, 60, 1, settings(0, 130)));
            harness.send(reading(120, 120, 1, null));
            harness.watermark(191);
            assertThat(harness.steps()).noneMatch(CleanedStep::quiet);
            assertThat(harness.timers()).isEqualTo(1);
            harness.watermark(250);
            assertThat(harness.steps()).anyMatch(CleanedStep::quiet);
        }
    }

    @Test
    void endOfTheStreamIsNotSilence() throws Exception {
        try (Harness harness = harness()) {
            harness.send(reading(60, 60, 1, settings(0, 130)));
            harness.operator().processWatermark(Watermark.MAX_WATERMARK);
            assertThat(harness.steps()).noneMatch(CleanedStep::quiet);
        }
    }

    @Test
    void restoredOperatorGoesOnWhereItWas() throws Exception {
        OperatorSubtaskState snapshot;
        try (Harness before = harness()) {
            before.send(reading(60, 60, 1, settings(100, 130)));
            before.send(reading(120, 61, 2, null));
            snapshot = before.operator().snapshot(1, 1);
        }
        try (Harness after = Harness.restored(snapshot)) {
            after.send(reading(120, 62, 2, null));
            after.watermark(400);
            assertThat(after.steps())
                    .extracting(step -> step.observation() == null
                            ? null
                            : step.observation().result())
                    .containsExactly(1.0, 2.0, null);
            assertThat(after.stored()).as("the repeat").isEqualTo(1);
        }
    }

    @Test
    void valuesOfOthersAreAwaitedByTheLogsClockAlsoAcrossARestore() throws Exception {
        OperatorSubtaskState snapshot;
        try (Harness before = harness()) {
            before.send(received(60, 60, 10));
            before.send(reading(60, 61, 14, HELD));
            before.watermark(62);
            assertThat(before.steps()).isEmpty();
            snapshot = before.operator().snapshot(1, 1);
        }
        try (Harness after = Harness.restored(snapshot)) {
            after.send(received(60, 62, 10));
            after.watermark(63);
            assertThat(after.steps())
                    .singleElement()
                    .satisfies(step -> assertThat(step.observation().flag()).isEqualTo(QualityFlag.SUSPECT));
            after.watermark(64);
            assertThat(after.timers()).as("that of the silence").isEqualTo(1);
        }
    }

    @Test
    void endOfTheStreamJudgesNobody() throws Exception {
        try (Harness harness = harness()) {
            harness.send(reading(60, 60, 14, HELD));
            harness.operator().processWatermark(Watermark.MAX_WATERMARK);
            assertThat(harness.steps()).isEmpty();
        }
    }

    private static Reading received(long observedSecond, long receivedSecond, double value) {
        return ReadingBuilder.builder()
                .datastream(Steps.DATASTREAM)
                .phenomenonMicros(observedSecond * Steps.SECOND)
                .value(value)
                .receivedMillis(receivedSecond * 1_000)
                .partition(1)
                .offset(receivedSecond)
                .catalogVersion(1)
                .of("tb/station/pm10")
                .build();
    }

    private static Harness harness() throws Exception {
        return Harness.restored(null);
    }

    /** Flink's harness around the operator, in seconds. */
    private record Harness(KeyedOneInputStreamOperatorTestHarness<String, Reading, CleanedStep> operator)
            implements AutoCloseable {

        static Harness restored(OperatorSubtaskState snapshot) throws Exception {
            KeyedOneInputStreamOperatorTestHarness<String, Reading, CleanedStep> operator =
                    new KeyedOneInputStreamOperatorTestHarness<>(
                            new KeyedProcessOperator<>(new CleanReadings(48 * HOUR_MILLIS)),
                            Reading::datastream,
                            Types.STRING);
            operator.setup(new org.metrobed.stream.support.StateFormatType<>(new CleanedFormat())
                    .createSerializer(operator.getExecutionConfig().getSerializerConfig()));
            if (snapshot != null) {
                operator.initializeState(snapshot);
            }
            operator.open();
            return new Harness(operator);
        }

        void send(Reading reading) throws Exception {
            operator.processElement(reading, reading.receivedMillis());
        }

        void watermark(long second) throws Exception {
            operator.processWatermark(second * 1_000);
        }

        int timers() {
            return operator.numEventTimeTimers();
        }

        List<CleanedStep> steps() {
            return operator.extractOutputValues();
        }

        int stored() {
            return observations().size();
        }

        List<Observation> observations() {
            return operator.getSideOutput(CleanReadings.OBSERVATIONS).stream()
                    .map(StreamRecord::getValue)
                    .toList();
        }

        int values() {
            return operator.getSideOutput(CleanReadings.VALUES).size();
        }

        @Override
        public void close() {
            try {
                operator.close();
            } catch (Exception e) { // the harness declares it
                throw new IllegalStateException("the operator does not close: " + Steps.DATASTREAM, e);
            }
        }
    }
}
