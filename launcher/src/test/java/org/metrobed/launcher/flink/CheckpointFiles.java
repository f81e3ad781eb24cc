package org.metrobed.launcher.flink;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;

/** Writes checkpoints without state as files. */
final class CheckpointFiles {

    private final Path root;

    CheckpointFiles(Path root) {
        this.root = root;
    }

    /** A checkpoint whose metadata no version reads, finished at a second. */
    Path unreadable(String name, int second) throws IOException {
        return write(name, second, new byte[] {1, 2, 3});
    }

    /** A checkpoint with metadata of this Flink, finished at a second. */
    Path readable(String name, int second) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Checkpoints.storeCheckpointMetadata(new CheckpointMetadata(second, List.of(), List.of()), bytes);
        return write(name, second, bytes.toByteArray());
    }

    void delete(Path checkpoint) throws IOException {
        Files.delete(checkpoint.resolve("_metadata"));
        Files.delete(checkpoint);
    }

    private Path write(String name, int second, byte[] bytes) throws IOException {
        Path checkpoint = Files.createDirectories(root.resolve(name));
        Path metadata = Files.write(checkpoint.resolve("_metadata"), bytes);
        Files.setLastModifiedTime(metadata, FileTime.from(Instant.ofEpochSecond(1_700_000_000L + second)));
        return checkpoint;
    }
}
