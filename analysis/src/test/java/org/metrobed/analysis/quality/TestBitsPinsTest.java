package org.metrobed.analysis.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.metrobed.model.QualityFlag;

/**
 * The meaning of the bits of a stored row. Rows are kept for ever, so a line never changes, and a slot or bit is never
 * used for something else; a new test or mark adds a line. After slot 17 there is a second word, see decision 0034.
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
                        .map(flag -> TestBits.with(TestBits.NONE, 0, flag) + " " + flag)
                        .sorted())
                .containsExactlyElementsOf(VERDICTS);
    }

    private static String line(QualityTest<?, ?> test) {
        long all = 0;
        for (QualityFlag flag : QualityFlag.values()) {
            all |= TestBits.with(TestBits.NONE, test.slot(), flag);
        }
        return "slot " + test.slot() + ", bits " + Long.numberOfTrailingZeros(all) + " to "
                + (63 - Long.numberOfLeadingZeros(all)) + ": " + test.info().code();
    }

    private static String mark(long mark, String name) {
        assertThat(Long.bitCount(mark)).as(name).isEqualTo(1);
        return "bit " + Long.numberOfTrailingZeros(mark) + ": " + name;
    }
}
