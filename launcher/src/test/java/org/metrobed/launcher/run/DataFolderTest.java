package org.metrobed.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
    void newFolderCanOnlyBeEnteredByItsOwner() throws IOException {
        Path fresh = folder.resolve("a/data");
        DataFolder.take(fresh).close();
        assertThat(fresh.getParent()).satisfies(DataFolderTest::isPrivate);
        assertThat(fresh).satisfies(DataFolderTest::isPrivate);
    }

    @Test
    void folderThatExistsKeepsItsMode() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
        DataFolder.take(folder).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwxr-x---");
    }

    @Test
    void folderMayBeALinkToAFolderOnAnotherDisk() throws IOException {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        DataFolder.take(Files.createSymbolicLink(folder.resolve("data"), disk)).close();
        assertThat(disk.resolve("pid")).exists();
    }

    @Test
    void rootTakesNoFolderOfAnotherUser() throws IOException {
        assumeTrue(Files.getOwner(folder).getName().equals("root"), "only root can give a folder away");
        Files.setAttribute(folder, "unix:uid", 12_345);
        assertThatThrownBy(() -> DataFolder.take(folder))
                .isInstanceOf(ServiceException.class)
                .hasMessage("data folder " + folder + " belongs to 12345, who could not use it after root;"
                        + " run the command as that user: sudo -u 12345");
        assertThat(folder).isEmptyDirectory();
    }

    private static void isPrivate(Path path) throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rwx------");
    }

    @Test
    void folderThatIsAFileIsOneSentence() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> DataFolder.take(file))
                .isInstanceOf(ServiceException.class)
                .hasMessageStartingWith("data folder " + file + " cannot be written");
    }
}
