package org.metrobed.stream.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metrobed.stream.anomaly.RandomArrivals.START_MILLIS;
import static org.metrobed.stream.anomaly.RandomArrivals.STEP_MILLIS;
import static org.metrobed.stream.anomaly.RandomArrivals.arrival;
import static org.metrobed.stream.anomaly.RandomArrivals.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.analysis.anomaly.AnomalyDetector;
import org.metrobed.analysis.anomaly.Band;
import org.metrobed.analysis.correlate.DetectorReport;
import org.metrobed.analysis.correlate.Deviation;
import org.metrobed.analysis.quality.GrossRange;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEvent.Kind;
import org.metrobed.model.AnomalyDetection;
import org.metrobed.model.CityHolidays;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Severity;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Sentinels;
import org.metrobed.model.limits.Span;
import org.metrobed.stream.Harnesses;
import org.metrobed.stream.Steps;
import org.metrobed.stream.cleaning.CleanedStep;

class DetectAnomaliesTest {

    private static final int SMALL = 6 * 1024;
    private static final long SKEW_MILLIS = 1_001;
    private static final DatastreamSettings SETTINGS = settings(STEP_MILLIS);

    @ParameterizedTest
    @CsvSource({"1,300000", "2,300000", "3,300000", "4,60000"})
    void sameEventsStraightAcrossRestoresAndWheneverWatermarksPass(long seed, long intervalMillis) throws Exception {
        List<CleanedStep> arrivals = RandomArrivals.of(seed, intervalMillis);
        Emitted straight = run(arrivals, new Random(seed), 0, 0);
        Emitted restored = run(arrivals, new Random(seed), 0.005, 0);
        Emitted watermarks = run(arrivals, new Random(seed), 0, 0.3);
        Emitted both = run(arrivals, new Random(-seed), 0.002, 0.9);

        assertThat(straight.events()).hasSizeGreaterThan(8);
        assertThat(restored).isEqualTo(straight);
        assertThat(watermarks).isEqualTo(straight);
        assertThat(both).isEqualTo(straight);
    }

    @ParameterizedTest
    @CsvSource({"5,300000", "6,300000", "7,60000"})
    void stepsOfAnAlertCountUpFromItsBeginningToItsEnd(long seed, long intervalMillis) throws Exception {
        Map<String, List<AlertEvent>> alerts = new HashMap<>();
        run(RandomArrivals.of(seed, intervalMillis), new Random(seed), 0, 0.1)
                .events()
                .forEach(report -> alerts.computeIfAbsent(report.event().alertId(), id -> new ArrayList<>())
                        .add(report.event()));
        int open = 0;
        for (List<AlertEvent> steps : alerts.values()) {
            for (int i = 0; i < steps.size(); i++) {
                assertThat(steps.get(i).sequence()).isEqualTo(i);
                assertThat(steps.get(i).onsetMicros()).isEqualTo(steps.get(0).onsetMicros());
            }
            String kinds =
                    steps.stream().map(step -> step.kind().word()).toList().toString();
            assertThat(kinds)
                    .matches(
                            "\\[(pending, )?opened(, updated)*(, resolved, opened(, updated)*)*(, resolved)?]|\\[pending(, withdrawn)?]");
            open += kinds.endsWith("resolved]") || kinds.endsWith("withdrawn]") ? 0 : 1;
        }
        assertThat(open).isLessThanOrEqualTo(1);
    }

