package org.metrobed.analysis.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Verdicts;

class TestBitsTest {

    @Test
    void everySlotKeepsEveryVerdictBesideTheMarks() {
        for (int slot = 0; slot < TestBits.SLOTS; slot++) {
            for (QualityFlag flag : QualityFlag.values()) {
                Verdicts bits = TestBits.with(Verdicts.of(TestBits.LATE | TestBits.BEYOND_RETENTION), slot, flag);
                assertThat(TestBits.verdict(bits, slot)).isEqualTo(flag);
                assertThat(TestBits.overall(bits)).isEqualTo(flag);
                assertThat(TestBits.has(bits, TestBits.LATE)).isTrue();
                assertThat(TestBits.has(bits, TestBits.DUPLICATE)).isFalse();
            }
        }
    }

    @Test
    void slotBeyondTheSecondWordIsRefused() {
        for (int slot : new int[] {-1, TestBits.SLOTS}) {
            assertThatThrownBy(() -> TestBits.with(Verdicts.NONE, slot, QualityFlag.GOOD))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("slot " + slot + " is not in [0,36)");
            assertThatThrownBy(() -> new HighSlot(slot))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("slot " + slot + " is not in [0,36)");
        }
    }

    @Test
    void overallIsTheWorstByRank() {
        Verdicts bits = TestBits.with(Verdicts.NONE, 0, QualityFlag.MISSING);
        bits = TestBits.with(bits, 1, QualityFlag.NOT_EVALUATED);
        assertThat(TestBits.overall(bits)).isEqualTo(QualityFlag.NOT_EVALUATED);
        bits = TestBits.with(bits, 2, QualityFlag.GOOD);
        assertThat(TestBits.overall(bits)).isEqualTo(QualityFlag.GOOD);
        bits = TestBits.with(bits, 3, QualityFlag.SUSPECT);
        assertThat(TestBits.overall(TestBits.with(bits, 4, QualityFlag.FAIL))).isEqualTo(QualityFlag.FAIL);
        assertThat(TestBits.overall(TestBits.with(bits, 35, QualityFlag.FAIL))).isEqualTo(QualityFlag.FAIL);
        assertThat(TestBits.overall(bits)).isEqualTo(QualityFlag.SUSPECT);
        assertThat(TestBits.overall(Verdicts.NONE)).isEqualTo(QualityFlag.NOT_EVALUATED);
    }

    @Test
    void registryHasUniqueSlotsAndKebabCaseCodes() {
        Set<Integer> slots = new HashSet<>();
        for (QualityTest<?, ?> test : QualityTests.list()) {
            assertThat(slots.add(test.slot())).isTrue();
            assertThat(test.info().code()).matches("[a-z]+(-[a-z]+)*");
            assertThat(test.info().fault()).endsWith(".");
        }
    }

    @Test
    void everyTestOfTheRegistryHasATestClassOfItsName() {
        for (QualityTest<?, ?> test : QualityTests.list()) {
            assertThatCode(() -> Class.forName(test.getClass().getName() + "Test"))
                    .doesNotThrowAnyException();
        }
    }
}
