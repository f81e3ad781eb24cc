package org.metrobed.embedded;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether Kafka may start on a folder. Kafka recovers its logs at each start. On a full disk it empties the log of its
 * metadata then, and at the next start it sets all topics aside as stray and begins with none. Static functions only.
 */
final class KafkaFolder {

    /** Kafka does not start with less free space, bytes. */
    static final long LEAST_FREE_BYTES = 128L << 20;

    private static final String METADATA = "__cluster_metadata-0";
    private static final Pattern PARTITION = Pattern.compile(".+-[0-9]+");

    private KafkaFolder() {}

    /**
     * Checks the folder of logs.
     *
     * @param freeBytes free space of its disk
     * @throws ServiceException if the disk is nearly full, or logs of partitions are there but no metadata
     */
    static void requireUsable(Path logs, long freeBytes) throws IOException {
        if (freeBytes < LEAST_FREE_BYTES) {
            throw new ServiceException("Kafka does not start: the disk of " + logs + " has " + (freeBytes >> 20)
                    + " MiB free, it needs " + (LEAST_FREE_BYTES >> 20) + ". Make room; nothing is lost.");
        }
        List<Path> partitions = listPartitions(logs);
        if (!partitions.isEmpty() && !hasMetadata(logs.resolve(METADATA))) {
            throw new ServiceException("Kafka does not start: " + logs.resolve(METADATA)
                    + " is empty, but there are logs of " + partitions.size()
                    + " partitions. Kafka would set them aside. Restore a backup (docs/BACKUP.md).");
        }
    }

    private static List<Path> listPartitions(Path logs) throws IOException {
        List<Path> partitions = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(logs, Files::isDirectory)) {
            for (Path one : all) {
                String name = one.getFileName().toString();
                if (PARTITION.matcher(name).matches() && !name.equals(METADATA)) {
                    partitions.add(one);
                }
            }
        }
        return partitions;
    }

    private static boolean hasMetadata(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.{log,checkpoint}")) {
            for (Path file : files) {
                if (Files.size(file) > 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
