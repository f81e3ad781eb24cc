package org.metrobed.api.stream;

/**
 * One event of the stream, written once for all clients. Immutable.
 *
 * @param name {@code window}, {@code alert} or {@code handling}
 * @param testbed whose it is; {@link #EVERY_TESTBED} when it concerns all
 * @param partition where its record is, as {@link LogPosition} names it; empty for what is in no log
 * @param offset where in the partition
 * @param recordedMillis log time of what it tells
 * @param json its data, one line
 */
record StreamEvent(String name, String testbed, String partition, long offset, long recordedMillis, String json) {

    /** The test-bed of what concerns all. */
    static final String EVERY_TESTBED = "";

    /** Whether it concerns a test-bed. */
    boolean isOf(String other) {
        return testbed.equals(EVERY_TESTBED) || testbed.equals(other);
    }
}
