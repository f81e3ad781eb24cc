package org.metrobed.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatFileTest {

    @TempDir
    Path folder;

    @Test
    void fileIsWrittenAnewAtEachBeat() throws IOException {
        Path file = folder.resolve("alive");
        HeartbeatFile pulse = new HeartbeatFile(file.toString());
        pulse.write();
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        pulse.write();
        assertThat(Files.getLastModifiedTime(file).toMillis()).isPositive();
    }

    @Test
    void noFileIsWrittenWhereNoneIsNamedAndAFolderThatIsGoneDoesNoHarm() {
        new HeartbeatFile("").write();
        new HeartbeatFile(folder.resolve("gone").resolve("alive").toString()).write();
        assertThat(folder).isEmptyDirectory();
    }
}
