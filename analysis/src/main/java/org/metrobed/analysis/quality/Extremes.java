package org.metrobed.analysis.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Largest and smallest value of a moving window. Two queues contain only the values that can still become an extreme:
 * usually a few, at most the whole window. Mutable, one thread.
 */
final class Extremes {

    /** The largest value is first. */
    private final ValueQueue falling;
    /** The smallest value is first, with its sign changed. */
    private final ValueQueue rising;

    Extremes() {
        this(new ValueQueue(), new ValueQueue());
    }

    private Extremes(ValueQueue falling, ValueQueue rising) {
        this.falling = falling;
        this.rising = rising;
    }

    void add(long place, double value) {
        falling.addFalling(place, value);
        rising.addFalling(place, -value);
    }

    double max() {
        return falling.value(0);
    }

    double min() {
        return -rising.value(0);
    }

    /** The newest value; NaN if there is none. */
    double newest() {
        return falling.isEmpty() ? Double.NaN : falling.value(falling.size() - 1);
    }

    /** Largest minus smallest value; 0 if there is none. */
    double range() {
        return falling.isEmpty() ? 0 : max() - min();
    }

    /** The position of the extreme that is removed first. */
    long firstPlace() {
        return Math.min(falling.place(0), rising.place(0));
    }

    int size() {
        return Math.max(falling.size(), rising.size());
    }

    void removeBefore(long place) {
        falling.removeBefore(place);
        rising.removeBefore(place);
    }

    void clear() {
        falling.clear();
        rising.clear();
    }

    void write(DataOutput out) throws IOException {
        falling.write(out);
        rising.write(out);
    }

    static Extremes read(DataInput in) throws IOException {
        return new Extremes(ValueQueue.read(in), ValueQueue.read(in));
    }
}
