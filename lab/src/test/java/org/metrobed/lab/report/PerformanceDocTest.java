package org.metrobed.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PerformanceDocTest {

    @TempDir
    private Path folder;

    @Test
    void figuresReplaceWhatIsBetweenTheMarks() throws IOException {
        Path file = Files.writeString(
                folder.resolve("doc.md"), "before\n<!-- bench:begin -->\nold\n<!-- bench:end -->\nafter\n");

        PerformanceDoc.record(file, "bench", List.of("new", "lines"));

        assertThat(file).hasContent("before\n<!-- bench:begin -->\nnew\nlines\n<!-- bench:end -->\nafter\n");
    }

    @Test
    void aFileWithoutMarksIsLeftAsItIs() throws IOException {
        Path file = Files.writeString(folder.resolve("doc.md"), "mine\n");

        assertThatThrownBy(() -> PerformanceDoc.record(file, "bench", List.of("new")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bench:begin");
        assertThat(file).hasContent("mine\n");
    }
}
