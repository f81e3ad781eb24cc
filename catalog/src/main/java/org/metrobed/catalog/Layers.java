package org.metrobed.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.metrobed.core.limits.Company;
import org.metrobed.core.limits.GrossRangeLimits;
import org.metrobed.core.limits.QualityConfig;
import org.metrobed.core.limits.Sentinels;
import org.metrobed.core.model.Datastream;
import org.metrobed.core.model.Datastream.Statistic;
import org.metrobed.core.model.DatastreamId;
import org.metrobed.core.model.DatastreamSettings;
import org.metrobed.core.model.Derivation;
import org.metrobed.core.model.ThresholdRule;
import org.metrobed.core.model.ThresholdRule.Direction;
import org.metrobed.core.model.Watch;

/**
 * The layers of one datastream, weakest first: property, thing type, thing. The strongest that speaks of a field wins;
 * thresholds are merged by name. A complaint about two fields that do not fit goes to the stronger of the two.
 */
final class Layers {

    /** Grace beyond two intervals and the allowance, milliseconds. */
    static final long GRACE_MARGIN_MILLIS = 10_000;

    private final List<Layer> layers;

    Layers(List<Layer> weakestFirst) {
        this.layers = List.copyOf(weakestFirst);
    }

    /** These with a stronger one. */
    Layers with(Layer stronger) {
        List<Layer> all = new ArrayList<>(layers);
        all.add(stronger);
        return new Layers(all);
    }

    /** Complains where fields do not fit each other. */
    void check() {
        checkRates();
        checkSuspectWithinFail();
        checkGrace();
        checkTakenAway();
        find(Layer::intervalMillis).ifPresent(interval -> quality().check(config(interval.value())));
        thresholds().values().forEach(this::checkCanFire);
    }

    /** The datastream; empty when a field that it needs has been complained about. */
    Optional<Datastream> compile(DatastreamId id, String unit, long version) {
        Optional<Found<String>> name = find(Layer::name);
        Optional<Found<Statistic>> statistic = find(Layer::statistic);
        Optional<Found<Long>> interval = find(Layer::intervalMillis);
        if (name.isEmpty() || statistic.isEmpty() || interval.isEmpty()) {
            return Optional.empty();
        }
        long allowance = find(Layer::allowanceMillis).map(Found::value).orElse(0L);
        long margin = 2 * interval.get().value() + allowance + GRACE_MARGIN_MILLIS;
        Span fail = span(Layer::fail).map(Found::value).orElse(Span.OPEN);
        Span suspect = span(Layer::suspect).map(Found::value).orElse(Span.OPEN);
        QualityLayer quality = quality();
        DatastreamSettings settings = new DatastreamSettings(
                id.value(),
                version,
                statistic.get().value(),
                interval.get().value(),
                allowance,
                find(Layer::graceMillis).map(Found::value).orElse(margin),
                quality.addTo(config(interval.get().value()).withGrossRange(limits(fail, suspect))),
                quality.sentinels().map(Located::value).orElse(Sentinels.NONE),
                thresholds().values().stream().map(Found::value).toList(),
                Company.NONE,
                Derivation.NONE,
                List.of(),
                Watch.OFF);
        return Optional.of(new Datastream(id, name.get().value(), unit, settings));
    }

    /** How it is computed; empty where it is measured. */
    Optional<Derived> derived() {
        return find(Layer::derived).flatMap(Found::value);
    }

    /** What the datastream is held against, before others are known. */
    CompanyLayer company() {
        return quality().company();
    }

    private static QualityConfig config(long intervalMillis) {
        return QualityConfig.ofInterval(intervalMillis * 1_000);
    }

    private QualityLayer quality() {
        QualityLayer merged = QualityLayer.SILENT;
        for (Layer layer : layers) {
            merged = layer.quality().over(merged);
        }
        return merged;
    }

    /** Spans that do not fit each other have been complained about. */
    private static GrossRangeLimits limits(Span fail, Span suspect) {
        boolean fits = suspect.equals(Span.OPEN) || fail.holds(suspect);
        return new GrossRangeLimits(fail.toLimits(), (fits ? suspect : Span.OPEN).toLimits());
    }

