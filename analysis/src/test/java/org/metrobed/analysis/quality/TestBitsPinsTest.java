package org.metrobed.analysis.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Verdicts;

/**
 * The meaning of the bits of a stored row. Rows are kept for ever, so a line never changes, and a slot or bit is never
 * used for something else. The line of a new test is written by this test; a new mark adds one by hand.
 */
class TestBitsPinsTest {

    private static final Path TESTS = Path.of("src/test/resources/test-bits.txt");

    private static final List<String> MARKS = List.of(
            "bit 54: late",
            "bit 55: repeat",
            "bit 56: beyond horizon",
            "bit 57: corrected",
            "bit 58: reset",
            "bit 59: clock replaced",
            "bit 60: validated",
            "bit 61: censored",
            "bit 62: replaces",
            "bit 63: step unknown");

    private static final List<String> VERDICTS =
            List.of("1 GOOD", "2 NOT_EVALUATED", "3 SUSPECT", "4 FAIL", "5 MISSING");

    @Test
    void everyTestHasTheSlotAndBitsThatStoredRowsHave() throws IOException {
        List<String> pinned = Files.readAllLines(TESTS);
        List<String> today =
                QualityTests.list().stream().map(TestBitsPinsTest::line).toList();
        assertThat(today)
                .as("stored rows hold verdicts at these bits: a line of %s never changes and never goes", TESTS)
                .containsAll(pinned);
        if (today.size() > pinned.size()) {
            Files.write(TESTS, today);
        }
        assertThat(pinned)
                .as("%s lacked a new test and has been written; commit the new one", TESTS)
                .isEqualTo(today);
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
                        mark(TestBits.CORRECTED, "corrected"),
                        mark(TestBits.RESET, "reset"),
                        mark(TestBits.CLOCK_REPLACED, "clock replaced"),
                        mark(TestBits.VALIDATED, "validated"),
                        mark(TestBits.CENSORED, "censored"),
                        mark(TestBits.REPLACES, "replaces"),
                        mark(TestBits.STEP_UNKNOWN, "step unknown")))
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
