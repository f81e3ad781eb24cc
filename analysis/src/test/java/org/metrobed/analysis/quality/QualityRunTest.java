package org.metrobed.analysis.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.metrobed.model.QualityFlag.FAIL;
import static org.metrobed.model.QualityFlag.GOOD;
import static org.metrobed.model.QualityFlag.MISSING;
import static org.metrobed.model.QualityFlag.NOT_EVALUATED;
import static org.metrobed.model.QualityFlag.SUSPECT;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.metrobed.model.Scale;
import org.metrobed.model.Verdicts;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Span;

class QualityRunTest {

    private static final long SECOND = 1_000_000;
    private static final int SERIES = 4_000;
    private static final QualityConfig SPIKES = QualityConfig.ofInterval(SECOND)
            .with(new GrossRange.Params(new Span(0, 100), Span.OPEN))
            .with(new Spike.Params(3, 6, Spike.Method.AVERAGE));

    @Test
    void flagsAreThoseOfTheDefinitionsForThousandsOfSeries() {
        for (int seed = 0; seed < SERIES; seed++) {
            RandomSeries random = new RandomSeries(seed);
            int rows = seed % 120;
            long[] times = random.times(rows);
            double[] values = random.values(rows);
            QualityConfig config = random.config();
            List<int[]> expected = new NaiveTests(times, values).all(config);
            Verdicts[] bits = run(config, times, values, -1);
            for (int slot = 0; slot < expected.size() - 1; slot++) {
                assertThat(flags(bits, slot)).as("seed %d slot %d", seed, slot).isEqualTo(expected.get(slot));
            }
            int[] overall = Arrays.stream(bits)
                    .mapToInt(b -> TestBits.overall(b).code())
                    .toArray();
            assertThat(overall).as("seed %d overall", seed).isEqualTo(expected.get(expected.size() - 1));
        }
    }

    @Test
    void flagsAreTheSameWhenTheStateIsSavedAndRestoredAtAnyRow() {
        for (int seed = 0; seed < SERIES; seed++) {
            RandomSeries random = new RandomSeries(seed);
            int rows = 1 + seed % 120;
            long[] times = random.times(rows);
            double[] values = random.values(rows);
            QualityConfig config = seed % 2 == 0 ? random.config() : random.configOfOurs();
            assertThat(run(config, times, values, new Random(seed).nextInt(rows)))
                    .as("seed %d", seed)
                    .isEqualTo(run(config, times, values, -1));
        }
    }

    @Test
    void newestRowLeavesWithItsSpikeOpenAndIsRevisedWhenTheFlagChanges() {
        QualityRun run = new QualityRun(SPIKES, Scale.LINE);
        QualityState state = new QualityState();
        run.accept(state, 0, 10, TestBits.NONE);
        Verdicts newest = run.accept(state, SECOND, 20, TestBits.LATE);
        assertThat(TestBits.verdict(newest, Spike.TEST.slot())).isEqualTo(NOT_EVALUATED);
        assertThat(TestBits.overall(newest)).isEqualTo(GOOD);
        assertThat(state.hasDecidedFlag()).isFalse();

        run.accept(state, 2 * SECOND, 10, TestBits.NONE);
        assertThat(state.hasDecidedFlag()).isTrue();
        assertThat(TestBits.overall(state.decidedBits())).isEqualTo(FAIL);
        assertThat(TestBits.has(state.decidedBits(), TestBits.LATE)).isTrue();
    }

    @Test
    void verdictThatLeavesTheFlagIsNoRevision() {
        QualityRun run = new QualityRun(SPIKES, Scale.LINE);
        QualityState state = new QualityState();
        run.accept(state, 0, 10, TestBits.NONE);
        run.accept(state, SECOND, 11, TestBits.NONE);
        assertThat(state.hasDecided()).as("the first row stays open").isFalse();
        run.accept(state, 2 * SECOND, 10, TestBits.NONE);
        assertThat(state.hasDecided()).isTrue();
        assertThat(state.hasDecidedFlag()).isFalse();
        assertThat(TestBits.verdict(state.decidedBits(), Spike.TEST.slot())).isEqualTo(GOOD);
    }

