package org.metrobed.lab.isolated;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where the Kafka, PostgreSQL and Flink of a lane keep what they have.
 *
 * @param path where it is
 * @param kept whether it stays when it is closed
 */
public record RunFolder(Path path, boolean kept) implements AutoCloseable {

    /** A folder of the user's, which stays. */
    public static RunFolder keep(Path path) {
        return new RunFolder(path, true);
    }

    /**
     * A folder that is gone when it is closed.
     *
     * @throws UncheckedIOException when it cannot be made
     */
    public static RunFolder temporary() {
        try {
            return new RunFolder(Files.createTempDirectory("metrobed-lane"), false);
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder can be made: " + e.getMessage(), e);
        }
    }

    /** Deletes it unless it is kept; those who use it must have stopped. */
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
