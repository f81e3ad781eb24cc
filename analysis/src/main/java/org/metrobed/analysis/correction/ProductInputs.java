package org.metrobed.analysis.correction;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.metrobed.analysis.product.ProductOfHours;
import org.metrobed.analysis.product.Products;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;

/**
 * The stored rows of the datastreams that a product is computed from. Immutable.
 *
 * @param byDatastream empty if the datastream is measured
 * @param range the range of time in which all values of the product are known
 */
public record ProductInputs(Map<String, Input> byDatastream, Recomputation.Range range) {

    /** Those of a measured datastream. */
    public static final ProductInputs NONE = new ProductInputs(Map.of(), new Recomputation.Range(0, 0));

    private static final long HOUR_MICROS = 3_600_000_000L;

    /**
     * One datastream.
     *
     * @param observations all its revisions around the times of the product, also computed ones
     * @param events all events of its annotations there
     * @param counted how many readings its windows have counted in each hour, by the begin of the hour; if retention has
     *     deleted some of them, no product is computed again
     * @param settings its settings
     */
    public record Input(
            List<Observation> observations,
            List<AnnotationEvent> events,
            Map<Long, Long> counted,
            SettingsByVersion settings) {
        public Input {
            observations = List.copyOf(observations);
            events = List.copyOf(events);
            counted = Map.copyOf(counted);
            Objects.requireNonNull(settings, "settings");
        }

        /** Its readings, in any order. */
        List<InputReading> readings() {
            return observations.stream().collect(Collectors.groupingBy(Observation::phenomenonMicros)).values().stream()
                    .map(InputReading::new)
                    .toList();
        }
    }

    public ProductInputs {
        byDatastream = Map.copyOf(byDatastream);
        Objects.requireNonNull(range, "range");
    }

    /**
     * The times of a product that a reading of its input counts for.
     *
     * @param product the settings of the product
     * @param input the settings of the input
     * @param micros the time of the reading
     */
    public static Recomputation.Range reach(DatastreamSettings product, DatastreamSettings input, long micros) {
        if (Products.get(product.derivation().product()) instanceof ProductOfHours ofHours) {
            long hour = hour(micros);
            return new Recomputation.Range(hour, hour + ofHours.hours() * HOUR_MICROS);
        }
        // the stamps of the two may mean different times of their intervals
        long most = Math.max(product.intervalMillis(), input.intervalMillis()) * 1_000;
        return new Recomputation.Range(micros - most, micros + most + 1);
    }

    /** The begin of the hour of a time, microseconds since 1970 UTC. */
    public static long hour(long micros) {
        return Math.floorDiv(micros, HOUR_MICROS) * HOUR_MICROS;
    }
}