    @Test
    void rowOutsideTheOrderIsTestedByWhatNeedsNoHistory() {
        QualityRun run = new QualityRun(new RandomSeries(1).config(), Scale.LINE);
        Verdicts bits = run.testAlone(0, 45, TestBits.LATE);
        assertThat(TestBits.verdict(bits, GrossRange.TEST.slot())).isEqualTo(SUSPECT);
        assertThat(TestBits.verdict(bits, Climatology.TEST.slot())).isNotNull();
        for (QualityTest<?, ?> test :
                List.of(Spike.TEST, RateOfChange.TEST, FlatLine.TEST, AttenuatedSignal.TEST, TimeGap.TEST)) {
            assertThat(TestBits.verdict(bits, test.slot())).isEqualTo(NOT_EVALUATED);
            assertThat(TestBits.verdict(run.testAlone(0, Double.NaN, 0), test.slot()))
                    .isEqualTo(MISSING);
        }
        assertThat(TestBits.has(bits, TestBits.LATE)).isTrue();
    }

    @Test
    void testThatIsNotConfiguredLeavesNoBits() {
        QualityRun run = new QualityRun(QualityConfig.ofInterval(SECOND), Scale.LINE);
        assertThat(run.accept(new QualityState(), 0, 5, TestBits.NONE)).isEqualTo(Verdicts.NONE);
        assertThat(run.testAlone(0, 5, TestBits.NONE)).isEqualTo(Verdicts.NONE);
    }

    @Test
    void testThatNoLongerRunsGivesUpItsWindow() throws IOException {
        QualityState state = new QualityState();
        QualityConfig flat = QualityConfig.ofInterval(SECOND).with(FlatLine.Params.ofReference(600, 900, 1e9));
        for (int row = 0; row < 600; row++) {
            new QualityRun(flat, Scale.LINE).accept(state, row * SECOND, row, TestBits.NONE);
        }
        int full = bytes(state).length;
        new QualityRun(QualityConfig.ofInterval(SECOND), Scale.LINE).accept(state, 600 * SECOND, 0, TestBits.NONE);
        assertThat(bytes(state).length).isLessThan(50).isLessThan(full / 100);
    }

    @Test
    void windowIsBoundedByItsThresholds() throws IOException {
        QualityState state = new QualityState();
        QualityRun run = new QualityRun(
                QualityConfig.ofInterval(SECOND).with(FlatLine.Params.ofReference(50, 100, 1e9)), Scale.LINE);
        for (int row = 0; row < 5_000; row++) {
            run.accept(state, row * SECOND, row, TestBits.NONE);
        }
        assertThat(((FlatLineState) state.memory(FlatLine.TEST)).size()).isEqualTo(101);
        assertThat(bytes(state).length).isLessThan(101 * 11 + 100);
    }

    @Test
    void unknownVersionOfStateIsRefused() {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(new byte[] {9, 0}));
        assertThatThrownBy(() -> QualityState.read(in))
                .isInstanceOf(IOException.class)
                .hasMessage("state of quality tests has version 9, known are 2 to 5");
    }

    private static Verdicts[] run(QualityConfig config, long[] times, double[] values, int restoreBefore) {
        QualityRun run = new QualityRun(config, Scale.LINE);
        QualityState state = new QualityState();
        Verdicts[] bits = new Verdicts[times.length];
        for (int i = 0; i < times.length; i++) {
            state = i == restoreBefore ? restored(state) : state;
            bits[i] = run.accept(state, times[i], values[i], TestBits.NONE);
            if (i > 0) {
                bits[i - 1] = state.decidedBits();
            }
        }
        return bits;
    }

    private static QualityState restored(QualityState state) {
        try {
            return QualityState.read(new DataInputStream(new ByteArrayInputStream(bytes(state))));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(QualityState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        state.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static int[] flags(Verdicts[] bits, int slot) {
        return Arrays.stream(bits)
                .mapToInt(b -> TestBits.verdict(b, slot).code())
                .toArray();
    }
}
