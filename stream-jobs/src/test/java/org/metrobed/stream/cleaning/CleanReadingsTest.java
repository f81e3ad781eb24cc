package org.metrobed.stream.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.metrobed.stream.Steps.reading;
import static org.metrobed.stream.Steps.settings;

import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.quality.Spike;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.limits.CrossCheckLimits;
import org.metrobed.model.limits.Peers;
import org.metrobed.stream.Steps;
import org.metrobed.stream.decode.Reading;
import org.metrobed.stream.decode.ReadingBuilder;

class CleanReadingsTest {

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
        try (CleaningHarness byTimer = CleaningHarness.open();
                CleaningHarness byReading = CleaningHarness.open()) {
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
        try (CleaningHarness harness = CleaningHarness.open()) {
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
        try (CleaningHarness harness = CleaningHarness.open()) {
            harness.send(reading(60, 60, 1, settings(0, 130)));
            harness.watermark(400);
            harness.send(reading(400, 500, 2, null));
            assertThat(harness.timers()).isEqualTo(1);
            harness.watermark(631);
            assertThat(harness.steps()).filteredOn(CleanedStep::quiet).hasSize(2);
        }
    }

    @Test
    void settingsThatAreSentAgainAreThoseOfTheVersionThatBroughtThem() throws Exception {
        try (CleaningHarness harness = CleaningHarness.open()) {
            harness.send(reading(60, 60, 1, settings(0, 130)));
            harness.send(reading(120, 120, 1, settings(0, 130).withCatalogVersion(2)));
            harness.send(reading(180, 180, 1, settings(0, 140).withCatalogVersion(3)));
            assertThat(harness.steps())
                    .extracting(step -> step.settings().catalogVersion())
                    .containsExactly(1L, 1L, 3L);
        }
    }

    @Test
    void verdictComesAcrossARestore() throws Exception {
        OperatorSubtaskState snapshot;
        try (CleaningHarness before = CleaningHarness.open()) {
            before.send(reading(60, 60, 1, SPIKES));
            before.send(reading(120, 120, 40, null));
            snapshot = before.operator().snapshot(1, 1);
        }
        try (CleaningHarness after = CleaningHarness.restored(snapshot)) {
            after.send(reading(180, 180, 1, null));
            assertThat(after.observations())
                    .extracting(Observation::revision, Observation::flag)
                    .containsExactly(tuple(0, QualityFlag.GOOD), tuple(1, QualityFlag.FAIL));
            assertThat(after.values()).isEqualTo(1);
        }
    }

    @Test
    void timerMovesOnWhileReadingsCome() throws Exception {
        try (CleaningHarness harness = CleaningHarness.open()) {
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
        try (CleaningHarness harness = CleaningHarness.open()) {
            harness.send(reading(60, 60, 1, settings(0, 130)));
            harness.operator().processWatermark(Watermark.MAX_WATERMARK);
            assertThat(harness.steps()).noneMatch(CleanedStep::quiet);
        }
    }

    @Test
    void restoredOperatorGoesOnWhereItWas() throws Exception {
        OperatorSubtaskState snapshot;
        try (CleaningHarness before = CleaningHarness.open()) {
            before.send(reading(60, 60, 1, settings(100, 130)));
            before.send(reading(120, 61, 2, null));
            snapshot = before.operator().snapshot(1, 1);
        }
        try (CleaningHarness after = CleaningHarness.restored(snapshot)) {
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
        try (CleaningHarness before = CleaningHarness.open()) {
            before.send(received(60, 60, 10));
            before.send(reading(60, 61, 14, HELD));
            before.watermark(62);
            assertThat(before.steps()).isEmpty();
            snapshot = before.operator().snapshot(1, 1);
        }
        try (CleaningHarness after = CleaningHarness.restored(snapshot)) {
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
        try (CleaningHarness harness = CleaningHarness.open()) {
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

    @Test
    void readingsOfSeveralKeysAreTakenInTheOrderOfTheLogAlsoAcrossARestore() throws Exception {
        OperatorSubtaskState snapshot;
        try (CleaningHarness before = CleaningHarness.open()) {
            before.send(inAnyOrder(reading(120, 121, 2, settings(0, 130)), 1));
            before.send(inAnyOrder(reading(60, 61, 1, settings(0, 130)), 0));
            before.watermark(60);
            assertThat(before.observations()).isEmpty();
            snapshot = before.operator().snapshot(1, 1);
        }
        try (CleaningHarness after = CleaningHarness.restored(snapshot)) {
            after.send(inAnyOrder(reading(60, 62, 3, settings(0, 130)), 1));
            after.watermark(121);
            assertThat(after.observations())
                    .extracting(
                            Observation::result, observation -> TestBits.has(observation.tests(), TestBits.DUPLICATE))
                    .containsExactly(tuple(1.0, false), tuple(3.0, true), tuple(2.0, false));
            assertThat(after.timers()).as("that of the silence").isEqualTo(1);
        }
    }

    @Test
    void firstReadingAfterAChangeOfTheKeyIsHeldAndLaterOnesAreNot() throws Exception {
        try (CleaningHarness harness = CleaningHarness.open()) {
            harness.send(reading(600, 600, 4, settings(0, 130)).withPartition(1).withOrderedFromMillis(550_000));
            harness.send(reading(601, 601, 5, null).withPartition(1).withOrderedFromMillis(550_000));
            harness.send(reading(60, 60, 1, settings(0, 130)));
            assertThat(harness.stored()).as("that of the key before").isEqualTo(1);
            harness.watermark(600);
            assertThat(harness.stored())
                    .as("the first one, and the one behind it")
                    .isEqualTo(3);
            harness.send(reading(602, 602, 6, null).withPartition(1).withOrderedFromMillis(550_000));
            assertThat(harness.stored()).as("at once").isEqualTo(4);
            harness.send(reading(603, 603, 7, null).withPartition(1).withOrderedFromMillis(550_000));
            assertThat(harness.observations()).extracting(Observation::result).containsExactly(1.0, 4.0, 5.0, 6.0, 7.0);
        }
    }

    @Test
    void heldReadingsAreTakenAtTheEndOfTheStream() throws Exception {
        try (CleaningHarness harness = CleaningHarness.open()) {
            harness.send(inAnyOrder(reading(60, 60, 1, settings(0, 130)), 0));
            harness.operator().processWatermark(Watermark.MAX_WATERMARK);
            assertThat(harness.stored()).isEqualTo(1);
            assertThat(harness.steps()).noneMatch(CleanedStep::quiet);
        }
    }

    /** The deadline of silence moves from second 190 to 65 with the reading of second 60; another reading is held for second 190. */
    @Test
    void heldReadingKeepsItsTimerIfADeadlineOfThatTimeIsDropped() throws Exception {
        try (CleaningHarness harness = CleaningHarness.open()) {
            harness.send(reading(50, 60, 1, settings(0, 130)));
            harness.send(inAnyOrder(reading(190, 190, 3, settings(0, 5)), 1));
            harness.send(reading(60, 60, 2, settings(0, 5)));
            harness.watermark(190);
            assertThat(harness.stored()).isEqualTo(3);
        }
    }

    private static Reading inAnyOrder(Reading reading, int partition) {
        return reading.withPartition(partition).withOrderedFromMillis(Reading.NEVER);
    }
}
