package org.metrobed.store.progress;

import java.util.Objects;

/**
 * How far one subtask of a sink has come: it has committed everything up to a log time. Immutable.
 *
 * @param sink the sink's name, such as {@code observations}
 * @param subtask 0-based
 * @param subtasks how many there are
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
