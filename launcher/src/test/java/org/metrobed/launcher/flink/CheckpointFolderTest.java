package org.metrobed.launcher.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    @Test
    void checkpointsOfAnotherVersionStayForItWhenThisOneCompletesItsOwn() throws IOException {
        CheckpointFiles files = new CheckpointFiles(root.resolve("checkpoints"));
        Path tooOld = files.unreadable("a1/chk-1", 1);
        Path old = files.readable("a2/chk-1", 2);
        List<Path> ofAnother = new ArrayList<>();
        for (int number = 3; number <= 5; number++) {
            ofAnother.add(files.unreadable("a1/chk-" + number, number));
        }
        List<Path> own = new ArrayList<>();
        for (int number = 6; number <= 8; number++) {
            own.add(files.readable("b2/chk-" + number, number));
        }

        assertThat(folder.listNewerUnreadable()).isEmpty();
        folder.deleteOld("b2", Optional.empty());
        assertThat(ofAnother).allMatch(Files::exists);
        assertThat(own).allMatch(Files::exists);
        assertThat(tooOld).doesNotExist();
        assertThat(old).doesNotExist();
    }

    @Test
    void newestThreeStayWhetherReadableOrNot() throws IOException {
        CheckpointFiles files = new CheckpointFiles(root.resolve("checkpoints"));
        Path fourth = files.readable("a1/chk-1", 1);
        Path third = files.readable("a1/chk-2", 2);
        Path second = files.unreadable("a1/chk-3", 3);
        files.readable("b2/chk-4", 4);

        folder.deleteOld("b2", Optional.empty());
        assertThat(folder.listComplete()).hasSize(3).contains(third, second).doesNotContain(fourth);
    }

    @Test
    void unreadableCheckpointsThatAreNewerThanReadableOnesAreTold() throws IOException {
        CheckpointFiles files = new CheckpointFiles(root.resolve("checkpoints"));
        files.unreadable("a1/chk-1", 1);
        Path readable = files.readable("a1/chk-2", 2);
        Path newer = files.unreadable("a1/chk-3", 3);

        assertThat(folder.listNewerUnreadable()).containsExactly(newer);
        assertThat(folder.listNewestFirst()).containsExactly(readable);
    }

    private Path checkpoint(String name) throws IOException {
        Path checkpoint = Files.createDirectories(root.resolve("checkpoints").resolve(name));
        Files.write(checkpoint.resolve("_metadata"), new byte[] {1, 2, 3});
        return checkpoint;
    }
}
