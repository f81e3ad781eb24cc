package org.metrobed.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * The folder of the services' data during a run. Immutable.
 *
 * @param path the absolute path
 * @param temporary whether the folder is deleted at the end
 */
record WorkFolder(Path path, boolean temporary) implements AutoCloseable {

    /**
     * Opens a folder for a run.
     *
     * @param wanted the folder, null for a temporary folder
     * @param name the prefix of the name of a temporary folder
     */
    static WorkFolder open(Path wanted, String name) throws IOException {
        return wanted == null
                ? new WorkFolder(Files.createTempDirectory(name), true)
                : new WorkFolder(Files.createDirectories(wanted).toAbsolutePath(), false);
    }

    @Override
    public void close() throws IOException {
        if (temporary) {
            try (var paths = Files.walk(path)) {
                for (Path entry : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(entry);
                }
            }
        }
    }
}
