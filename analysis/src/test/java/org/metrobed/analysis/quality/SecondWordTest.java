package org.metrobed.analysis.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.analysis.gap.Withheld;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Scale;
import org.metrobed.model.Verdicts;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Span;

/** Tests whose verdicts are in the second word. */
class SecondWordTest {

    private static final long SECOND = 1_000_000;
    private static final GrossRange.Params RANGE = new GrossRange.Params(new Span(0, 100), new Span(0, 40));

    @ParameterizedTest
    @ValueSource(ints = {17, 18, 35})
    void testFlagsRowsAndItsStateIsKept(int slot) throws IOException {
        HighSlot test = new HighSlot(slot);
        QualityTests registry = new QualityTests(List.of(GrossRange.TEST, test));
        QualityRun run =
                new QualityRun(test.with(QualityConfig.ofInterval(SECOND).with(RANGE)), Scale.LINE, registry);
        QualityState state = new QualityState();
        Verdicts high = run.accept(state, 0, 45, TestBits.NONE);
        assertThat(TestBits.verdict(high, slot)).isEqualTo(QualityFlag.GOOD);
        assertThat(TestBits.overall(high)).isEqualTo(QualityFlag.SUSPECT);

        QualityState restored = restored(state, registry);
        Verdicts fallen = run.accept(restored, SECOND, 20, TestBits.LATE);
        assertThat(restored.decidedBits()).isEqualTo(high);
        assertThat(restored.hasDecided()).isFalse();
        assertThat(TestBits.verdict(fallen, slot)).isEqualTo(QualityFlag.FAIL);
        assertThat(TestBits.verdict(fallen, GrossRange.TEST.slot())).isEqualTo(QualityFlag.GOOD);
        assertThat(TestBits.overall(fallen)).isEqualTo(QualityFlag.FAIL);
        assertThat(TestBits.has(fallen, TestBits.LATE)).isTrue();
        assertThat(TestBits.verdict(run.testAlone(0, 20, TestBits.NONE), slot)).isEqualTo(QualityFlag.NOT_EVALUATED);
    }

    @Test
    void twoTestsInOneSlotAreRefused() {
        assertThatThrownBy(() -> new QualityTests(List.of(GrossRange.TEST, new HighSlot(0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tests gross-range and high-slot have the same slot 0");
    }

    @Test
    void withheldReadingsNameATestOfTheSecondWord() {
        Withheld withheld = new Withheld(0, 0, 1, 0, 0, 1L << 35);
        assertThat(withheld.tests(List.of(GrossRange.TEST, new HighSlot(35)))).containsExactly("high-slot");
    }

    private static QualityState restored(QualityState state, QualityTests registry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        state.write(new DataOutputStream(bytes), registry);
        return QualityState.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), registry);
    }
}
