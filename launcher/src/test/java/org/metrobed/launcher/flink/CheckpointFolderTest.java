package org.metrobed.launcher.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFolderTest {

    @TempDir
    Path root;

    private CheckpointFolder folder;

    @BeforeEach
    void open() {
        folder = new CheckpointFolder(root.resolve("checkpoints"));
    }

    @Test
    void checkpointsWithoutAMarkerAreOfBeforeThereWasOne() throws IOException {
        Path old = checkpoint("a1/chk-9");
        Path aside = root.resolve("checkpoints/set-aside/generation-0");

        assertThat(folder.setAsideOthers(1)).contains(aside);
        assertThat(old).doesNotExist();
        assertThat(aside.resolve("a1/chk-9/_metadata")).exists();
        assertThat(root.resolve("checkpoints/state-generation")).hasContent("1");
    }

    @Test
    void checkpointsOfTheseLayoutsStay() throws IOException {
        assertThat(folder.setAsideOthers(1)).isEmpty();
        Path own = checkpoint("b2/chk-1");

        assertThat(folder.setAsideOthers(1)).isEmpty();
        assertThat(own).exists();
    }

    @Test
    void checkpointsOfANewerVersionAreSetAsideToo() throws IOException {
        assertThat(folder.setAsideOthers(2)).isEmpty();
        checkpoint("b2/chk-1");

        assertThat(folder.setAsideOthers(1)).contains(root.resolve("checkpoints/set-aside/generation-2"));
    }

    @Test
    void secondTimeOfTheSameGenerationHasAFolderOfItsOwn() throws IOException {
        checkpoint("a1/chk-9");
        folder.setAsideOthers(1);
        Files.delete(root.resolve("checkpoints/state-generation"));
        checkpoint("a1/chk-9");

        assertThat(folder.setAsideOthers(1)).contains(root.resolve("checkpoints/set-aside/generation-0-2"));
        assertThat(root.resolve("checkpoints/set-aside/generation-0/a1/chk-9/_metadata"))
                .exists();
    }

    @Test
    void whatWasSetAsideIsNeverReadNorDeleted() throws IOException {
        checkpoint("a1/chk-9");
        folder.setAsideOthers(1);
        checkpoint("b2/chk-1");
        folder.setAsideOthers(2);
        folder.prune();
        folder.deleteAll();

        assertThat(folder.listNewestFirst()).isEmpty();
        assertThat(root.resolve("checkpoints/set-aside/generation-0/a1/chk-9/_metadata"))
                .exists();
        assertThat(root.resolve("checkpoints/set-aside/generation-1/b2/chk-1/_metadata"))
                .exists();
    }

    @Test
    void checkpointThatThisVersionCannotReadIsKeptForAnother() throws IOException {
        Path unreadable = checkpoint("a1/chk-9");
        Path incomplete = Files.createDirectories(root.resolve("checkpoints/b2/chk-1"));
        folder.prune();
        assertThat(unreadable).exists();
        assertThat(incomplete.getParent()).doesNotExist();
    }

    private Path checkpoint(String name) throws IOException {
        Path checkpoint = Files.createDirectories(root.resolve("checkpoints").resolve(name));
        Files.write(checkpoint.resolve("_metadata"), new byte[] {1, 2, 3});
        return checkpoint;
    }
}
