package org.metrobed.launcher.flink;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Whether this program reads a checkpoint. Immutable.
 *
 * @param checkpoint the checkpoint
 * @param readable whether a job of this program has read its whole state
 * @param problems sentences for people; empty if it is readable
 */
public record CheckpointCheck(Path checkpoint, boolean readable, List<String> problems) {
    public CheckpointCheck {
        Objects.requireNonNull(checkpoint, "checkpoint");
        problems = List.copyOf(problems);
    }
}
