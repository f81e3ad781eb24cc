package org.metrobed.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaFolderTest {

    private static final long ROOM = 1L << 30;
    private static final Path SCRIPT = Path.of("..", "deploy", "kafka", "start");

    @TempDir
    Path logs;

    @BeforeEach
    void partition() throws IOException {
        Files.writeString(
                Files.createDirectories(logs.resolve("metrobed.raw-3")).resolve("0.log"), "records");
        Files.createDirectories(logs.resolve("__cluster_metadata-0"));
    }

    @Test
    void aFullDiskIsRefusedBeforeKafkaRecoversItsLogs() throws IOException {
        metadata("0.log", "known");
        assertThatThrownBy(() -> KafkaFolder.requireUsable(logs, 3 << 20))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("has 3 MiB free, it needs 128");
    }

    @Test
    void logsWithoutMetadataAreNotSetAside() throws Exception {
        metadata("0.log", "");
        metadata("quorum-state", "{}");
        assertThatThrownBy(() -> KafkaFolder.requireUsable(logs, ROOM))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("is empty, but there are logs of 1 partitions");
        assertThat(script()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000000000000000.log", "00000000000000000099-0000000001.checkpoint"})
    void aFolderWithMetadataIsUsed(String file) throws Exception {
        metadata(file, "known");
        assertThatCode(() -> KafkaFolder.requireUsable(logs, ROOM)).doesNotThrowAnyException();
        assertThat(script()).isZero();
    }

    @Test
    void aNewFolderIsUsed(@TempDir Path other) throws Exception {
        assertThatCode(() -> KafkaFolder.requireUsable(other, ROOM)).doesNotThrowAnyException();
    }

    @Test
    void whatWasSetAsideOrDeletedIsNoPartition(@TempDir Path other) throws IOException {
        Files.createDirectories(other.resolve("metrobed.raw-3.411206e30c8c41f89d40bdae71addffd-stray"));
        Files.createDirectories(other.resolve("metrobed.raw-3.411206e30c8c41f89d40bdae71addffd-delete"));
        assertThatCode(() -> KafkaFolder.requireUsable(other, ROOM)).doesNotThrowAnyException();
    }

    /** The exit code of the script of the containers, with {@code true} in the place of Kafka. */
    private int script() throws IOException, InterruptedException {
        ProcessBuilder script = new ProcessBuilder("sh", SCRIPT.toString(), "true").inheritIO();
        script.environment().put("KAFKA_LOG_DIRS", logs.toString());
        return script.start().waitFor();
    }

    private void metadata(String name, String text) throws IOException {
        Files.writeString(logs.resolve("__cluster_metadata-0").resolve(name), text);
    }
}
