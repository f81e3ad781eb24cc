package org.metrobed.store.progress;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * Progress of a sink. Immutable.
 *
 * @param sink the sink's name
 * @param subtasks number of subtasks
 * @param reported how many of them have reported
 * @param logMillis log time up to which all have committed everything, milliseconds since 1970 UTC; empty until all
 *     have reported
 */
public record SinkProgress(String sink, int subtasks, int reported, OptionalLong logMillis) {
    public SinkProgress {
        Objects.requireNonNull(sink, "sink");
        Objects.requireNonNull(logMillis, "logMillis");
    }
}
