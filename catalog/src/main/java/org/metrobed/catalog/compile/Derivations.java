package org.metrobed.catalog.compile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.metrobed.analysis.product.Product;
import org.metrobed.analysis.product.ProductInfo;
import org.metrobed.analysis.product.ProductOfHours;
import org.metrobed.analysis.product.ProductOfValues;
import org.metrobed.analysis.product.Products;
import org.metrobed.catalog.syntax.Derived;
import org.metrobed.catalog.units.Linear;
import org.metrobed.catalog.units.Units;
import org.metrobed.catalog.yaml.Located;
import org.metrobed.catalog.yaml.Nearest;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.DatastreamOptions;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Derivation;
import org.metrobed.model.params.ParamSpec;

/**
 * Resolves the derived datastreams of one thing, which are computed from other datastreams of that thing. One thing,
 * one thread.
 */
final class Derivations {

    /** Largest number of datastreams computed from the hours of one. */
    private static final int MOST_PRODUCTS = 32;

    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

    private final String thing;
    private final Map<String, Derived> derived = new TreeMap<>();
    private final Map<String, Datastream> datastreams;

    /**
     * Derivations of one thing.
     *
     * @param layers by property
     * @param datastreams by property; without those that had a problem
     */
    Derivations(String thing, Map<String, Layers> layers, Map<String, Datastream> datastreams) {
        this.thing = thing;
        this.datastreams = new TreeMap<>(datastreams);
        layers.forEach((property, all) -> all.derived().ifPresent(found -> derived.put(property, found)));
    }

    /** The datastreams, with their derivations and their products. */
    List<Datastream> resolve() {
        derived.forEach((property, found) -> derivation(property, found)
                .ifPresent(derivation -> datastreams.computeIfPresent(
                        property, (name, one) -> with(one, derived(one.settings(), derivation)))));
        List<Datastream> resolved = new ArrayList<>();
        datastreams.values().forEach(one -> {
            List<DatastreamSettings> products = productsOf(one);
            checkCount(one, products);
            resolved.add(products.isEmpty() ? one : with(one, one.settings().withProducts(products)));
        });
        return resolved;
    }

    /** Values of hours are computed for the hour that begins at their time, whatever the bundle says. */
    private static DatastreamSettings derived(DatastreamSettings settings, Derivation derivation) {
        DatastreamSettings derived = settings.withDerivation(derivation);
        return isOfHours(derivation.product())
                ? derived.withOptions(
                        ParamSpec.of(DatastreamOptions.class).with(settings.options(), "stamp", Datastream.Stamp.BEGIN))
                : derived;
    }

    private void checkCount(Datastream source, List<DatastreamSettings> products) {
        if (products.size() > MOST_PRODUCTS) {
            String last = new DatastreamId(products.get(MOST_PRODUCTS).datastream()).property();
            derived.get(last)
                    .from()
                    .field()
                    .problem("makes it " + products.size() + " datastreams that are computed from "
                            + source.id().value() + "; at most " + MOST_PRODUCTS + " are allowed");
        }
    }

    private static Datastream with(Datastream one, DatastreamSettings settings) {
        return new Datastream(one.id(), one.name(), one.unit(), settings, one.gas());
    }

    /** The hourly products of a datastream. */
    private List<DatastreamSettings> productsOf(Datastream source) {
        return datastreams.values().stream()
                .map(Datastream::settings)
                .filter(settings -> isOfHours(settings.derivation().product()))
                .filter(settings -> settings.derivation()
                        .inputs()
                        .get(0)
                        .datastream()
                        .equals(source.id().value()))
                .toList();
    }

    /** Whether a datastream is an hourly product of another one. */
    static boolean isOfHours(Datastream datastream) {
        return isOfHours(datastream.settings().derivation().product());
    }

    private static boolean isOfHours(String product) {
        return Products.find(product).filter(ProductOfHours.class::isInstance).isPresent();
    }

    private Optional<Derivation> derivation(String property, Derived found) {
        Optional<Product> product = Products.find(found.by().value());
        if (product.isEmpty()) {
            found.by()
                    .field()
                    .problem("names no product " + Nearest.quote(found.by().value())
                            + Nearest.hint(found.by().value(), Products.names()));
            return Optional.empty();
        }
        Datastream own = datastreams.get(property);
        if (own == null || !fits(own, product.get(), found)) {
            return Optional.empty();
        }
        List<Derivation.Input> inputs = new ArrayList<>();
        for (int i = 0; i < found.from().value().size(); i++) {
            input(property, found.from().value().get(i), product.get(), i).ifPresent(inputs::add);
        }
        return inputs.size() == found.from().value().size()
                ? Optional.of(new Derivation(found.by().value(), inputs))
                : Optional.empty();
    }

    private static boolean fits(Datastream own, Product product, Derived found) {
        ProductInfo info = product.info();
        int given = found.from().value().size();
        if (given != info.inputs().size()) {
            List<String> wanted =
                    info.inputs().stream().map(ProductInfo.Input::name).toList();
            found.from()
                    .field()
                    .problem("has " + given + " inputs, but product '" + info.name() + "' takes " + wanted.size() + ": "
                            + String.join("; ", wanted));
            return false;
        }
        if (Units.findConversion(info.unit(), own.unit())
                .filter(Predicate.isEqual(Linear.IDENTITY))
                .isEmpty()) {
            found.by()
                    .field()
                    .problem("gives '" + info.unit() + "', but the unit of property '"
                            + own.id().property() + "' is '" + own.unit() + "'");
            return false;
        }
        if (product instanceof ProductOfHours && own.settings().intervalMillis() != HOUR_MILLIS) {
            found.by()
                    .field()
                    .problem("is computed each hour, but the interval of " + own.id() + " is "
                            + Duration.ofMillis(own.settings().intervalMillis()) + "; it must be PT1H");
            return false;
        }
        return true;
    }

    private Optional<Derivation.Input> input(String property, Located<String> from, Product product, int place) {
        String name = from.value();
        Datastream input = datastreams.get(name);
        if (input == null) {
            from.field()
                    .problem("names no property " + Nearest.quote(name) + " of thing '" + thing + "'"
                            + Nearest.hint(name, datastreams.keySet()));
            return Optional.empty();
        }
        Optional<String> ring = findRing(property, name, product);
        if (ring.isPresent()) {
            from.field().problem(ring.get());
            return Optional.empty();
        }
        String wanted = product.info().inputs().get(place).unit();
        Optional<Linear> conversion = Units.findConversion(input.unit(), wanted);
        if (conversion.isEmpty()) {
            from.field()
                    .problem("is in '" + input.unit() + "', which cannot be converted to '" + wanted + "', the unit of "
                            + product.info().inputs().get(place).name() + " in product '"
                            + product.info().name() + "'");
        }
        return conversion.map(linear -> new Derivation.Input(input.id().value(), linear.scale(), linear.offset()));
    }

    /**
     * Why an input is not allowed: it is the property itself, or it is itself derived. These rules also make cycles
     * impossible.
     */
    private Optional<String> findRing(String property, String input, Product product) {
        if (input.equals(property)) {
            return Optional.of("is the property itself");
        }
        if (!derived.containsKey(input)) {
            return Optional.empty();
        }
        if (product instanceof ProductOfValues) {
            return Optional.of(
                    "is itself derived, but product '" + product.info().name() + "' is computed from measured values");
        }
        return isOfHours(derived.get(input).by().value())
                ? Optional.of("is itself computed each hour, and nothing is computed from such")
                : Optional.empty();
    }
}
