package org.metrobed.launcher.flink;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of earlier runs: {@code JOB/chk-N/_metadata}. A checkpoint without {@code _metadata} is incomplete.
 * The file {@code state-generation} holds the generation of their state layouts. Checkpoints of other generations are
 * in {@code set-aside}; no code reads or deletes them. The script {@code deploy/flink/run-pipeline} follows the same
 * rules, but it does not know which metadata is readable. A running job may delete checkpoints meanwhile. Not
 * thread-safe.
 */
final class CheckpointFolder {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointFolder.class);
    private static final String METADATA = "_metadata";
    private static final String MARKER = "state-generation";
    private static final String SET_ASIDE = "set-aside";
    private static final int KEPT = 3;

    private final Path root;

    CheckpointFolder(Path root) {
        this.root = root;
    }

    /** The complete checkpoints with readable metadata, newest first. */
    List<Path> listNewestFirst() throws IOException {
        return listComplete().stream().filter(CheckpointFolder::isReadable).toList();
    }

    /** The complete checkpoints, also those whose metadata this program cannot read, newest first. */
    List<Path> listComplete() throws IOException {
        record Found(Path checkpoint, FileTime finished) {}
        List<Found> found = new ArrayList<>();
        for (Path job : jobs()) {
            for (Path checkpoint : folders(job)) {
                try {
                    found.add(new Found(checkpoint, Files.getLastModifiedTime(checkpoint.resolve(METADATA))));
                } catch (NoSuchFileException e) {
                    LOG.trace("not complete, or deleted meanwhile: {}", checkpoint);
                }
            }
        }
        found.sort(Comparator.comparing(Found::finished).reversed());
        return found.stream().map(Found::checkpoint).toList();
    }

    /** The complete checkpoints with unreadable metadata that are newer than all readable ones, newest first. */
    List<Path> listNewerUnreadable() throws IOException {
        return listComplete().stream()
                .takeWhile(checkpoint -> !isReadable(checkpoint))
                .toList();
    }

    /**
     * Moves all checkpoints to {@code set-aside} if they have another generation of state layouts, and writes this
     * generation to the marker file. Deletes nothing.
     *
     * @param generation the generation of state layouts that the job reads and writes
     * @return the folder to which the checkpoints were moved; empty when there were none, or they have this generation
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

    /**
     * The generation in the marker file; 0 (the generation before the marker existed) when it is absent or not a
     * number.
     */
    private String marker() throws IOException {
        Path marker = root.resolve(MARKER);
        if (!Files.exists(marker)) {
            return "0";
        }
        String text = Files.readString(marker).strip();
        return text.matches("[0-9]{1,9}") ? text : "0";
    }

    /**
     * Deletes folders of earlier jobs without a complete checkpoint; no job can start from them. A checkpoint whose metadata
     * this program cannot read stays: another version may.
     */
    void prune() throws IOException {
        for (Path job : jobs()) {
            if (folders(job).stream().noneMatch(CheckpointFolder::isComplete)) {
                delete(job);
            }
        }
    }

    /**
     * Deletes checkpoints of earlier jobs that are older than the newest three complete ones. Of those whose metadata this
     * program cannot read, the newest three stay: the version that wrote them may read them. Call it when the running job
     * has completed a checkpoint: only then it has proven that it can read what was there.
     *
     * @param running the folder of the running job, which deletes its own
     * @param claimed the checkpoint from which it started, which it deletes too
     */
    void deleteOld(String running, Optional<Path> claimed) throws IOException {
        List<Path> complete = listComplete();
        Set<Path> kept = new HashSet<>(complete.subList(0, Math.min(KEPT, complete.size())));
        complete.stream()
                .filter(checkpoint -> !isReadable(checkpoint))
                .limit(KEPT)
                .forEach(kept::add);
        claimed.ifPresent(kept::add);
        for (Path job : jobs()) {
            if (!job.getFileName().toString().equals(running)) {
                for (Path checkpoint : folders(job)) {
                    if (checkpoint.getFileName().toString().startsWith("chk-") && !kept.contains(checkpoint)) {
                        delete(checkpoint);
                    }
                }
            }
        }
        prune();
    }

    /** The generation of the state layouts of all checkpoints but those in {@code set-aside}. */
    int generation() throws IOException {
        return Integer.parseInt(marker());
    }

    /** Deletes every checkpoint except those in {@code set-aside}. */
    void deleteAll() throws IOException {
        for (Path job : jobs()) {
            delete(job);
        }
    }

    /** Whether a checkpoint is complete; false too if it was deleted. */
    static boolean isComplete(Path checkpoint) {
        return Files.exists(checkpoint.resolve(METADATA));
    }

    /** Whether this program can read the metadata of a checkpoint. */
    static boolean isReadable(Path checkpoint) {
        Path metadata = checkpoint.resolve(METADATA);
        try (DataInputStream bytes = new DataInputStream(new BufferedInputStream(Files.newInputStream(metadata)))) {
            Checkpoints.loadCheckpointMetadata(bytes, CheckpointFolder.class.getClassLoader(), checkpoint.toString());
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
        } catch (NoSuchFileException e) {
            return List.of();
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
