package org.metrobed.analysis.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.metrobed.model.params.VarInts;

/**
 * A queue of values with positions (row numbers or times) that never decrease, in a ring: 16 bytes each. Values can be
 * removed at either end. Mutable, one thread.
 */
final class ValueQueue {

    private static final int FIRST_CAPACITY = 4;

    private long[] places = new long[FIRST_CAPACITY];
    private double[] values = new double[FIRST_CAPACITY];
    private int head;
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    long place(int i) {
        return places[index(i)];
    }

    double value(int i) {
        return values[index(i)];
    }

    void addLast(long place, double value) {
        if (size == places.length) {
            grow();
        }
        int at = index(size++);
        places[at] = place;
        values[at] = value;
    }

    void removeFirst() {
        head = index(1);
        size--;
    }

    /**
     * Adds a value behind the larger ones, so that the first is the largest; older values that are not larger are
     * removed.
     */
    void addFalling(long place, double value) {
        while (size > 0 && value(size - 1) <= value) {
            size--;
        }
        addLast(place, value);
    }

    /** Removes the values before this position. */
    void removeBefore(long place) {
        while (size > 0 && place(0) < place) {
            removeFirst();
        }
    }

    void clear() {
        size = 0;
    }

    void write(DataOutput out) throws IOException {
        VarInts.write(out, size);
        long last = 0;
        for (int i = 0; i < size; i++) {
            VarInts.write(out, place(i) - last);
            out.writeDouble(value(i));
            last = place(i);
        }
    }

    static ValueQueue read(DataInput in) throws IOException {
        ValueQueue queue = new ValueQueue();
        long last = 0;
        for (int left = VarInts.readCount(in); left > 0; left--) {
            last += VarInts.read(in);
            queue.addLast(last, in.readDouble());
        }
        return queue;
    }

    private int index(int i) {
        int at = head + i;
        return at < places.length ? at : at - places.length;
    }

    private void grow() {
        long[] morePlaces = Arrays.copyOf(places, size * 2);
        double[] moreValues = Arrays.copyOf(values, size * 2);
        for (int i = 0; i < size; i++) {
            morePlaces[i] = place(i);
            moreValues[i] = value(i);
        }
        places = morePlaces;
        values = moreValues;
        head = 0;
    }
}
