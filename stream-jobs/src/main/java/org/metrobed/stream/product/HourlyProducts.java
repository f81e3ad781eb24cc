package org.metrobed.stream.product;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.metrobed.analysis.product.ProductOfHours;
import org.metrobed.analysis.product.ProductValue;
import org.metrobed.analysis.product.Products;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Derivation;
import org.metrobed.model.RawPosition;
import org.metrobed.model.window.ExpectedReadings;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.stream.cleaning.CleanedStep;
import org.metrobed.stream.decode.Reading;
import org.metrobed.stream.decode.ReadingBuilder;

/**
 * The decisions of hourly products, without Flink. An hour is published once: when its datastream's clock has passed
 * its end, or when the datastream is idle and no further reading of the hour was expected. Later readings of the hour
 * count only for products of the hours after it. Stateless: all state is passed in; static functions only.
 */
final class HourlyProducts {

    private HourlyProducts() {}

    /** Takes one step of a datastream that has products. */
    static void accept(RecentHours state, CleanedStep step, Consumer<Reading> out) {
        if (step.observation() != null) {
            state.add(step.observation());
        }
        long awaited = step.quiet() ? step.settings().intervalMillis() * 1_000 : 0;
        long ended = Math.floorDiv(step.clockMicros() + awaited, RecentHours.HOUR_MICROS) * RecentHours.HOUR_MICROS;
        if (ended > state.publishedMicros) {
            List<Long> due = List.copyOf(state.hours
                    .subMap(state.publishedMicros, true, ended, false)
                    .keySet());
            due.forEach(start -> publish(state, start, step, out));
            state.publishedMicros = ended;
        }
        long kept = state.publishedMicros - (ProductOfHours.MOST_HOURS - 1) * RecentHours.HOUR_MICROS;
        state.hours.headMap(kept, false).clear();
    }

    private static void publish(RecentHours state, long start, CleanedStep step, Consumer<Reading> out) {
        RecentHours.Hour newest = state.hours.get(start);
        RawPosition raw = newest.newest().derived();
        for (DatastreamSettings product : step.settings().products()) {
            out.accept(ReadingBuilder.builder()
                    .datastream(product.datastream())
                    .phenomenonMicros(start)
                    .value(value(state, start, product.derivation(), step.settings()))
                    .receivedMillis(step.logMillis())
                    .redrivenMillis(0)
                    .partition(raw.partition())
                    .offset(raw.offset())
                    .index(raw.index())
                    .catalogVersion(newest.catalogVersion())
                    .settings(product)
                    .build());
        }
    }

    private static double value(RecentHours state, long start, Derivation derivation, DatastreamSettings source) {
        ProductOfHours product = (ProductOfHours) Products.get(derivation.product());
        ExpectedReadings expected = ExpectedReadings.of(WindowLevel.HOUR.millis(), source.intervalMillis());
        List<Double> newestFirst = new ArrayList<>();
        for (int back = 0; back < product.hours(); back++) {
            RecentHours.Hour hour = state.hours.get(start - back * RecentHours.HOUR_MICROS);
            newestFirst.add(hour == null ? Double.NaN : hour.mean(expected));
        }
        return ProductValue.ofHours(derivation, newestFirst);
    }
}
