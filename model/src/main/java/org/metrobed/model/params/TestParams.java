package org.metrobed.model.params;

import java.util.Optional;

/** The parameters of one quality test: a record whose components are each a {@link Param}. Immutable. */
public interface TestParams extends Checked {

    /** The slot of the test that reads them. */
    int slot();

    /**
     * What does not fit the time between readings, as the rest of a sentence; empty when all fits.
     *
     * @param intervalMicros expected time between readings, microseconds
     */
    default Optional<String> findFault(long intervalMicros) {
        return Optional.empty();
    }

    /**
     * These parameters for datastreams with this time between readings: what follows from it is filled in.
     *
     * @param intervalMicros expected time between readings, microseconds
     */
    default TestParams at(long intervalMicros) {
        return this;
    }
}
