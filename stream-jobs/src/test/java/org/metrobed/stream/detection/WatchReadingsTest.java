package org.metrobed.stream.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metrobed.stream.detection.RandomArrivals.START_MILLIS;
import static org.metrobed.stream.detection.RandomArrivals.STEP_MILLIS;
import static org.metrobed.stream.detection.RandomArrivals.arrival;
import static org.metrobed.stream.detection.RandomArrivals.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.core.alert.Report;
import org.metrobed.core.alert.Standing;
import org.metrobed.core.limits.QualityConfig;
import org.metrobed.core.limits.Sentinels;
import org.metrobed.core.limits.Span;
import org.metrobed.core.model.AlertEvent;
import org.metrobed.core.model.AlertEvent.Kind;
import org.metrobed.core.model.DatastreamSettings;
import org.metrobed.core.model.Severity;
import org.metrobed.core.model.Watch;
import org.metrobed.core.quality.GrossRange;
import org.metrobed.stream.Steps;
import org.metrobed.stream.cleaning.Cleaned;
import org.metrobed.stream.support.FormType;

class WatchReadingsTest {

    private static final int SMALL = 6 * 1024;
    private static final long SKEW_MILLIS = 1_001;
    private static final DatastreamSettings SETTINGS = settings(STEP_MILLIS);

    @ParameterizedTest
    @CsvSource({"1,300000", "2,300000", "3,300000", "4,60000"})
    void sameEventsStraightAcrossRestoresAndWheneverWatermarksPass(long seed, long intervalMillis) throws Exception {
        List<Cleaned> arrivals = RandomArrivals.of(seed, intervalMillis);
        Told straight = run(arrivals, new Random(seed), 0, 0);
        Told restored = run(arrivals, new Random(seed), 0.005, 0);
        Told watermarks = run(arrivals, new Random(seed), 0, 0.3);
        Told both = run(arrivals, new Random(-seed), 0.002, 0.9);

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
            assertThat(kinds).matches("\\[(pending, )?opened(, resolved)?]|\\[pending(, withdrawn)?]");
            open += kinds.contains("resolved") || kinds.contains("withdrawn") ? 0 : 1;
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
            assertThat(harness.reports().get(0).site()).isEqualTo(RandomArrivals.WATCH.site());
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
            harness.send(arrival(at(31), at(31), 100, SETTINGS.withWatch(Watch.OFF)));
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
            assertThat(harness.standings()).hasSize(20);
            Standing last = harness.standings().get(19);
            assertThat(last.datastream()).isEqualTo(Steps.DATASTREAM);
            assertThat(last.atMicros()).isEqualTo(at(19) * 1_000);
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
                .withWatch(SETTINGS.watch());
        WatchState state = WatchState.of(narrow);
        for (int step = 0; step < 20; step++) {
            state.watch().next(at(step) * 1_000, at(step) * 1_000, 100 + step, false);
        }
        assertThat(state.watch().judged().orElseThrow().band().low()).isLessThan(118);
        assertThat(state.judged().orElseThrow().band().low()).isEqualTo(118);
        assertThat(state.judged().orElseThrow().value()).isEqualTo(119);
    }

    @Test
    void stateOfATrainedWatchIsSmall() throws Exception {
        WatchState state = WatchState.of(SETTINGS);
        Watching watching = new Watching(Steps.DATASTREAM, new Nowhere());
        RandomArrivals.of(8, STEP_MILLIS).forEach(arrival -> watching.take(state, arrival));
        DataOutputSerializer out = new DataOutputSerializer(SMALL);
        new WatchStateForm().write(state, out);

        assertThat(out.length()).isLessThanOrEqualTo(SMALL);
    }

    /** All that left. */
    private record Told(List<Report> events, List<Standing> standings) {}

    /** Feeds arrivals, each with a chance of a restart or a watermark before it. */
    private static Told run(List<Cleaned> arrivals, Random random, double restarts, double watermarks)
            throws Exception {
        Told told = new Told(new ArrayList<>(), new ArrayList<>());
        Harness harness = Harness.restored(null);
        long log = 0;
        for (Cleaned arrival : arrivals) {
            if (log > 0 && random.nextDouble() < watermarks) {
                long between = arrival.logMillis() - log;
                harness.watermark(Math.max(log, arrival.logMillis() - SKEW_MILLIS - random.nextLong(between + 1)));
            }
            if (random.nextDouble() < restarts) {
                OperatorSubtaskState snapshot = harness.operator().snapshot(1, 1);
                told.events().addAll(harness.reports());
                told.standings().addAll(harness.standings());
                harness.close();
                harness = Harness.restored(snapshot);
            }
            harness.send(arrival);
            log = arrival.logMillis();
        }
        told.events().addAll(harness.reports());
        told.standings().addAll(harness.standings());
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

    /** Takes what nobody asks for. */
    private static final class Nowhere implements Watching.Output {
        @Override
        public void report(Report report) {}

        @Override
        public void standing(Standing standing) {}
    }

    /** Flink's harness around the operator. */
    private record Harness(KeyedOneInputStreamOperatorTestHarness<String, Cleaned, Report> operator)
            implements AutoCloseable {

        static Harness restored(OperatorSubtaskState snapshot) throws Exception {
            KeyedOneInputStreamOperatorTestHarness<String, Cleaned, Report> operator =
                    new KeyedOneInputStreamOperatorTestHarness<>(
                            new KeyedProcessOperator<>(new WatchReadings()), Cleaned::datastream, Types.STRING);
            operator.setup(new FormType<>(new ReportForm())
                    .createSerializer(operator.getExecutionConfig().getSerializerConfig()));
            if (snapshot != null) {
                operator.initializeState(snapshot);
            }
            operator.open();
            return new Harness(operator);
        }

        void send(Cleaned arrival) throws Exception {
            operator.processElement(arrival, arrival.logMillis());
        }

        void watermark(long millis) throws Exception {
            operator.processWatermark(millis);
        }

        int timers() {
            return operator.numEventTimeTimers();
        }

        List<Report> reports() {
            return operator.extractOutputValues();
        }

        List<Standing> standings() {
            var standings = operator.getSideOutput(WatchReadings.STANDINGS);
            return standings == null
                    ? List.of()
                    : standings.stream().map(record -> record.getValue()).toList();
        }

        @Override
        public void close() {
            try {
                operator.close();
            } catch (Exception e) { // what the harness declares
                throw new IllegalStateException("the operator does not close: " + Steps.DATASTREAM, e);
            }
        }
    }
}
