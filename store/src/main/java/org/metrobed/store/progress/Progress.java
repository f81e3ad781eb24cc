package org.metrobed.store.progress;

import java.util.Objects;

/**
 * Progress of one subtask of a sink: it has committed everything up to a log time. Immutable.
 *
 * @param sink the sink's name, such as {@code observations}
 * @param subtask 0-based
 * @param subtasks number of subtasks
 * @param logMillis log time, milliseconds since 1970 UTC
 */
public record Progress(String sink, int subtask, int subtasks, long logMillis) {
    public Progress {
        Objects.requireNonNull(sink, "sink");
        if (subtask < 0 || subtask >= subtasks) {
            throw new IllegalArgumentException("subtask " + subtask + " is not in [0," + subtasks + ")");
        }
    }
}
