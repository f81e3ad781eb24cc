package org.metrobed.stream.decode;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.metrobed.analysis.product.ProductOfValues;
import org.metrobed.analysis.product.Products;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;
import org.metrobed.model.Derivation;
import org.metrobed.model.RawPosition;
import org.metrobed.stream.source.RawRecord;

/**
 * Computes products of values from the readings of one message: of each time at which it reads an input, one value, or a
 * missing one where it lacks an input or there is no value. Of several readings of an input at one time the first counts. A
 * message that is driven again gives a value only where all inputs are driven again. Used once, by one thread.
 */
final class ComputeValueProducts {

    private final AssignDatastream placing;
    private final RawRecord message;
    private final long version;
    private Map<Key, Inputs> gathered = Map.of();

    /** What is to be computed. */
    private record Key(String datastream, long micros) {}

    /** The inputs of one value, as far as they came. */
    private static final class Inputs {
        private final Target target;
        private final int index;
        private final double[] values;
        private final boolean[] there;

        /** @param index of the first reading */
        Inputs(Target target, int index) {
            this.target = target;
            this.index = index;
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
                    values[i] = input.apply(value);
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
            ProductOfValues product =
                    (ProductOfValues) Products.get(derivation().product());
            OptionalDouble result = product.of(DoubleStream.of(values).boxed().toList());
            return result.orElse(Double.NaN);
        }
    }

    ComputeValueProducts(AssignDatastream placing, RawRecord message, long version) {
        this.placing = placing;
        this.message = message;
        this.version = version;
    }

    /** By datastream, what is computed from single values of it. */
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

    /** The next reading of the message. */
    void note(ResolvedField found, Reading reading) {
        for (Target fed : found.feeds()) {
            if (gathered.isEmpty()) {
                gathered = new LinkedHashMap<>();
            }
            gathered.computeIfAbsent(
                            new Key(fed.datastream().id().value(), reading.phenomenonMicros()),
                            key -> new Inputs(fed, reading.index()))
                    .add(reading.datastream(), believed(found, reading.value()));
        }
    }

    private static double believed(ResolvedField found, double value) {
        boolean within = found.datastream().settings().fail().contains(value);
        return within && Double.isFinite(value) ? value : Double.NaN;
    }

    /** There is no further one. */
    void end() {
        gathered.forEach((key, inputs) -> {
            if (message.again() == null || inputs.isComplete()) {
                int index = new RawPosition(message.partition(), message.messageOffset(), inputs.index)
                        .derived()
                        .index();
                placing.give(message, inputs.target, key.micros(), inputs.result(), index, version);
            }
        });
    }
}
