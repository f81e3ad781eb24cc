package org.metrobed.api.stream;

/**
 * One event of the stream, serialized once for all clients. Immutable.
 *
 * @param name {@code window}, {@code alert} or {@code handling}
 * @param testbed its test-bed; {@link #EVERY_TESTBED} if it concerns all
 * @param partition the partition of its record, as {@link LogPosition} names it; empty if it is in no log
 * @param offset offset in the partition
 * @param recordedMillis log time of its content
 * @param json its data, one line
 */
record StreamEvent(String name, String testbed, String partition, long offset, long recordedMillis, String json) {

    /** The test-bed of events that concern all test-beds. */
    static final String EVERY_TESTBED = "";

    /** Whether it concerns a test-bed. */
    boolean isOf(String other) {
        return testbed.equals(EVERY_TESTBED) || testbed.equals(other);
    }
}
