package org.metrobed.model.window;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.store.Bin;
import com.datadoghq.sketch.ddsketch.store.Store;
import com.datadoghq.sketch.ddsketch.store.UnboundedSizeDenseStore;
import java.util.Iterator;
import java.util.function.DoubleUnaryOperator;

/** Finds readings of a sketch by rank. Static functions only. */
final class SketchRanks {

    private SketchRanks() {}

    /** The reading at a rank, from 0: below zero by descending size, zeros, above zero by ascending size. */
    static double at(DDSketch sketch, long rank) {
        long left = rank;
        Iterator<Bin> negative = sketch.getNegativeValueStore().getDescendingIterator();
        while (negative.hasNext()) {
            Bin bin = negative.next();
            left -= (long) bin.getCount();
            if (left < 0) {
                return -Quantiles.MAPPING.value(bin.getIndex());
            }
        }
        long signed = (long) (total(sketch.getNegativeValueStore()) + total(sketch.getPositiveValueStore()));
        left -= (long) sketch.getCount() - signed;
        if (left < 0) {
            return 0;
        }
        Iterator<Bin> positive = sketch.getPositiveValueStore().getAscendingIterator();
        Bin bin = positive.next();
        for (left -= (long) bin.getCount(); left >= 0 && positive.hasNext(); left -= (long) bin.getCount()) {
            bin = positive.next();
        }
        return Quantiles.MAPPING.value(bin.getIndex());
    }

    /** The readings of a sketch, each as a number of another unit. */
    static DDSketch mapped(DDSketch sketch, DoubleUnaryOperator conversion) {
        DDSketch mapped = new DDSketch(Quantiles.MAPPING, UnboundedSizeDenseStore::new);
        double zeros =
                sketch.getCount() - total(sketch.getNegativeValueStore()) - total(sketch.getPositiveValueStore());
        if (zeros > 0) {
            mapped.accept(conversion.applyAsDouble(0), zeros);
        }
        sketch.getNegativeValueStore()
                .forEach((index, count) ->
                        mapped.accept(conversion.applyAsDouble(-Quantiles.MAPPING.value(index)), count));
        sketch.getPositiveValueStore()
                .forEach((index, count) ->
                        mapped.accept(conversion.applyAsDouble(Quantiles.MAPPING.value(index)), count));
        return mapped;
    }

    private static double total(Store store) {
        return store.isEmpty() ? 0 : store.getTotalCount();
    }
}
