package org.metrobed.api.stream;

import java.util.function.Function;
import org.metrobed.api.access.Sight;

/**
 * One event of the stream, serialized once for all clients. Immutable.
 *
 * @param name {@code window}, {@code alert} or {@code handling}
 * @param testbed its test-bed; {@link #EVERY_TESTBED} if it concerns all
 * @param datastream the datastream that it is about
 * @param partition the partition of its record, as {@link LogPosition} names it; empty if it is in no log
 * @param offset offset in the partition
 * @param recordedMillis log time of its content
 * @param json its data, one line, for readers who see everything
 * @param forOthers its data for others, who see its datastream
 */
record StreamEvent(
        String name,
        String testbed,
        String datastream,
        String partition,
        long offset,
        long recordedMillis,
        String json,
        Function<Sight, String> forOthers) {

    /** The test-bed of events that concern all test-beds. */
    static final String EVERY_TESTBED = "";

    /** Its data for a reader who sees its datastream. */
    String json(Sight sight) {
        return sight.isAll() ? json : forOthers.apply(sight);
    }

    /** Whether it concerns a test-bed. */
    boolean isOf(String other) {
        return testbed.equals(EVERY_TESTBED) || testbed.equals(other);
    }
}
