package org.metrobed.stream.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.metrobed.model.Observation;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.stream.Harnesses;
import org.metrobed.stream.Steps;
import org.metrobed.stream.cleaning.CleanedStep;
import org.metrobed.stream.cleaning.RandomCleaning;

/**
 * Random streams through cleaning and windows: the revisions add up to the observations, and depend on the log alone.
 */
class WindowsOfRandomStreamsTest {

    private static final int STREAMS = 2_000;
    private static final int STREAMS_THROUGH_FLINK = 200;
    private static final long LONG_MILLIS = 20L * 86_400_000;

    private final Windower windower = new Windower();

    @Test
    void everyWindowOfEveryLengthIsWhatItsFinalObservationsComeTo() {
        int checked = 0;
        for (int seed = 0; seed < STREAMS; seed++) {
            RandomReadings random = new RandomReadings(seed);
            RandomCleaning cleaning = RandomCleaning.run(random.list(), seed, LONG_MILLIS);
            WindowState state = new WindowState();
            List<WindowRevision> revisions = new ArrayList<>();
            long end = runSteps(cleaning.steps(), state, revisions);
            windower.runDue(state, Steps.DATASTREAM, end + LONG_MILLIS, revisions::add);
            checkAtRest(state, seed);
            checkRevisions(revisions, seed);
            checked += checkWindows(random, cleaning.finalObservations(), revisions, seed);
        }
        assertThat(checked).isGreaterThan(100 * STREAMS);
    }

    @Test
    void watermarksAndRestartsAtAnyMomentGiveTheSameRevisions() throws Exception {
        for (int seed = 0; seed < STREAMS_THROUGH_FLINK; seed++) {
            List<CleanedStep> steps = RandomCleaning.run(new RandomReadings(seed).list(), seed, LONG_MILLIS)
                    .steps();
            WindowState state = new WindowState();
            List<WindowRevision> byStepsAlone = new ArrayList<>();
            long end = runSteps(steps, state, byStepsAlone);
            windower.runDue(state, Steps.DATASTREAM, end + LONG_MILLIS, byStepsAlone::add);
            assertThat(throughFlink(steps, end + LONG_MILLIS, new Random(seed)))
                    .as("seed %s", seed)
                    .isEqualTo(byStepsAlone);
        }
    }

    private long runSteps(List<CleanedStep> steps, WindowState state, List<WindowRevision> revisions) {
        long end = 0;
        for (CleanedStep step : steps) {
            windower.accept(state, step, revisions::add);
            assertThat(step.logMillis()).isGreaterThanOrEqualTo(end);
            end = step.logMillis();
        }
        return end;
    }

    private static void checkAtRest(WindowState state, int seed) {
        assertThat(state.nextDueMillis()).as("seed %s", seed).isEqualTo(WindowState.NEVER);
        assertThat(state.minutes.size() + state.late.size()).as("seed %s", seed).isZero();
        assertThat(state.levels())
                .as("seed %s", seed)
                .allMatch(level -> level.open().isEmpty() && level.additions().isEmpty());
    }

    private static void checkRevisions(List<WindowRevision> revisions, int seed) {
        Set<List<Long>> keys = new HashSet<>();
        long recorded = 0;
        for (WindowRevision one : revisions) {
            assertThat(keys.add(List.of(one.sizeMillis(), one.startMicros(), (long) one.revision())))
                    .as("key of %s, seed %s", one, seed)
                    .isTrue();
            assertThat(one.recordedMillis()).as("seed %s", seed).isGreaterThanOrEqualTo(recorded);
            recorded = one.recordedMillis();
            long count = one.good().count()
                    + one.suspect().count()
                    + one.notEvaluatedCount()
                    + one.failCount()
                    + one.missingCount();
            assertThat(one.lateCount()).as("seed %s", seed).isEqualTo(one.revision() == 0 ? 0 : count);
            if (one.revision() != 0) {
                assertThat(recorded).as("seed %s", seed).isEqualTo(60_000L * one.revision());
            }
        }
    }

    private static int checkWindows(
            RandomReadings random, List<Observation> observations, List<WindowRevision> revisions, int seed) {
        int checked = 0;
        for (WindowLevel size : WindowLevel.values()) {
            Map<Long, List<WindowRevision>> made = revisions.stream()
                    .filter(revision -> revision.sizeMillis() == size.millis())
                    .collect(Collectors.groupingBy(WindowRevision::startMicros, TreeMap::new, Collectors.toList()));
            Map<Long, NaiveWindow> naive = NaiveWindow.ofSize(size, observations);
            assertThat(made.keySet()).as("%s windows of seed %s", size, seed).isEqualTo(naive.keySet());
            for (Map.Entry<Long, NaiveWindow> expected : naive.entrySet()) {
                WindowRevision window = WindowRevision.fold(made.get(expected.getKey()));
                expected.getValue()
                        .check(window, random.settings(), size + " from " + expected.getKey() + ", seed " + seed);
                assertThat(window.intervalMillis()).isEqualTo(random.settings().intervalMillis());
                checked++;
            }
        }
        return checked;
    }

    /** Sends the steps through the operator, with watermarks and restarts in between. */
    private static List<WindowRevision> throughFlink(List<CleanedStep> steps, long endMillis, Random random)
            throws Exception {
        List<WindowRevision> revisions = new ArrayList<>();
        KeyedOneInputStreamOperatorTestHarness<String, CleanedStep, WindowRevision> operator = operator(null);
        int restarts = 3;
        long log = 0;
        for (CleanedStep step : steps) {
            if (log > 0 && random.nextInt(3) == 0) {
                operator.processWatermark(log + (long) (random.nextDouble() * (step.logMillis() - log)));
            }
            if (restarts > 0 && random.nextInt(20) == 0) {
                restarts--;
                OperatorSubtaskState snapshot = operator.snapshot(1, 1);
                revisions.addAll(operator.extractOutputValues());
                operator.close();
                operator = operator(snapshot);
            }
            operator.processElement(step, step.logMillis());
            log = step.logMillis();
        }
        operator.processWatermark(endMillis);
        assertThat(operator.numEventTimeTimers()).isZero();
        revisions.addAll(operator.extractOutputValues());
        operator.close();
        return revisions;
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, CleanedStep, WindowRevision> operator(
            OperatorSubtaskState snapshot) throws Exception {
        return Harnesses.open(new CloseWindows(), CleanedStep::datastream, new WindowRevisionFormat(), snapshot);
    }
}
