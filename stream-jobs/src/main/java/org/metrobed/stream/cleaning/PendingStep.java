package org.metrobed.stream.cleaning;

/**
 * A step that waits for the values of others. Immutable.
 *
 * @param step as its own datastream decided it
 * @param fromMillis log time from which values of others count for it, milliseconds since 1970 UTC
 * @param dueMillis log time at which it leaves, milliseconds since 1970 UTC; never decreases within a datastream
 * @param open whether it is to be held against others then
 */
record PendingStep(CleanedStep step, long fromMillis, long dueMillis, boolean open) {}
