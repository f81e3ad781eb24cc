package org.metrobed.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * Where the services of a run keep their data. Immutable.
 *
 * @param path absolute
 * @param temporary whether it is deleted in the end
 */
record WorkFolder(Path path, boolean temporary) implements AutoCloseable {

    /**
     * A folder for a run.
     *
     * @param wanted null for a temporary one
     * @param name what a temporary one starts with
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
