package org.metrobed.catalog.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.metrobed.analysis.quality.GrossRange;
import org.metrobed.catalog.syntax.AnomalyDetectionSetting;
import org.metrobed.catalog.syntax.Declarations.PropertyDeclaration;
import org.metrobed.catalog.syntax.Derived;
import org.metrobed.catalog.syntax.Layer;
import org.metrobed.catalog.syntax.NumberRange;
import org.metrobed.catalog.syntax.PeerLayer;
import org.metrobed.catalog.syntax.QualityLayer;
import org.metrobed.catalog.syntax.Standard;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.Located;
import org.metrobed.model.AnomalyDetection;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.DatastreamOptions;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.DatastreamSettingsBuilder;
import org.metrobed.model.Derivation;
import org.metrobed.model.Scale;
import org.metrobed.model.ThresholdRule;
import org.metrobed.model.limits.Peers;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Sentinels;
import org.metrobed.model.params.ParamSpec;

/**
 * The layers of one datastream, weakest first: property, thing type, thing. The strongest layer that states a field
 * wins; thresholds are merged by name. If two fields do not fit, the problem is reported at the stronger of the two.
 */
final class Layers {

    private static final String DEGREES = "deg";

    private final Optional<Located<Standard>> standard;
    private final List<Layer> stated;
    private final List<Layer> layers;

    private Layers(Optional<Located<Standard>> standard, List<Layer> stated) {
        this.standard = standard;
        this.stated = List.copyOf(stated);
        this.layers = standard.map(one -> withStandard(one.value(), stated)).orElse(this.stated);
    }

    /** The layers of a property: its standard property, if it names one, for the interval that holds, and its own. */
    static Layers of(PropertyDeclaration property) {
        return new Layers(property.standard(), List.of(property.layer()));
    }

    private static List<Layer> withStandard(Standard standard, List<Layer> stated) {
        Optional<Long> interval = intervalOf(stated).or(() -> intervalOf(List.of(standard.layer())));
        List<Layer> all = new ArrayList<>();
        all.add(interval.map(standard::at).orElse(standard.layer()));
        all.addAll(stated);
        return List.copyOf(all);
    }

    private static Optional<Long> intervalOf(List<Layer> weakestFirst) {
        return weakestFirst.stream()
                .flatMap(layer -> layer.intervalMillis().stream())
                .reduce((weaker, stronger) -> stronger)
                .map(Located::value);
    }

    /** These layers with a stronger one. */
    Layers with(Layer stronger) {
        List<Layer> all = new ArrayList<>(stated);
        all.add(stronger);
        return new Layers(standard, all);
    }

    /** The tests that the standard property has for some intervals; a stronger layer may remove them for all. */
    Set<String> standardTests() {
        return standard.map(one -> one.value().table().tests()).orElse(Set.of());
    }

    /** Reports a problem if the standard property has no thresholds for this interval, milliseconds. */
    void checkStandard(long intervalMillis) {
        Set<String> tests = new HashSet<>();
        stated.forEach(layer -> tests.addAll(layer.quality().keys()));
        standard.ifPresent(one -> one.value().check(one.field(), intervalMillis, tests));
    }

    /** Reports a problem if fields do not fit each other. */
    void check() {
        new LayerChecks(this).check();
    }

    /** The layers, weakest first. */
    List<Layer> weakestFirst() {
        return layers;
    }

