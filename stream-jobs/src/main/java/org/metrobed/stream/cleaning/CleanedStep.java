package org.metrobed.stream.cleaning;

import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;

/**
 * One step of a datastream, in order of the datastream's clock: an observation, or a tick without one. Immutable.
 *
 * @param datastream the datastream's id
 * @param observation the observation, null for a tick
 * @param late whether the observation is behind the clock; late observations come in any order
 * @param clockMicros the datastream's clock after this step: every later on-time observation has at least this time;
 *     microseconds since 1970 UTC
 * @param quiet true for a tick that reports that nothing was received for the idle timeout: from now on log time closes
 *     open windows
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
