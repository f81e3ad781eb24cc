package org.metrobed.lab.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.metrobed.lab.report.PerformanceDoc;

final class SizingTest {

    private static final Path DOCUMENT = Path.of("../docs/SIZING.md");

    @Test
    void sizesHaveThreeDigits() {
        assertThat(Sizing.bytes(1_234_000)).isEqualTo("1.23 MB");
        assertThat(Sizing.bytes(45_600_000_000.0)).isEqualTo("45.6 GB");
        assertThat(Sizing.bytes(789e12)).isEqualTo("789 TB");
    }

    @Test
    void dayOfADatastreamIsItsReadingsAndItsStoredWindows() {
        assertThat(Sizing.nativeDay()).isEqualTo(1_440.0 * Sizing.OBSERVATION + 121.0 * Sizing.WINDOW);
    }

    /** Writes the table again if it differs, and fails then. */
    @Test
    void tableOfTheDocumentFollowsFromTheMeasuredBytes() throws Exception {
        String before = Files.readString(DOCUMENT);
        PerformanceDoc.record(DOCUMENT, "sizing", Sizing.table());
        assertThat(Files.readString(DOCUMENT)).isEqualTo(before);
    }
}
