package org.metrobed.simulators;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * Progress of a simulation, so that the next run continues with the same faults: messages that are sent twice are
 * identical. Immutable.
 *
 * @param testbed the simulated test-bed
 * @param seed its seed
 * @param epoch the instant that the faults are relative to
 * @param sentUntil everything sent before is acknowledged
 */
record SimulationState(String testbed, long seed, Instant epoch, Instant sentUntil) {

    /** The state of an earlier run; empty if there is none or it cannot be read. */
    static Optional<SimulationState> read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return Optional.of(new SimulationState(
                    properties.getProperty("testbed", ""),
                    Long.parseLong(properties.getProperty("seed", "")),
                    Instant.parse(properties.getProperty("epoch", "")),
                    Instant.parse(properties.getProperty("sent-until", ""))));
        } catch (NoSuchFileException | NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Replaces the file atomically. */
    void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("testbed", testbed);
        properties.setProperty("seed", Long.toString(seed));
        properties.setProperty("epoch", epoch.toString());
        properties.setProperty("sent-until", sentUntil.toString());
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path fresh = folder.resolve(file.getFileName() + ".new");
        try (Writer writer = Files.newBufferedWriter(fresh)) {
            properties.store(writer, "progress of the simulated city");
        }
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    SimulationState withSentUntil(Instant later) {
        return new SimulationState(testbed, seed, epoch, later);
    }
}
