package org.metrobed.stream.decode;

import org.metrobed.core.model.DatastreamSettings;

/**
 * One reading whose datastream is known. Immutable.
 *
 * @param datastream {@code testbed/thing/property}
 * @param phenomenonMicros microseconds since 1970 UTC
 * @param value in the datastream's unit, NaN when missing
 * @param receivedMillis log time, milliseconds since 1970 UTC
 * @param partition of the raw log
 * @param offset in that partition
 * @param index of the reading in its message
 * @param catalogVersion in force at the received time
 * @param settings how to treat it; null when they are those of the reading before (settings travel in band)
 */
public record Reading(
        String datastream,
        long phenomenonMicros,
        double value,
        long receivedMillis,
        int partition,
        long offset,
        int index,
        long catalogVersion,
        DatastreamSettings settings) {}
