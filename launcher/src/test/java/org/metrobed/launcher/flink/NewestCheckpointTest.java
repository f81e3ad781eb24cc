package org.metrobed.launcher.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.embedded.ServiceException;

class NewestCheckpointTest {

    @TempDir
    Path flink;

    private final List<Path> tried = new ArrayList<>();
    private CheckpointFiles files;
    private NewestCheckpoint newest;

    @BeforeEach
    void open() {
        files = new CheckpointFiles(FlinkService.checkpoints(flink));
        newest = new NewestCheckpoint(flink);
    }

    @Test
    void checkpointWithUnreadableMetadataIsNotTakenForNone() throws IOException, SQLException {
        Path unreadable = files.unreadable("a1/chk-9", 9);

        assertThat(newest.find()).contains(unreadable);
        assertThat(newest.check(this::reads))
                .isEqualTo(new CheckpointCheck(
                        unreadable,
                        false,
                        List.of("its metadata cannot be read: without a rebuild, ./metrobed up starts at the beginning"
                                + " of the raw log")));
        assertThat(tried).isEmpty();
    }

    @Test
    void olderCheckpointIsNotTakenForTheNewest() throws IOException, SQLException {
        Path older = files.readable("a1/chk-8", 8);
        Path unreadable = files.unreadable("a1/chk-9", 9);

        CheckpointCheck outcome = newest.check(this::reads);
        assertThat(outcome.checkpoint()).isEqualTo(unreadable);
        assertThat(outcome.readable()).isFalse();
        assertThat(outcome.problems()).singleElement().asString().endsWith("resumes from an older one, " + older);
    }

    @Test
    void checkpointThatIsDeletedDuringItsTrialIsReplacedByTheNextOne() throws IOException, SQLException {
        Path first = files.readable("a1/chk-1", 1);
        Path second = flink.resolve("checkpoints/a1/chk-2");
        Path third = flink.resolve("checkpoints/a1/chk-3");

        assertThat(newest.check(checkpoint -> {
                    tried.add(checkpoint);
                    if (checkpoint.equals(first)) {
                        files.delete(first);
                        files.readable("a1/chk-2", 2);
                        return new CheckpointCheck(checkpoint, false, List.of("the Flink job fails"));
                    }
                    if (checkpoint.equals(second)) {
                        files.delete(second);
                        files.readable("a1/chk-3", 3);
                        throw new NoSuchFileException(second.toString());
                    }
                    return new CheckpointCheck(checkpoint, true, List.of());
                }))
                .isEqualTo(new CheckpointCheck(third, true, List.of()));
        assertThat(tried).containsExactly(first, second, third);
    }

    @Test
    void checkpointThatIsAlwaysDeletedIsNotCalledUnreadable() throws IOException {
        files.readable("a1/chk-1", 1);

        assertThatThrownBy(() -> newest.check(checkpoint -> {
                    tried.add(checkpoint);
                    files.delete(checkpoint);
                    files.readable("a1/chk-" + (tried.size() + 1), tried.size() + 1);
                    return new CheckpointCheck(checkpoint, false, List.of("the Flink job fails"));
                }))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("could not be checked")
                .hasMessageContaining("stop Metrobed and check again");
        assertThat(tried).hasSize(3);
    }

    @Test
    void failureWithACheckpointThatIsThereIsTheOutcome() throws IOException, SQLException {
        Path checkpoint = files.readable("a1/chk-1", 1);
        CheckpointCheck failed = new CheckpointCheck(checkpoint, false, List.of("the Flink job fails"));

        assertThat(newest.check(any -> failed)).isEqualTo(failed);
        assertThatThrownBy(() -> newest.check(any -> {
                    throw new ServiceException("Flink does not start");
                }))
                .hasMessage("Flink does not start");
    }

    private CheckpointCheck reads(Path checkpoint) {
        tried.add(checkpoint);
        return new CheckpointCheck(checkpoint, true, List.of());
    }
}
