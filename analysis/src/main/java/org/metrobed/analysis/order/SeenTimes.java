package org.metrobed.analysis.order;

import java.util.Arrays;

/**
 * The set of times that a datastream has delivered, kept as runs of evenly spaced times, so that a regular sensor needs
 * only a few numbers at any rate. Bounded: beyond {@link #MAX_RUNS} runs the oldest are forgotten and
 * {@link #knownFrom} increases. Times are microseconds. Mutable, one thread.
 *
 * <p>Runs are disjoint and sorted: the span from the first to the last time of a run contains no time of another run.
 */
public final class SeenTimes {

    /** The largest number of runs; 20 bytes each. */
    public static final int MAX_RUNS = 512;

    private long[] starts;
    private long[] steps;
    private int[] counts;
    private int size;
    private long knownFrom;

    /** No times. */
    public SeenTimes() {
        this(Long.MIN_VALUE, new long[4], new long[4], new int[4], 0);
    }

    private SeenTimes(long knownFrom, long[] starts, long[] steps, int[] counts, int size) {
        this.knownFrom = knownFrom;
        this.starts = starts;
        this.steps = steps;
        this.counts = counts;
        this.size = size;
    }

    /** Restores saved runs; the arrays are not copied. */
    public static SeenTimes of(long knownFrom, long[] starts, long[] steps, int[] counts) {
        return new SeenTimes(knownFrom, starts, steps, counts, starts.length);
    }

    /** Times before this are not known. */
    public long knownFrom() {
        return knownFrom;
    }

    /** How many runs there are. */
    public int runs() {
        return size;
    }

    /** First time of run {@code i}. */
    public long start(int i) {
        return starts[i];
    }

    /** Distance between the times of run {@code i}; 0 if it has one time. */
    public long step(int i) {
        return steps[i];
    }

    /** How many times run {@code i} has. */
    public int count(int i) {
        return counts[i];
    }

    /** Whether this time was seen; false before {@link #knownFrom}. */
    public boolean contains(long time) {
        int i = lastStartingBy(time);
        return i >= 0 && isMember(i, time);
    }

    /**
     * Adds a time.
     *
     * @return false if it was already seen or is before {@link #knownFrom}
     */
    public boolean add(long time) {
        if (time < knownFrom) {
            return false;
        }
        int i = lastStartingBy(time);
        if (i >= 0 && isMember(i, time)) {
            return false;
        }
        if (i >= 0 && time < end(i)) {
            split(i, time);
        } else if (i >= 0 && extendsEnd(i, time)) {
            if (counts[i] == 1) {
                steps[i] = time - starts[i];
            }
            counts[i]++;
            joinNext(i);
        } else if (i + 1 < size && counts[i + 1] > 1 && starts[i + 1] - time == steps[i + 1]) {
            starts[i + 1] = time;
            counts[i + 1]++;
        } else {
            insert(i + 1, time, 0, 1);
        }
        if (size > MAX_RUNS) {
            forget(end(size - MAX_RUNS - 1) + 1);
        }
        return true;
    }

    /** Forgets all times before this one. */
    public void forget(long before) {
        if (before <= knownFrom) {
            return;
        }
        knownFrom = before;
        int drop = 0;
        while (drop < size && end(drop) < before) {
            drop++;
        }
        if (drop > 0) {
            System.arraycopy(starts, drop, starts, 0, size - drop);
            System.arraycopy(steps, drop, steps, 0, size - drop);
            System.arraycopy(counts, drop, counts, 0, size - drop);
            size -= drop;
        }
        if (size > 0 && starts[0] < before) {
            int gone = (int) ((before - starts[0] + steps[0] - 1) / steps[0]);
            starts[0] += gone * steps[0];
            counts[0] -= gone;
            steps[0] = counts[0] == 1 ? 0 : steps[0];
        }
    }

    private int lastStartingBy(long time) {
        if (size > 0 && starts[size - 1] <= time) {
            return size - 1;
        }
        int at = Arrays.binarySearch(starts, 0, size, time);
        return at >= 0 ? at : -at - 2;
    }

    private boolean isMember(int i, long time) {
        long distance = time - starts[i];
        return distance == 0 || (counts[i] > 1 && time <= end(i) && distance % steps[i] == 0);
    }

    private long end(int i) {
        return starts[i] + steps[i] * (counts[i] - 1);
    }

    private boolean extendsEnd(int i, long time) {
        if (counts[i] == Integer.MAX_VALUE) {
            return false;
        }
        if (counts[i] > 1) {
            return time - end(i) == steps[i];
        }
        return i == size - 1 || time < starts[i + 1];
    }

    private void joinNext(int i) {
        if (i + 1 < size && starts[i + 1] - end(i) == steps[i] && (counts[i + 1] == 1 || steps[i + 1] == steps[i])) {
            counts[i] += counts[i + 1];
            remove(i + 1);
        }
    }

    private void split(int i, long time) {
        int left = (int) ((time - starts[i]) / steps[i]) + 1;
        int right = counts[i] - left;
        long rightStart = starts[i] + steps[i] * left;
        long step = steps[i];
        counts[i] = left;
        steps[i] = left == 1 ? 0 : step;
        insert(i + 1, time, 0, 1);
        insert(i + 2, rightStart, right == 1 ? 0 : step, right);
    }

    private void insert(int at, long start, long step, int count) {
        if (size == starts.length) {
            int capacity = size + Math.max(4, size / 2);
            starts = Arrays.copyOf(starts, capacity);
            steps = Arrays.copyOf(steps, capacity);
            counts = Arrays.copyOf(counts, capacity);
        }
        System.arraycopy(starts, at, starts, at + 1, size - at);
        System.arraycopy(steps, at, steps, at + 1, size - at);
        System.arraycopy(counts, at, counts, at + 1, size - at);
        starts[at] = start;
        steps[at] = step;
        counts[at] = count;
        size++;
    }

    private void remove(int at) {
        System.arraycopy(starts, at + 1, starts, at, size - at - 1);
        System.arraycopy(steps, at + 1, steps, at, size - at - 1);
        System.arraycopy(counts, at + 1, counts, at, size - at - 1);
        size--;
    }
}
