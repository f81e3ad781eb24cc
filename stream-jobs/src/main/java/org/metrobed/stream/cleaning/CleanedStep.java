package org.metrobed.stream.cleaning;

import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;

/**
 * One step of a datastream in the order of its own clock: an observation, or a tick without one. Immutable.
 *
 * @param datastream whose step
 * @param observation the observation, null for a tick
 * @param late whether the observation lies behind the clock; late ones come in any order
 * @param clockMicros the datastream's clock after this step: no on-time observation before it is still to come;
 *     microseconds since 1970 UTC
 * @param quiet a tick that says that nothing came for the grace time: from now on the log's clock closes what is open
 * @param logMillis log time of the step, milliseconds since 1970 UTC; never decreases within a datastream
 * @param settings in force
 */
public record CleanedStep(
        String datastream,
        Observation observation,
        boolean late,
        long clockMicros,
        boolean quiet,
        long logMillis,
        DatastreamSettings settings) {}
