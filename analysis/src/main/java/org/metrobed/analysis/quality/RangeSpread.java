package org.metrobed.analysis.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.metrobed.model.params.VarInts;

/**
 * Range of a window: its extremes, the newest missing row, and as many of the newest values as must be counted.
 * Mutable, one thread.
 */
final class RangeSpread implements Spread {

    private static final long NEVER = Long.MIN_VALUE;

    private final Extremes extremes;
    private final ValueQueue counted;
    private long missingMicros = NEVER;
    /** Rows up to this time are forgotten; set anew with each row. */
    private long untilMicros = NEVER;

    RangeSpread() {
        this(new Extremes(), new ValueQueue());
    }

    private RangeSpread(Extremes extremes, ValueQueue counted) {
        this.extremes = extremes;
        this.counted = counted;
    }

    @Override
    public void forget(long untilMicros) {
        this.untilMicros = untilMicros;
        extremes.removeBefore(untilMicros + 1);
        counted.removeBefore(untilMicros + 1);
    }

    @Override
    public void addMissing(long timeMicros) {
        missingMicros = timeMicros;
    }

    @Override
    public void add(long timeMicros, double value, int maxRows, int minObservations) {
        extremes.add(timeMicros, value);
        while (extremes.size() > maxRows) {
            extremes.removeBefore(extremes.firstPlace() + 1);
        }
        counted.addLast(timeMicros, 0);
        while (counted.size() > Math.max(1, minObservations)) {
            counted.removeFirst();
        }
    }

    @Override
    public double newest() {
        return extremes.newest();
    }

    @Override
    public int observations() {
        return counted.size();
    }

    @Override
    public boolean isKnown() {
        return missingMicros <= untilMicros;
    }

    @Override
    public boolean isBelow(double threshold) {
        return extremes.range() < threshold;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        VarInts.write(out, missingMicros);
        extremes.write(out);
        VarInts.write(out, counted.size());
        long last = 0;
        for (int i = 0; i < counted.size(); i++) {
            VarInts.write(out, counted.place(i) - last);
            last = counted.place(i);
        }
    }

    static RangeSpread read(DataInput in) throws IOException {
        long missing = VarInts.read(in);
        Extremes extremes = Extremes.read(in);
        ValueQueue counted = new ValueQueue();
        long last = 0;
        for (int left = VarInts.readCount(in); left > 0; left--) {
            last += VarInts.read(in);
            counted.addLast(last, 0);
        }
        RangeSpread spread = new RangeSpread(extremes, counted);
        spread.missingMicros = missing;
        return spread;
    }
}
