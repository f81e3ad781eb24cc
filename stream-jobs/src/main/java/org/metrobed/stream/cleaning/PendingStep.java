package org.metrobed.stream.cleaning;

/**
 * A step that waits for peer values. Immutable.
 *
 * @param step with the flag from the datastream's own tests
 * @param fromMillis log time from which peer values count for it, milliseconds since 1970 UTC
 * @param dueMillis log time at which it is emitted, milliseconds since 1970 UTC; never decreases within a datastream
 * @param open whether it is checked against peers then
 */
record PendingStep(CleanedStep step, long fromMillis, long dueMillis, boolean open) {}
