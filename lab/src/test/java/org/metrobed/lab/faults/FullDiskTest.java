package org.metrobed.lab.faults;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FullDiskTest {

    @TempDir
    private Path folder;

    @Test
    void folderOfALargerFileSystemIsNotFilled() {
        assertThatThrownBy(() -> FullDisk.of(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not on a file system of its own");
    }

    @Test
    void fileIsNotFilled() {
        assertThatThrownBy(() -> FullDisk.of(folder.resolve("none")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not the folder of a mounted file system");
    }
}
