package org.metrobed.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.embedded.ServiceException;

final class DataFolderTest {

    @TempDir
    Path folder;

    @Test
    void secondTakerLearnsWhoHoldsTheFolder() {
        try (DataFolder first = DataFolder.take(folder)) {
            assertThat(DataFolder.held(folder)).isTrue();
            assertThatThrownBy(() -> DataFolder.take(folder))
                    .isInstanceOf(ServiceException.class)
                    .hasMessage("data folder " + first.path() + " is in use by process "
                            + ProcessHandle.current().pid() + "; stop it or choose another with --data");
        }
    }

    @Test
    void folderIsFreeAfterItWasLetGo() {
        DataFolder.take(folder).close();
        assertThat(DataFolder.held(folder)).isFalse();
        DataFolder.take(folder).close();
    }

    @Test
    void folderThatIsAFileIsOneSentence() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> DataFolder.take(file))
                .isInstanceOf(ServiceException.class)
                .hasMessageStartingWith("data folder " + file + " cannot be written");
    }
}
