package org.metrobed.lab.isolated;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The folder of Kafka, PostgreSQL and Flink of an isolated run.
 *
 * @param path the path of the folder
 * @param kept whether the folder is kept when it is closed
 */
public record RunFolder(Path path, boolean kept) implements AutoCloseable {

    /** A folder of the user, which is kept. */
    public static RunFolder keep(Path path) {
        return new RunFolder(path, true);
    }

    /**
     * A folder that is deleted when it is closed.
     *
     * @throws UncheckedIOException when the folder cannot be created
     */
    public static RunFolder temporary() {
        try {
            return new RunFolder(Files.createTempDirectory("metrobed-isolated-run"), false);
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder can be made: " + e.getMessage(), e);
        }
    }

    /** Deletes the folder unless it is kept; all users of the folder must have stopped. */
    @Override
    public void close() {
        if (kept) {
            return;
        }
        try (Stream<Path> paths = Files.walk(path)) {
            for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary folder " + path + " is not deleted: " + e.getMessage(), e);
        }
    }
}
