package org.metrobed.launcher.flink;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;

/**
 * The checkpoints that earlier runs left: {@code JOB/chk-N/_metadata}. A checkpoint without {@code _metadata} was never
 * finished. The file {@code state-generation} says which state layouts they have; checkpoints of other layouts are in
 * {@code set-aside}, which nobody reads or deletes. The script {@code deploy/flink/run-pipeline} keeps the same rules. Not
 * thread-safe.
 */
final class CheckpointFolder {

    private static final String METADATA = "_metadata";
    private static final String MARKER = "state-generation";
    private static final String SET_ASIDE = "set-aside";

    private final Path root;

    CheckpointFolder(Path root) {
        this.root = root;
    }

    /** The finished checkpoints whose metadata can be read, newest first. */
    List<Path> listNewestFirst() throws IOException {
        record Found(Path checkpoint, FileTime finished) {}
        List<Found> found = new ArrayList<>();
        for (Path job : jobs()) {
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

    /**
     * Moves all checkpoints aside when they have other state layouts than these, and marks the folder with these. Nothing is
     * deleted.
     *
     * @param generation of the state layouts that the job reads and writes
     * @return the folder that the checkpoints were moved to; empty when there were none, or they have these layouts
     */
    Optional<Path> setAsideOthers(int generation) throws IOException {
        String here = Integer.toString(generation);
        String found = marker();
        if (found.equals(here)) {
            return Optional.empty();
        }
        List<Path> others = jobs();
        Path aside = free(root.resolve(SET_ASIDE), "generation-" + found);
        for (Path job : others) {
            Files.createDirectories(aside);
            Files.move(job, aside.resolve(job.getFileName()));
        }
        Files.createDirectories(root);
        Path written = Files.writeString(root.resolve(MARKER + ".new"), here + "\n");
        Files.move(written, root.resolve(MARKER), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return others.isEmpty() ? Optional.empty() : Optional.of(aside);
    }

    private static Path free(Path parent, String name) {
        Path path = parent.resolve(name);
        for (int times = 2; Files.exists(path); times++) {
            path = parent.resolve(name + "-" + times);
        }
        return path;
    }

    /** What the marker says; 0, of before there was one, when it is absent or no number. */
    private String marker() throws IOException {
        Path marker = root.resolve(MARKER);
        if (!Files.exists(marker)) {
            return "0";
        }
        String text = Files.readString(marker).strip();
        return text.matches("[0-9]{1,9}") ? text : "0";
    }

    /** Deletes what no job can start from: folders of earlier jobs in which no finished checkpoint is left. */
    void prune() throws IOException {
        List<Path> kept =
                listNewestFirst().stream().map(Path::getParent).distinct().toList();
        for (Path job : jobs()) {
            if (!kept.contains(job)) {
                delete(job);
            }
        }
    }

    /** Deletes every checkpoint but those that were set aside. */
    void deleteAll() throws IOException {
        for (Path job : jobs()) {
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

    private List<Path> jobs() throws IOException {
        return folders(root).stream()
                .filter(folder -> !folder.getFileName().toString().equals(SET_ASIDE))
                .toList();
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
