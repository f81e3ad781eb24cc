package org.metrobed.model;

/**
 * The position of a value in the raw log: partition and offset of the Kafka record, and the 0-based index of the
 * reading in its message. The index is {@code -1} for the message as a whole, and {@code -2 - i} for a value derived
 * from reading i of that message and perhaps others. Every stored number has one. Immutable.
 */
public record RawPosition(int partition, long offset, int index) implements Comparable<RawPosition> {

    /** The message as a whole. */
    public static final int WHOLE_MESSAGE = -1;

    private static final int FIRST_DERIVED = -2;

    /** The position of a value derived from the reading at this position, or from another derived value. */
    public RawPosition derived() {
        return isDerived() ? this : new RawPosition(partition, offset, FIRST_DERIVED - index);
    }

    /** Whether it is the position of a derived value. */
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