    /**
     * The datastream; empty if a required field has a problem.
     *
     * @param exchangedAt times from which its readings are of another device, microseconds since 1970 UTC
     */
    Optional<Datastream> compile(DatastreamId id, String unit, long version, List<Long> exchangedAt) {
        Optional<Found<String>> name = find(Layer::name);
        Optional<DatastreamOptions> options = options();
        if (intervalOf(stated).isEmpty()) {
            standard.ifPresent(one -> one.value().complainOfRate(one.field()));
        }
        if (name.isEmpty() || options.isEmpty()) {
            return Optional.empty();
        }
        if (options.get().statistic().scale() == Scale.CIRCLE && !unit.equals(DEGREES)) {
            find(Layer::statistic)
                    .ifPresent(found -> found.complain("does not fit: a direction is in deg, not in '" + unit + "'"));
        }
        NumberRange suspect = span(Layer::suspect).map(Found::value).orElse(NumberRange.OPEN);
        NumberRange fail = span(Layer::fail)
                .map(Found::value)
                .orElseGet(() -> StatisticChecks.possible(options.get().statistic(), suspect));
        QualityLayer quality = quality();
        DatastreamSettings settings = DatastreamSettingsBuilder.builder()
                .datastream(id.value())
                .catalogVersion(version)
                .options(options.get())
                .quality(StatisticChecks.always(
                        quality.addTo(config(options.get().intervalMillis()).with(ranges(fail, suspect))),
                        options.get().statistic(),
                        unit,
                        options.get().rollsOverAt(),
                        exchangedAt))
                .sentinels(quality.sentinels().map(Located::value).orElse(Sentinels.NONE))
                .thresholds(thresholds().values().stream()
                        .map(found -> found.value().of(options.get().statistic()))
                        .toList())
                .peers(Peers.NONE)
                .derivation(Derivation.NONE)
                .products(List.of())
                .anomalyDetection(AnomalyDetection.OFF)
                .build();
        return Optional.of(new Datastream(id, name.get().value(), unit, settings));
    }

    /** The fields with one value each, from the strongest layer; empty if a required one has a problem. */
    private Optional<DatastreamOptions> options() {
        ParamSpec<DatastreamOptions> spec = ParamSpec.of(DatastreamOptions.class);
        Map<String, Object> stated = new HashMap<>();
        layers.forEach(layer -> layer.options().forEach((component, value) -> stated.put(component, value.value())));
        boolean complete = spec.publics()
                .allMatch(parameter -> !parameter.isNeeded() || stated.containsKey(parameter.component()));
        return complete ? Optional.of(spec.make(stated).resolved()) : Optional.empty();
    }

    /** The derivation; empty if the datastream is measured. */
    Optional<Derived> derived() {
        return find(Layer::derived).flatMap(Found::value);
    }

    /** The anomaly detection setting, if it is stated. */
    Optional<Found<AnomalyDetectionSetting>> anomalyDetection() {
        return find(Layer::anomalyDetection);
    }

    /** The stated peers, not yet resolved. */
    PeerLayer peers() {
        return quality().peers();
    }

    static QualityConfig config(long intervalMillis) {
        return QualityConfig.ofInterval(intervalMillis * 1_000);
    }

    /** The tests other than the ranges, merged. */
    QualityLayer quality() {
        QualityLayer merged = QualityLayer.SILENT;
        for (Layer layer : layers) {
            merged = layer.quality().over(merged);
        }
        return merged;
    }

    /** Spans that do not fit each other have been reported before. */
    private static GrossRange.Params ranges(NumberRange fail, NumberRange suspect) {
        boolean fits = suspect.toLimits().isWithin(fail.toLimits());
        return new GrossRange.Params(fail.toLimits(), (fits ? suspect : NumberRange.OPEN).toLimits());
    }

    /** The thresholds, merged by name. */
    Map<String, Found<ThresholdRule>> thresholds() {
        Map<String, Found<ThresholdRule>> merged = new TreeMap<>();
        for (int level = 0; level < layers.size(); level++) {
            int at = level;
            layers.get(level).thresholds().forEach((name, rule) -> {
                merged.remove(name);
                rule.value().ifPresent(found -> merged.put(name, new Found<>(found, rule.field(), at)));
            });
        }
        return merged;
    }

    /** A span, as values for one interval. */
    Optional<Found<NumberRange>> span(Function<Layer, Optional<Located<NumberRange>>> part) {
        Optional<Long> interval = find(Layer::intervalMillis).map(Found::value);
        return find(part)
                .map(found -> new Found<>(
                        interval.map(found.value()::over).orElse(found.value()), found.field(), found.level()));
    }

    /** The value in the strongest layer that states it. */
    <T> Optional<Found<T>> find(Function<Layer, Optional<Located<T>>> part) {
        for (int level = layers.size() - 1; level >= 0; level--) {
            Optional<Located<T>> located = part.apply(layers.get(level));
            if (located.isPresent()) {
                return Optional.of(
                        new Found<>(located.get().value(), located.get().field(), level));
            }
        }
        return Optional.empty();
    }

    /** A value, its field, and how strong its layer is. */
    record Found<T>(T value, Field field, int level) {
        void complain(String rule) {
            field.problem(rule);
        }

        String place() {
            return field.spot().toString();
        }
    }
}
