package org.metrobed.model.params;

import java.util.List;
import java.util.Optional;

/** The parameters of one quality test: a record whose components all have a {@link Param}. Immutable. */
public interface TestParams extends Checked {

    /** The slot of the test. */
    int slot();

    /**
     * The fault in relation to the time between readings, as the rest of a sentence; empty if there is none.
     *
     * @param intervalMicros expected time between readings, microseconds
     */
    default Optional<String> findFault(long intervalMicros) {
        return Optional.empty();
    }

    /** The spans of values among these parameters. */
    default List<? extends Ends> spans() {
        return List.of();
    }

    /**
     * These parameters for datastreams with this time between readings: values that depend on it are filled in.
     *
     * @param intervalMicros expected time between readings, microseconds
     */
    default TestParams at(long intervalMicros) {
        return this;
    }
}
