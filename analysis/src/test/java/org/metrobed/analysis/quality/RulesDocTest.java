package org.metrobed.analysis.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Writes docs/RULES.md from the registry. Fails if the committed file differed; the new file is left to be committed.
 */
class RulesDocTest {

    private static final Path FILE = Path.of("..", "docs", "RULES.md");

    @Test
    void documentSaysWhatTheRegistrySays() throws IOException {
        String expected = document();
        String committed = Files.exists(FILE) ? Files.readString(FILE) : "";
        if (!committed.equals(expected)) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, expected);
        }
        assertThat(committed)
                .as("docs/RULES.md was out of date; commit the new one")
                .isEqualTo(expected);
    }

    private static String document() {
        StringBuilder text =
                new StringBuilder("# Quality tests\n\nWritten by a test from the code; do not edit. Flags are"
                        + " QARTOD's: 1 good, 2 not evaluated, 3 suspect, 4 fail, 9 missing. Of several flags the"
                        + " highest in the order 9, 2, 1, 3, 4 is the flag of the row. What is not finite is missing,"
                        + " unless a test says otherwise.\n\nNumbers of tests are those of QARTOD's manuals of scalar"
                        + " quantities, checked against that of phytoplankton (2017); the manuals of waves number"
                        + " otherwise. Thresholds to start from, each with its source, are in"
                        + " [PROPERTIES.md](PROPERTIES.md).\n");
        for (QualityTest<?, ?> test : QualityTests.list()) {
            TestInfo info = test.info();
            text.append("\n## ").append(info.code()).append("\n\n");
            text.append(info.fault()).append("\n\n").append(info.explanation()).append("\n\n");
            appendThresholds(text, info);
            text.append("Source: ").append(info.source()).append('\n');
        }
        return text.toString();
    }

    private static void appendThresholds(StringBuilder text, TestInfo info) {
        if (info.thresholds().isEmpty()) {
            return;
        }
        text.append("| Setting | Meaning | Unit |\n| --- | --- | --- |\n");
        for (TestInfo.Threshold threshold : info.thresholds()) {
            text.append("| `").append(threshold.name()).append("` | ").append(threshold.meaning());
            text.append(" | ").append(threshold.unit()).append(" |\n");
        }
        text.append('\n');
    }
}
