package org.metrobed.model;

/**
 * Where in the raw log a value came from: partition and offset of the Kafka record, and the 0-based index of the reading
 * inside its message ({@code -1}: the message as a whole; {@code -2 - i}: derived, from reading i of that message and
 * perhaps others). Every stored number carries one. Immutable.
 */
public record RawPosition(int partition, long offset, int index) implements Comparable<RawPosition> {

    /** The message as a whole. */
    public static final int WHOLE_MESSAGE = -1;

    private static final int FIRST_DERIVED = -2;

    /** The position of what is derived from the reading at this one, or from what is itself derived from that. */
    public RawPosition derived() {
        return isDerived() ? this : new RawPosition(partition, offset, FIRST_DERIVED - index);
    }

    /** Whether it is the position of something derived. */
    public boolean isDerived() {
        return index <= FIRST_DERIVED;
    }

    @Override
    public int compareTo(RawPosition other) {
        int byPartition = Integer.compare(partition, other.partition);
        if (byPartition != 0) {
            return byPartition;
        }
        int byOffset = Long.compare(offset, other.offset);
        return byOffset != 0 ? byOffset : Integer.compare(index, other.index);
    }
}
