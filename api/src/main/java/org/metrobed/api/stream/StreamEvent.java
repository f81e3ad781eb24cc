package org.metrobed.api.stream;

/**
 * One event of the stream, written once for all clients. Immutable.
 *
 * @param name {@code window} or {@code alert}
 * @param testbed whose it is
 * @param partition where its record is, as {@link LogPosition} names it
 * @param offset where in the partition
 * @param recordedMillis log time of what it tells
 * @param json its data, one line
 */
record StreamEvent(String name, String testbed, String partition, long offset, long recordedMillis, String json) {}
