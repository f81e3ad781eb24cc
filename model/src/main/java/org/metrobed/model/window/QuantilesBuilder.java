package org.metrobed.model.window;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.store.UnboundedSizeDenseStore;
import java.util.Arrays;

/** Collects readings into {@link Quantiles}. Mutable, one thread; allocates as soon as a sketch is needed. */
final class QuantilesBuilder {

    private static final double LARGEST = Quantiles.MAPPING.maxIndexableValue();

    private double[] exact = new double[4];
    private int count;
    private DDSketch sketch;

    /** Adds one finite reading. */
    QuantilesBuilder add(double value) {
        double reading = Quantiles.checked(value);
        if (sketch == null && count == Quantiles.EXACT) {
            becomeSketch();
        }
        if (sketch != null) {
            accept(reading);
            return this;
        }
        if (count == exact.length) {
            exact = Arrays.copyOf(exact, 2 * count);
        }
        exact[count++] = reading;
        return this;
    }

    /** Adds all readings of a distribution. */
    QuantilesBuilder add(Quantiles other) {
        if (!other.isExact()) {
            if (sketch == null) {
                becomeSketch();
            }
            sketch.mergeWith(other.sketch());
            return this;
        }
        for (double value : other.exact()) {
            add(value);
        }
        return this;
    }

    /** The distribution collected so far. */
    Quantiles build() {
        if (sketch != null) {
            return Quantiles.ofSketch(sketch);
        }
        return count == 0 ? Quantiles.EMPTY : Quantiles.ofExact(exact, count);
    }

    private void becomeSketch() {
        sketch = new DDSketch(Quantiles.MAPPING, UnboundedSizeDenseStore::new);
        for (int i = 0; i < count; i++) {
            accept(exact[i]);
        }
        count = 0;
    }

    /** The largest numbers have no bin of their own; the error in the last bin is not larger than in others. */
    private void accept(double value) {
        sketch.accept(Math.max(-LARGEST, Math.min(LARGEST, value)));
    }
}
