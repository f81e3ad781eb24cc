package org.metrobed.stream.decode;

import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.StatedValue;

/**
 * One reading whose datastream is known, or its copy for a datastream that is held against it. Immutable.
 *
 * @param datastream {@code testbed/thing/property}; of a copy, the datastream that it is for
 * @param phenomenonMicros microseconds since 1970 UTC
 * @param value in the datastream's unit, NaN when missing
 * @param stated what the payload said; null where it said the value itself, in the datastream's unit
 * @param receivedMillis when its message was received, milliseconds since 1970 UTC
 * @param redrivenMillis log time at which its message was driven again, milliseconds since 1970 UTC; 0 when it came by itself
 * @param partition of the raw log
 * @param offset in that partition
 * @param index of the reading in its message
 * @param catalogVersion in force when it was decoded
 * @param settings how to treat it; null when they are those of the reading before (settings travel in band), and in copies
 * @param of of a copy, the datastream whose value it is; else null
 */
public record Reading(
        String datastream,
        long phenomenonMicros,
        double value,
        StatedValue stated,
        long receivedMillis,
        long redrivenMillis,
        int partition,
        long offset,
        int index,
        long catalogVersion,
        DatastreamSettings settings,
        String of) {

    /** A copy for a datastream that is held against this one, with the value that it is to see. */
    Reading copyFor(String watcher, double seen) {
        return new Reading(
                watcher,
                phenomenonMicros,
                seen,
                null,
                receivedMillis,
                redrivenMillis,
                partition,
                offset,
                index,
                catalogVersion,
                null,
                datastream);
    }

    /** One that is no copy, and whose payload said the value itself. */
    public Reading(
            String datastream,
            long phenomenonMicros,
            double value,
            long receivedMillis,
            long redrivenMillis,
            int partition,
            long offset,
            int index,
            long catalogVersion,
            DatastreamSettings settings) {
        this(
                datastream,
                phenomenonMicros,
                value,
                null,
                receivedMillis,
                redrivenMillis,
                partition,
                offset,
                index,
                catalogVersion,
                settings,
                null);
    }

    /** This one, of a payload that said something else. */
    public Reading withStated(StatedValue said) {
        return new Reading(
                datastream,
                phenomenonMicros,
                value,
                said,
                receivedMillis,
                redrivenMillis,
                partition,
                offset,
                index,
                catalogVersion,
                settings,
                of);
    }

    /** Its place in the log's time, milliseconds since 1970 UTC. */
    public long logMillis() {
        return redrivenMillis == 0 ? receivedMillis : redrivenMillis;
    }
}
