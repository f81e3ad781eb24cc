package org.metrobed.analysis.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Population standard deviation of a window, with 16 bytes per row. Running sums decide the verdict, together with a
 * bound of their error. If that error could change the verdict, the window is summed anew. The verdict therefore
 * depends on the window alone, not on its history. Mutable, one thread.
 */
final class DeviationSpread implements Spread {

    /** Relative error of one step of the sums, with a wide margin. */
    private static final double STEP_ERROR = 0x1p-97;

    private static final double ROUNDING = 0x1p-44;

    private final ValueQueue window;
    private final DoubleDouble sum = new DoubleDouble();
    private final DoubleDouble squares = new DoubleDouble();
    /** Subtracted from all values before summing, so that the sums stay small. */
    private double origin;

    private double error;
    private double variance;

    DeviationSpread() {
        this(new ValueQueue());
    }

    private DeviationSpread(ValueQueue window) {
        this.window = window;
        sumAnew();
    }

    @Override
    public void forget(long untilMicros) {
        while (!window.isEmpty() && window.place(0) <= untilMicros) {
            removeFirst();
        }
    }

    @Override
    public void addMissing(long timeMicros) {}

    @Override
    public void add(long timeMicros, double value, int maxRows, int minObservations) {
        if (window.isEmpty()) {
            begin(value);
        }
        window.addLast(timeMicros, value);
        count(value, 1);
        while (window.size() > maxRows) {
            removeFirst();
        }
        int rows = window.size();
        double mean = sum.high() / rows;
        variance = (squares.high() - (sum.high() * mean - squares.low())) / rows;
    }

    @Override
    public double newest() {
        return window.isEmpty() ? Double.NaN : window.value(window.size() - 1);
    }

    @Override
    public int observations() {
        return window.size();
    }

    @Override
    public boolean isKnown() {
        return true;
    }

    @Override
    public boolean isBelow(double threshold) {
        if (!(threshold > 0)) {
            return false;
        }
        double bound = threshold * threshold;
        // the difference of the two sums is computed in one double, so its error is a fraction of the larger
        double doubt = error + ROUNDING * (Math.abs(variance) + bound + squares.high() / window.size());
        if (Math.abs(variance - bound) > doubt) {
            return variance < bound;
        }
        return exactDeviation() < threshold;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        window.write(out);
    }

    static DeviationSpread read(DataInput in) throws IOException {
        return new DeviationSpread(ValueQueue.read(in));
    }

    private void removeFirst() {
        count(window.value(0), -1);
        window.removeFirst();
    }

    private void count(double value, double sign) {
        double high = value - origin;
        double part = high - value;
        double low = (value - (high - part)) - (origin + part);
        sum.add(sign * high, sign * low);
        squares.addSquare(high, low, sign);
        error += STEP_ERROR * (Math.abs(squares.high()) + high * high);
    }

    private void begin(double first) {
        origin = first;
        sum.clear();
        squares.clear();
        error = 0;
    }

    private void sumAnew() {
        begin(window.isEmpty() ? 0 : window.value(0));
        for (int i = 0; i < window.size(); i++) {
            count(window.value(i), 1);
        }
    }

    /** Computed in two passes from the first value on, so it is 0 for a constant; also begins the sums anew. */
    private double exactDeviation() {
        sumAnew();
        int rows = window.size();
        DoubleDouble mean = new DoubleDouble().add(sum.high(), sum.low()).divide(rows);
        DoubleDouble exact = new DoubleDouble();
        for (int i = 0; i < rows; i++) {
            DoubleDouble distance =
                    new DoubleDouble().add(window.value(i)).add(-origin).add(-mean.high(), -mean.low());
            exact.addSquare(distance.high(), distance.low(), 1);
        }
        variance = exact.divide(rows).high();
        return Math.sqrt(variance);
    }
}
