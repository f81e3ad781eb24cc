package org.metrobed.launcher.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.metrobed.launcher.segment.Digests;

/**
 * A file of the backup that is not a segment. Immutable.
 *
 * @param file path relative to the folder of the backup, with {@code /}
 * @param origin where it comes from: a path, for people; empty if it was made for the backup
 * @param bytes its size
 * @param sha256 its SHA-256, lower-case hex
 */
public record SavedFile(String file, String origin, long bytes, String sha256) {
    public SavedFile {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(sha256, "sha256");
    }

    /**
     * Compares the file with its digest.
     *
     * @throws BackupException if it is not the one that was written
     */
    void verify(Path root) throws IOException {
        Path path = root.resolve(file);
        if (!Files.exists(path) || !Digests.of(path).equals(sha256)) {
            throw new BackupException("the file " + file + " of the backup is missing or not as it was written");
        }
    }
}
