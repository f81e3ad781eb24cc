package org.metrobed.launcher.flink;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;

/**
 * The checkpoints that earlier runs left: {@code JOB/chk-N/_metadata}. A checkpoint without {@code _metadata} was never
 * finished. Not thread-safe.
 */
final class CheckpointFolder {

    private static final String METADATA = "_metadata";

    private final Path root;

    CheckpointFolder(Path root) {
        this.root = root;
    }

    /** The finished checkpoints whose metadata can be read, newest first. */
    List<Path> listNewestFirst() throws IOException {
        record Found(Path checkpoint, FileTime finished) {}
        List<Found> found = new ArrayList<>();
        for (Path job : folders(root)) {
            for (Path checkpoint : folders(job)) {
                Path metadata = checkpoint.resolve(METADATA);
                if (Files.exists(metadata) && readable(metadata)) {
                    found.add(new Found(checkpoint, Files.getLastModifiedTime(metadata)));
                }
            }
        }
        found.sort(Comparator.comparing(Found::finished).reversed());
        return found.stream().map(Found::checkpoint).toList();
    }

    /** Deletes what no job can start from: folders of earlier jobs in which no finished checkpoint is left. */
    void prune() throws IOException {
        List<Path> kept =
                listNewestFirst().stream().map(Path::getParent).distinct().toList();
        for (Path job : folders(root)) {
            if (!kept.contains(job)) {
                delete(job);
            }
        }
    }

    /** Deletes every checkpoint. */
    void deleteAll() throws IOException {
        for (Path job : folders(root)) {
            delete(job);
        }
    }

    private static boolean readable(Path metadata) {
        try (DataInputStream bytes = new DataInputStream(new BufferedInputStream(Files.newInputStream(metadata)))) {
            Checkpoints.loadCheckpointMetadata(
                    bytes,
                    CheckpointFolder.class.getClassLoader(),
                    metadata.getParent().toString());
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private static List<Path> folders(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(Files::isDirectory).toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
