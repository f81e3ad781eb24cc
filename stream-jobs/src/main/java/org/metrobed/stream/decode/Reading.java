package org.metrobed.stream.decode;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.StatedValue;

/**
 * One reading whose datastream is known, or its copy for a dependent datastream. Immutable.
 *
 * @param datastream {@code testbed/thing/property}; for a copy, the dependent datastream
 * @param phenomenonMicros microseconds since 1970 UTC
 * @param value in the datastream's unit, NaN if missing
 * @param stated the value as the payload stated it; null if the payload stated the value itself, in the datastream's
 *     unit
 * @param receivedMillis when its message was received, milliseconds since 1970 UTC
 * @param redrivenMillis log time at which its message was redriven, milliseconds since 1970 UTC; 0 if it was not
 *     redriven
 * @param partition of the raw log
 * @param offset in that partition
 * @param index of the reading in its message
 * @param catalogVersion in force when it was decoded
 * @param marks bits of the first word of verdicts that decoding gives: {@code PlausibleTime.SUSPECT}, {@code
 *     TestBits.CLOCK_REPLACED}, {@code TestBits.VALIDATED}, {@code TestBits.CENSORED} and the flag of its provider, or none
 * @param settings of the datastream; null if they equal those of the reading before (settings travel in band), and in
 *     copies
 * @param of for a copy, the datastream that the value comes from; else null
 * @param orderedFromMillis log time from which the readings of the datastream come in the order of the log, because all their
 *     messages have one Kafka key: milliseconds since 1970 UTC, {@link #ALWAYS} or {@link #NEVER}
 */
@RecordBuilder
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
        long marks,
        DatastreamSettings settings,
        String of,
        long orderedFromMillis)
        implements ReadingBuilder.With {

    /** All readings of the datastream have always come in the order of the log. */
    public static final long ALWAYS = 0;

    /** Readings of messages with other keys may come before this one or after it, whatever their place in the log. */
    public static final long NEVER = Long.MAX_VALUE;

    /** A copy for a dependent datastream, with the value to check against. */
    Reading copyFor(String dependent, double seen) {
        return with().datastream(dependent)
                .value(seen)
                .stated(null)
                .settings(null)
                .of(datastream)
                .build();
    }

    /** Its log time, milliseconds since 1970 UTC. */
    public long logMillis() {
        return redrivenMillis == 0 ? receivedMillis : redrivenMillis;
    }
}