    /** Only counts add up over time. */
    private void checkRates() {
        boolean counts = find(Layer::statistic)
                .filter(one -> one.value() != Statistic.COUNT)
                .isEmpty();
        Stream.of(find(Layer::fail), find(Layer::suspect))
                .flatMap(Optional::stream)
                .filter(span -> !counts && span.value().perMillis() > 0)
                .forEach(span -> span.complain("does not fit: only the ranges of a count may be 'per' a time"));
    }

    private void checkSuspectWithinFail() {
        Optional<Found<Span>> fail = span(Layer::fail);
        Optional<Found<Span>> suspect = span(Layer::suspect);
        if (fail.isEmpty()
                || suspect.isEmpty()
                || fail.get().value().holds(suspect.get().value())) {
            return;
        }
        if (fail.get().level() > suspect.get().level()) {
            fail.get()
                    .complain("is " + fail.get().value() + ", must hold the suspect span "
                            + suspect.get().value() + " of " + suspect.get().place());
        } else {
            suspect.get()
                    .complain("is " + suspect.get().value() + ", must lie within the fail span "
                            + fail.get().value() + " of " + fail.get().place());
        }
    }

    private void checkGrace() {
        Optional<Found<Long>> interval = find(Layer::intervalMillis);
        Optional<Found<Long>> grace = find(Layer::graceMillis);
        if (interval.isPresent()
                && grace.isPresent()
                && grace.get().value() < interval.get().value()) {
            boolean graceStronger = grace.get().level() >= interval.get().level();
            (graceStronger ? grace.get() : interval.get())
                    .complain("does not fit: grace must not be shorter than the " + "interval, see "
                            + (graceStronger ? interval.get() : grace.get()).place());
        }
    }

    private void checkCanFire(Found<ThresholdRule> threshold) {
        ThresholdRule rule = threshold.value();
        Optional<Found<Span>> fail = span(Layer::fail);
        if (fail.isEmpty()) {
            return;
        }
        boolean fires = rule.direction() == Direction.ABOVE
                ? rule.raise() < fail.get().value().highest()
                : rule.raise() > fail.get().value().lowest();
        if (!fires) {
            Found<?> stronger = threshold.level() >= fail.get().level() ? threshold : fail.get();
            stronger.complain("does not fit: threshold '" + rule.name() + "' at " + rule.raise()
                    + " can never fire outside the fail span " + fail.get().value());
        }
    }

    private void checkTakenAway() {
        Set<String> below = new HashSet<>();
        Set<String> tests = new HashSet<>();
        for (Layer layer : layers) {
            layer.thresholds().forEach((name, rule) -> {
                if (rule.value().isEmpty() && !below.contains(name)) {
                    rule.field()
                            .problemAtKey("takes away a threshold that is not inherited" + Nearest.hint(name, below));
                }
            });
            below.addAll(layer.thresholds().keySet());
            layer.quality().checkTakenAway(tests);
            tests.addAll(layer.quality().keys());
        }
    }

    private Map<String, Found<ThresholdRule>> thresholds() {
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

    /** A span as the values of one interval. */
    private Optional<Found<Span>> span(Function<Layer, Optional<Located<Span>>> part) {
        Optional<Long> interval = find(Layer::intervalMillis).map(Found::value);
        return find(part)
                .map(found -> new Found<>(
                        interval.map(found.value()::over).orElse(found.value()), found.field(), found.level()));
    }

    private <T> Optional<Found<T>> find(Function<Layer, Optional<Located<T>>> part) {
        for (int level = layers.size() - 1; level >= 0; level--) {
            Optional<Located<T>> located = part.apply(layers.get(level));
            if (located.isPresent()) {
                return Optional.of(
                        new Found<>(located.get().value(), located.get().field(), level));
            }
        }
        return Optional.empty();
    }

    /** A value, where it was read, and how strong that place is. */
    private record Found<T>(T value, Field field, int level) {
        void complain(String rule) {
            field.problem(rule);
        }

        String place() {
            return field.spot().toString();
        }
    }
}
