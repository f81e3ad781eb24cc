package org.metrobed.launcher.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.launcher.run.Console;

class RestoredFolderTest {

    private Path root;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        root = folder.toRealPath();
    }

    @Test
    void linkedFolderGrowsWhereTheLinkLeads() throws IOException {
        Path disk = Files.createDirectories(root.resolve("disk/data"));
        Path link = Files.createSymbolicLink(root.resolve("data"), disk);

        assertThat(RestoredFolder.place(link)).isEqualTo(disk);
        assertThat(link).isSymbolicLink();
        assertThat(RestoredFolder.place(root.resolve("disk/data"))).isEqualTo(disk);
        assertThat(RestoredFolder.place(root.resolve("disk/absent"))).isEqualTo(root.resolve("disk/absent"));
    }

    @Test
    void restoreNamesTheFolderToWhichTheLinkLeads() throws IOException {
        Path disk = Files.createDirectories(root.resolve("disk/data"));
        Files.createFile(disk.resolve("file"));
        Path link = Files.createSymbolicLink(root.resolve("data"), disk);

        assertThatThrownBy(() -> restoreInto(link))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("the folder " + disk + " is not empty");
    }

    @Test
    void linkToNothingIsRefused() throws IOException {
        Path link = Files.createSymbolicLink(root.resolve("data"), root.resolve("absent"));

        assertThatThrownBy(() -> restoreInto(link))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("leads to no folder");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void mountPointIsRefusedBeforeAnyWork() {
        assertThatThrownBy(() -> restoreInto(Path.of("/proc")))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("/proc is a mount point")
                .hasMessageContaining("restore into a folder below it");
    }

    private void restoreInto(Path data) {
        RestoredFolder.create(root.resolve("backup"), data, new Console(new PrintWriter(Writer.nullWriter())));
    }
}