    @Test
    void silenceIsToldByTheLogsClockAtItsDeadlineAndEndsWithTwoReadings() throws Exception {
        try (Harness harness = Harness.restored(null)) {
            onTime(harness, 0, 20);
            harness.watermark(at(19 + 4));
            assertThat(harness.reports()).isEmpty();
            harness.watermark(at(19 + 4) + 1);
            AlertEvent event = harness.reports().get(0).event();
            assertThat(event.kind()).isEqualTo(Kind.OPENED);
            assertThat(event.finding().cause()).isEqualTo("silence");
            assertThat(event.onsetMicros()).isEqualTo(at(19) * 1_000);
            assertThat(event.atMicros()).isEqualTo(at(23) * 1_000);
            assertThat(event.recordedMillis()).isEqualTo(at(23) + 1);
            assertThat(event.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(event.observed()).isNaN();
            assertThat(event.message()).isEqualTo("Particles: no reading since 02:35, expected one every 5 min");
            onTime(harness, 40, 42);
            assertThat(harness.reports())
                    .extracting(report -> report.event().kind())
                    .containsExactly(Kind.OPENED, Kind.RESOLVED);
            assertThat(harness.reports().get(0).site()).isEqualTo(RandomArrivals.MONITOR.site());
            assertThat(harness.timers()).isEqualTo(1);
        }
    }

    @Test
    void endOfTheStreamIsNotSilence() throws Exception {
        try (Harness harness = Harness.restored(null)) {
            onTime(harness, 0, 20);
            harness.operator().processWatermark(Watermark.MAX_WATERMARK);
            assertThat(harness.reports()).isEmpty();
        }
    }

    @Test
    void deadDatastreamIsForgottenAfterThirtyDaysAndItsAlertResolved() throws Exception {
        try (Harness harness = Harness.restored(null)) {
            onTime(harness, 0, 20);
            harness.watermark(at(20) + 31L * 86_400_000);
            assertThat(harness.reports())
                    .extracting(report -> report.event().kind())
                    .containsExactly(Kind.OPENED, Kind.RESOLVED);
            assertThat(harness.reports().get(1).event().message())
                    .isEqualTo("Particles: no reading since 2026-01-05, it is no longer waited for");
            assertThat(harness.timers()).isZero();
            assertThat(harness.operator().numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void watchThatTheCatalogEndsResolvesItsAlertAndLeavesNothing() throws Exception {
        try (Harness harness = Harness.restored(null)) {
            onTime(harness, 0, 20);
            harness.watermark(at(30));
            harness.send(arrival(at(31), at(31), 100, SETTINGS.withAnomalyDetection(AnomalyDetection.OFF)));
            assertThat(harness.reports())
                    .extracting(report -> report.event().kind())
                    .containsExactly(Kind.OPENED, Kind.RESOLVED);
            assertThat(harness.reports().get(1).event().message()).isEqualTo("Particles: the watch was switched off");
            assertThat(harness.operator().numKeyedStateEntries()).isZero();
            assertThat(harness.timers()).isZero();
        }
    }

    @Test
    void whatWasLearntStaysWhenTheCatalogChangesTheInterval() throws Exception {
        try (Harness harness = Harness.restored(null)) {
            onTime(harness, 0, 20);
            harness.send(arrival(at(20), at(20), 100, settings(2 * STEP_MILLIS)));
            harness.watermark(at(20) + 8 * STEP_MILLIS);
            assertThat(harness.reports()).isEmpty();
            harness.watermark(at(20) + 8 * STEP_MILLIS + 1);
            assertThat(harness.reports()).hasSize(1);
        }
    }

    @Test
    void standingsTellEachJudgedValueAgainstWhatWasExpected() throws Exception {
        try (Harness harness = Harness.restored(null)) {
            onTime(harness, 0, 20);
            assertThat(harness.deviations()).hasSize(20);
            Deviation last = harness.deviations().get(19);
            assertThat(last.datastream()).isEqualTo(Steps.DATASTREAM);
            assertThat(last.atMicros())
                    .as("time stamp of a mean: the end of its interval")
                    .isEqualTo((at(19) + STEP_MILLIS) * 1_000);
            assertThat(last.recordedMillis()).isEqualTo(at(19));
            assertThat(last.value()).isEqualTo(119);
            assertThat(last.expected()).isBetween(last.expectedLow(), last.expectedHigh());
        }
    }

    @Test
    void whatIsExpectedLiesInWhatCanBe() {
        Span possible = new Span(118, 119);
        DatastreamSettings narrow = new DatastreamSettings(
                        Steps.DATASTREAM,
                        1,
                        STEP_MILLIS,
                        0,
                        2 * STEP_MILLIS,
                        QualityConfig.ofInterval(STEP_MILLIS * 1_000).with(new GrossRange.Params(possible, possible)),
                        Sentinels.NONE,
                        List.of())
                .withAnomalyDetection(SETTINGS.anomalyDetection());
        AnomalyState state = AnomalyState.of(narrow);
        for (int step = 0; step < 20; step++) {
            state.anomalyDetection().next(at(step) * 1_000, at(step) * 1_000, 100 + step, false);
        }
        assertThat(state.anomalyDetection().judged().orElseThrow().band().low()).isLessThan(118);
        assertThat(state.judged().orElseThrow().band().low()).isEqualTo(118);
        assertThat(state.judged().orElseThrow().value()).isEqualTo(119);
    }

    @Test
    void bandOfADirectionLiesOnTheTurnOfItsValueAlsoAfterARestart() throws Exception {
        AnomalyDetection one = SETTINGS.anomalyDetection();
        AnomalyDetection directions = new AnomalyDetection(
                true, one.options(), one.name(), "deg", one.zone(), one.site(), Statistic.DIRECTION, CityHolidays.NONE);
        AnomalyState state = AnomalyState.of(SETTINGS.withAnomalyDetection(directions));
        for (int step = 0; step < 50; step++) {
            double value = step % 2 == 0 ? 350 : 10;
            state.anomalyDetection().next(at(step) * 1_000, at(step) * 1_000, value, false);
            AnomalyStateFormat format = new AnomalyStateFormat();
            DataOutputSerializer out = new DataOutputSerializer(SMALL);
            format.write(state, out);
            AnomalyDetector.Judged judged = state.judged().orElseThrow();
            if (step > 10) {
                Band band = judged.band();
                assertThat(judged.value()).isBetween(band.expected() - 30, band.expected() + 30);
                assertThat(band.expected()).isBetween(band.low(), band.high());
                assertThat(band.high() - band.low()).isLessThan(180);
            }
            state = format.read(format.version(), new DataInputDeserializer(out.getCopyOfBuffer()));
        }
        assertThat(state.settings.statistic()).isEqualTo(Statistic.DIRECTION);
    }

    @Test
    void stateOfATrainedWatchIsSmall() throws Exception {
        AnomalyState state = AnomalyState.of(SETTINGS);
        AnomalyDecisions watching = new AnomalyDecisions(Steps.DATASTREAM, new Nowhere());
        RandomArrivals.of(8, STEP_MILLIS).forEach(arrival -> watching.take(state, arrival));
        DataOutputSerializer out = new DataOutputSerializer(SMALL);
        new AnomalyStateFormat().write(state, out);

        assertThat(out.length()).isLessThanOrEqualTo(SMALL);
    }

    @Test
    void detectorOfAnEarlierReleaseGoesOn() throws Exception {
        for (int version : List.of(2, 3)) {
            byte[] bytes = Files.readAllBytes(
                    Path.of("src", "test", "resources", "state", "anomaly-state", "v" + version + "-full.bin"));
            AnomalyState state = new AnomalyStateFormat().read(version, new DataInputDeserializer(bytes));
            state.anomalyDetection().next(at(0) * 1_000, at(0) * 1_000, 5, false);
            assertThat(state.saved()).hasSize(AnomalyState.of(SETTINGS).saved().length);
        }
    }

    /** All output of the operator. */
    private record Emitted(List<DetectorReport> events, List<Deviation> deviations) {}

    /** Feeds arrivals, each with a chance of a restart or a watermark before it. */
    private static Emitted run(List<CleanedStep> arrivals, Random random, double restarts, double watermarks)
            throws Exception {
        Emitted told = new Emitted(new ArrayList<>(), new ArrayList<>());
        Harness harness = Harness.restored(null);
        long log = 0;
        for (CleanedStep arrival : arrivals) {
            if (log > 0 && random.nextDouble() < watermarks) {
                long between = arrival.logMillis() - log;
                harness.watermark(Math.max(log, arrival.logMillis() - SKEW_MILLIS - random.nextLong(between + 1)));
            }
            if (random.nextDouble() < restarts) {
                OperatorSubtaskState snapshot = harness.operator().snapshot(1, 1);
                told.events().addAll(harness.reports());
                told.deviations().addAll(harness.deviations());
                harness.close();
                harness = Harness.restored(snapshot);
            }
            harness.send(arrival);
            log = arrival.logMillis();
        }
        told.events().addAll(harness.reports());
        told.deviations().addAll(harness.deviations());
        harness.close();
        return told;
    }

    private static void onTime(Harness harness, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            harness.send(arrival(at(i), at(i), 100 + i, SETTINGS));
        }
    }

    private static long at(int index) {
        return START_MILLIS + index * STEP_MILLIS;
    }

    /** Ignores its input. */
    private static final class Nowhere implements AnomalyDecisions.Output {
        @Override
        public void report(DetectorReport report) {}

        @Override
        public void deviation(Deviation deviation) {}
    }

    /** Flink's harness around the operator. */
    private record Harness(KeyedOneInputStreamOperatorTestHarness<String, CleanedStep, DetectorReport> operator)
            implements AutoCloseable {

        static Harness restored(OperatorSubtaskState snapshot) throws Exception {
            return new Harness(Harnesses.open(
                    new DetectAnomalies(), CleanedStep::datastream, new DetectorReportFormat(), snapshot));
        }

        void send(CleanedStep arrival) throws Exception {
            operator.processElement(arrival, arrival.logMillis());
        }

        void watermark(long millis) throws Exception {
            operator.processWatermark(millis);
        }

        int timers() {
            return operator.numEventTimeTimers();
        }

        List<DetectorReport> reports() {
            return operator.extractOutputValues();
        }

        List<Deviation> deviations() {
            return Harnesses.side(operator, DetectAnomalies.DEVIATIONS);
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
