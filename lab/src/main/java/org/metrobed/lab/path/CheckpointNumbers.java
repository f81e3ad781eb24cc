package org.metrobed.lab.path;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Counts the checkpoints of a run. Immutable.
 *
 * @param folder of the checkpoints, with one folder a job
 */
record CheckpointNumbers(Path folder) {

    private static final String NAME = "chk-";

    /** The number of the newest checkpoint of any job, from 1; 0 if there is none. */
    long newest() {
        long newest = 0;
        try (DirectoryStream<Path> jobs = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path job : jobs) {
                try (DirectoryStream<Path> all = Files.newDirectoryStream(job, NAME + "*")) {
                    for (Path one : all) {
                        newest = Math.max(
                                newest,
                                Long.parseLong(one.getFileName().toString().substring(NAME.length())));
                    }
                }
            }
            return newest;
        } catch (IOException e) {
            throw new UncheckedIOException("the checkpoints cannot be counted: " + e.getMessage(), e);
        }
    }
}
