package org.metrobed.analysis.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Verdicts;

/**
 * The meaning of the bits of a stored row. Rows are kept for ever, so a line never changes, and a slot or bit is never
 * used for something else; a new test or mark adds a line.
 */
class TestBitsPinsTest {

    private static final List<String> TESTS = List.of(
            "slot 0, bits 0 to 2: gross-range",
            "slot 1, bits 3 to 5: spike",
            "slot 2, bits 6 to 8: rate-of-change",
            "slot 3, bits 9 to 11: flat-line",
            "slot 4, bits 12 to 14: attenuated-signal",
            "slot 5, bits 15 to 17: climatology",
            "slot 6, bits 18 to 20: time-gap",
            "slot 7, bits 21 to 23: duplicate-timestamp",
            "slot 8, bits 24 to 26: cross-check",
            "slot 9, bits 27 to 29: neighbours",
            "slot 10, bits 30 to 32: data-reception");

    private static final List<String> MARKS =
            List.of("bit 54: late", "bit 55: repeat", "bit 56: beyond horizon", "bit 57: corrected");

    private static final List<String> VERDICTS =
            List.of("1 GOOD", "2 NOT_EVALUATED", "3 SUSPECT", "4 FAIL", "5 MISSING");

    @Test
    void everyTestHasTheSlotAndBitsThatStoredRowsHave() {
        assertThat(QualityTests.list().stream().map(TestBitsPinsTest::line))
                .as("stored rows hold verdicts at these bits: add a line for a new test, never change one")
                .containsExactlyElementsOf(TESTS);
    }

    @Test
    void everySlotOfBothWordsHasThePlaceThatStoredRowsHave() {
        assertThat(TestBits.SLOTS).isEqualTo(36);
        for (int slot = 0; slot < 18; slot++) {
            for (QualityFlag flag : QualityFlag.values()) {
                long code = TestBits.with(Verdicts.NONE, 0, flag).word0();
                assertThat(TestBits.with(Verdicts.NONE, slot, flag)).isEqualTo(new Verdicts(code << (3 * slot), 0));
                assertThat(TestBits.with(Verdicts.NONE, 18 + slot, flag))
                        .isEqualTo(new Verdicts(0, code << (3 * slot)));
            }
        }
    }

    @Test
    void marksAreInTheFirstWordAlone() {
        assertThat(TestBits.mark(Verdicts.NONE, TestBits.CORRECTED)).isEqualTo(new Verdicts(TestBits.CORRECTED, 0));
        assertThat(TestBits.has(new Verdicts(0, -1), -1)).isFalse();
    }

    @Test
    void everyMarkHasTheBitThatStoredRowsHave() {
        assertThat(Stream.of(
                        mark(TestBits.LATE, "late"),
                        mark(TestBits.DUPLICATE, "repeat"),
                        mark(TestBits.BEYOND_RETENTION, "beyond horizon"),
                        mark(TestBits.CORRECTED, "corrected")))
                .as("stored rows hold marks at these bits: add a line for a new mark, never change one")
                .containsExactlyElementsOf(MARKS);
    }

    @Test
    void everyVerdictHasTheCodeThatStoredRowsHave() {
        assertThat(Stream.of(QualityFlag.values())
                        .map(flag -> TestBits.with(Verdicts.NONE, 0, flag).word0() + " " + flag)
                        .sorted())
                .containsExactlyElementsOf(VERDICTS);
    }

    private static String line(QualityTest<?, ?> test) {
        long first = 0;
        long second = 0;
        for (QualityFlag flag : QualityFlag.values()) {
            Verdicts verdicts = TestBits.with(Verdicts.NONE, test.slot(), flag);
            first |= verdicts.word0();
            second |= verdicts.word1();
        }
        long all = first == 0 ? second : first;
        return "slot " + test.slot() + (first == 0 ? ", second word" : "") + ", bits " + Long.numberOfTrailingZeros(all)
                + " to " + (63 - Long.numberOfLeadingZeros(all)) + ": "
                + test.info().code();
    }

    private static String mark(long mark, String name) {
        assertThat(Long.bitCount(mark)).as(name).isEqualTo(1);
        return "bit " + Long.numberOfTrailingZeros(mark) + ": " + name;
    }
}
