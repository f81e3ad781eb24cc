package org.metrobed.notify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file whose modification time shows that this process works. Used by one thread. */
final class HeartbeatFile {

    private static final Logger LOG = LoggerFactory.getLogger(HeartbeatFile.class);

    private final Optional<Path> file;

    /**
     * A heartbeat file.
     *
     * @param file its path, empty for none
     */
    HeartbeatFile(String file) {
        this.file = file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file));
    }

    /** Writes the file again. */
    void write() {
        if (file.isPresent()) {
            try {
                Files.writeString(file.get(), "alive\n");
            } catch (IOException e) { // a monitor of the file sees that it is old
                LOG.warn("cannot write {}: {}", file.get(), e.getMessage());
            }
        }
    }
}
