package org.metrobed.lab.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointNumbersTest {

    @TempDir
    private Path folder;

    @Test
    void newestNumberOfAnyJobCounts() throws Exception {
        assertThat(new CheckpointNumbers(folder).newest()).isZero();
        Files.createDirectories(folder.resolve("a/chk-9"));
        Files.createDirectories(folder.resolve("b/chk-10"));
        Files.createDirectories(folder.resolve("b/shared"));
        Files.writeString(folder.resolve("state-generation"), "1");
        assertThat(new CheckpointNumbers(folder).newest()).isEqualTo(10);
    }
}
