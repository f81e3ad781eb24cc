package org.metrobed.stream.decode;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.metrobed.analysis.product.ProductOfValues;
import org.metrobed.analysis.product.ProductValue;
import org.metrobed.analysis.product.Products;
import org.metrobed.analysis.quality.PlausibleTime;
import org.metrobed.analysis.quality.ProviderFlag;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;
import org.metrobed.model.Derivation;
import org.metrobed.model.RawPosition;
import org.metrobed.stream.source.RawRecord;

/**
 * Computes products of values from the readings of one message. For each time stamp at which the message has an input, it
 * gives one value; the value is missing if an input is missing or the product has no value. If an input has several
 * readings at one time, the first counts. A redriven message gives a value only if all inputs are redriven. Used once,
 * by one thread.
 */
final class ComputeValueProducts {

    private final AssignDatastream placing;
    private final RawRecord message;
    private final long version;
    private Map<Key, Inputs> gathered = Map.of();

    /** Identifies a value to compute. */
    private record Key(String datastream, long stampMicros) {}

    /** The inputs of one value received so far. */
    private static final class Inputs {
        private final Target target;
        private final Reading first;
        private final long micros;
        private final double[] values;
        private final boolean[] there;

        /**
         * @param first the first reading
         * @param micros phenomenon time of the value
         */
        Inputs(Target target, Reading first, long micros) {
            this.target = target;
            this.first = first;
            this.micros = micros;
            this.values = new double[derivation().inputs().size()];
            this.there = new boolean[values.length];
            Arrays.fill(values, Double.NaN);
        }

        Derivation derivation() {
            return target.datastream().settings().derivation();
        }

        void add(String from, double value) {
            for (int i = 0; i < values.length; i++) {
                Derivation.Input input = derivation().inputs().get(i);
                if (!there[i] && input.datastream().equals(from)) {
                    values[i] = value;
                    there[i] = true;
                }
            }
        }

        boolean isComplete() {
            for (boolean one : there) {
                if (!one) {
                    return false;
                }
            }
            return true;
        }

        double result() {
            return ProductValue.ofValues(
                    derivation(), DoubleStream.of(values).boxed().toList());
        }
    }

    ComputeValueProducts(AssignDatastream placing, RawRecord message, long version) {
        this.placing = placing;
        this.message = message;
        this.version = version;
    }

    /** The products to compute from single values, by input datastream. */
    static Map<String, List<Target>> feeds(Catalog catalog) {
        return catalog.datastreams().stream()
                .filter(ComputeValueProducts::isOfValues)
                .flatMap(derived -> derived.settings().derivation().inputs().stream()
                        .map(input -> Map.entry(input.datastream(), Target.of(derived, catalog))))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toUnmodifiableList())));
    }

    private static boolean isOfValues(Datastream datastream) {
        String product = datastream.settings().derivation().product();
        return Products.find(product).filter(ProductOfValues.class::isInstance).isPresent();
    }

    /** Takes the next reading of the message. */
    void note(MessageReadings.Named named, Reading reading) {
        ResolvedField found = named.field();
        long stamp = named.stampMicros();
        for (Target fed : found.feeds()) {
            if (gathered.isEmpty()) {
                gathered = new LinkedHashMap<>();
            }
            gathered.computeIfAbsent(
                            new Key(fed.datastream().id().value(), stamp),
                            key -> new Inputs(
                                    fed, reading, phenomenonMicros(fed, found.stamp(named.measurement()), stamp)))
                    .add(reading.datastream(), believed(found, reading));
        }
    }

    /** The phenomenon time of a value: its inputs have one time stamp, but may have intervals of different lengths. */
    private static long phenomenonMicros(Target fed, Datastream.Stamp ofInput, long stampMicros) {
        Datastream.Stamp stamp = fed.datastream().settings().stamp();
        boolean own = stamp == Datastream.Stamp.INSTANT || ofInput == Datastream.Stamp.INSTANT;
        return (own ? stamp : ofInput).phenomenonMicros(stampMicros, fed.interval());
    }

    private static double believed(ResolvedField found, Reading reading) {
        double value = reading.value();
        boolean within = !ProviderFlag.isFail(reading.marks())
                && found.datastream().settings().fail().contains(value);
        return within && Double.isFinite(value) ? value : Double.NaN;
    }

    /** Ends the message and emits its products, in order of phenomenon time. */
    void end() {
        gathered.values().stream()
                .filter(inputs -> message.again() == null || inputs.isComplete())
                .sorted(Comparator.comparingLong(inputs -> inputs.micros))
                .forEach(inputs -> {
                    RawPosition raw =
                            new RawPosition(message.partition(), message.messageOffset(), inputs.first.index());
                    placing.give(
                            inputs.target,
                            placing.reading(message, inputs.target.datastream(), version)
                                    .phenomenonMicros(inputs.micros)
                                    .value(inputs.result())
                                    .index(raw.derived().index())
                                    .marks(PlausibleTime.ofMarks(inputs.first.marks()))
                                    .build());
                });
    }
}
