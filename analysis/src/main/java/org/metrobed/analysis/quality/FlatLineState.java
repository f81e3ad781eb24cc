package org.metrobed.analysis.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.metrobed.model.Scale;
import org.metrobed.model.limits.Span;
import org.metrobed.model.params.VarInts;

/**
 * The run of newest rows whose valid values differ by less than the tolerance, and its extremes. It contains at most
 * the rows of the longest threshold, 32 bytes each; usually as many rows as there are distinct values within the
 * tolerance. Mutable, one thread.
 */
public final class FlatLineState {

    private static final long NONE = -1;

    private long row = NONE;
    private long timeMicros;
    /** The first row of the run. */
    private long start;
    /** The newest row with a value, and the one before it. */
    private long valueRow = NONE;

    private long previousValueRow = NONE;
    private final Extremes extremes;

    /** The state before the first row. */
    public FlatLineState() {
        this(new Extremes());
    }

    private FlatLineState(Extremes extremes) {
        this.extremes = extremes;
    }

    /** Begins a row; after a longer gap, in seconds, the run begins anew with it. */
    void next(long timeMicros, double gapSeconds) {
        boolean gap = row != NONE && timeMicros - this.timeMicros > gapSeconds * 1e6;
        row++;
        this.timeMicros = timeMicros;
        if (gap) {
            start = row;
            extremes.clear();
        }
    }

    /** Limits the run to this number of rows before the newest one. */
    void forgetBeyond(long rows) {
        startAt(row - rows);
    }

    /** Adds the row's value; rows are removed from the run until its range is below the tolerance. */
    void add(double value, double tolerance) {
        previousValueRow = valueRow;
        valueRow = row;
        extremes.add(row, value);
        while (!(extremes.range() < tolerance)) {
            startAt(extremes.firstPlace() + 1);
        }
    }

    /** Number of rows of the run before the newest one. */
    long length() {
        return row - start;
    }

    /** How many rows ago the value before the newest one was; very large if there is none. */
    long rowsSincePreviousValue() {
        return previousValueRow == NONE ? Long.MAX_VALUE : row - previousValueRow;
    }

    /** The newest value of the run; NaN if there is none. */
    double newest() {
        return extremes.newest();
    }

    /** Whether all values of the run are in a span. */
    boolean liesIn(Span span, Scale scale) {
        return span.contains(scale.wrap(extremes.min())) && span.contains(scale.wrap(extremes.max()));
    }

    /** Number of values in the state. */
    int size() {
        return extremes.size();
    }

    void write(DataOutput out) throws IOException {
        VarInts.write(out, row);
        VarInts.write(out, timeMicros);
        VarInts.write(out, row - start);
        VarInts.write(out, valueRow);
        extremes.write(out);
    }

    static FlatLineState read(DataInput in) throws IOException {
        long row = VarInts.read(in);
        long timeMicros = VarInts.read(in);
        long start = row - VarInts.read(in);
        long valueRow = VarInts.read(in);
        FlatLineState state = new FlatLineState(Extremes.read(in));
        state.row = row;
        state.timeMicros = timeMicros;
        state.start = start;
        state.valueRow = valueRow;
        return state;
    }

    private void startAt(long first) {
        if (first > start) {
            start = first;
            extremes.removeBefore(first);
        }
    }
}
