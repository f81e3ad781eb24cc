package org.metrobed.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The number of stores into which HiveMQ divides its sessions, queues and payloads. HiveMQ finds a session by the number
 * of stores, so a folder keeps the number with which it was created. Static functions only.
 */
final class BrokerBuckets {

    /** The number for a new folder: an empty store takes some megabytes. */
    static final int NEW = 4;

    /** The number of HiveMQ, which release 0.1.0 used. */
    static final int OLD = 64;

    private static final String SESSIONS = "client_session_store";

    private BrokerBuckets() {}

    /**
     * The number for a data folder, which need not exist.
     *
     * @throws IOException if the folder cannot be read
     */
    static int count(Path data) throws IOException {
        Path sessions = data.resolve("persistence").resolve(SESSIONS);
        if (!Files.isDirectory(sessions)) {
            return NEW;
        }
        try (Stream<Path> stores = Files.walk(sessions, 2)) {
            long found = stores.filter(store -> store.getFileName().toString().startsWith(SESSIONS + "_"))
                    .count();
            return found > NEW ? OLD : NEW;
        }
    }
}
