package org.metrobed.catalog.compile;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.metrobed.catalog.compile.Layers.Found;
import org.metrobed.catalog.syntax.Layer;
import org.metrobed.catalog.syntax.NumberRange;
import org.metrobed.catalog.syntax.QualityLayer;
import org.metrobed.catalog.yaml.Nearest;
import org.metrobed.model.Scale;
import org.metrobed.model.ThresholdRule;
import org.metrobed.model.ThresholdRule.Direction;

/**
 * Checks that the fields of a datastream's layers fit each other; a problem is reported at the stronger of two fields.
 * One thread.
 */
final class LayerChecks {

    private static final double FULL_TURN = 360;

    private final Layers layers;

    LayerChecks(Layers layers) {
        this.layers = layers;
    }

    void check() {
        checkRates();
        checkNotAcrossNorth();
        checkSuspectWithinFail();
        checkIdleTimeout();
        checkTakenAway();
        layers.find(Layer::statistic).ifPresent(statistic -> new StatisticChecks(layers, statistic.value()).check());
        layers.find(Layer::intervalMillis).ifPresent(interval -> {
            layers.checkStandard(interval.value());
            layers.quality().check(Layers.config(interval.value()));
        });
        checkCount(layers.thresholds());
        layers.thresholds().values().forEach(this::checkCanFire);
    }

    /** Only counts and amounts can be summed over time. */
    private void checkRates() {
        boolean counts = layers.find(Layer::statistic)
                .filter(one -> !one.value().isOfInterval())
                .isEmpty();
        Stream.of(layers.find(Layer::fail), layers.find(Layer::suspect))
                .flatMap(Optional::stream)
                .filter(span -> !counts && span.value().perMillis() > 0)
                .forEach(span ->
                        span.complain("does not fit: only the ranges of a count or an amount may be 'per' a time"));
    }

    private boolean isOfDirections() {
        return layers.find(Layer::statistic)
                .filter(one -> one.value().scale() == Scale.CIRCLE)
                .isPresent();
    }

    /** Only directions have spans whose lower end is the second one. */
    private void checkNotAcrossNorth() {
        if (isOfDirections()) {
            return;
        }
        Stream.of(layers.find(Layer::fail), layers.find(Layer::suspect))
                .flatMap(Optional::stream)
                .filter(span -> span.value().crossesNorth())
                .forEach(span -> span.complain("is " + span.value() + QualityLayer.NOT_ACROSS));
        layers.quality().checkNotAcrossNorth();
    }

    private void checkSuspectWithinFail() {
        Optional<Found<NumberRange>> fail = layers.span(Layer::fail);
        Optional<Found<NumberRange>> suspect = layers.span(Layer::suspect);
        boolean known = Stream.of(fail, suspect)
                .allMatch(span -> span.isPresent()
                        && (isOfDirections() || !span.get().value().crossesNorth()));
        if (!known || fail.get().value().holds(suspect.get().value())) {
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

    private void checkIdleTimeout() {
        Optional<Found<Long>> interval = layers.find(Layer::intervalMillis);
        Optional<Found<Long>> idleTimeout = layers.find(Layer::idleTimeoutMillis);
        if (interval.isPresent()
                && idleTimeout.isPresent()
                && idleTimeout.get().value() < interval.get().value()) {
            boolean idleTimeoutStronger =
                    idleTimeout.get().level() >= interval.get().level();
            (idleTimeoutStronger ? idleTimeout.get() : interval.get())
                    .complain("does not fit: idle-timeout must not be shorter than the interval, see "
                            + (idleTimeoutStronger ? interval.get() : idleTimeout.get()).place());
        }
    }

    private static void checkCount(Map<String, Found<ThresholdRule>> thresholds) {
        if (thresholds.size() > Layer.MOST_THRESHOLDS) {
            thresholds.values().stream()
                    .max(Comparator.comparingInt(Found::level))
                    .ifPresent(strongest -> strongest
                            .field()
                            .problemAtKey("makes it " + thresholds.size()
                                    + " thresholds of one datastream, inherited ones included; at most "
                                    + Layer.MOST_THRESHOLDS + " are allowed"));
        }
    }

    private void checkCanFire(Found<ThresholdRule> threshold) {
        ThresholdRule rule = threshold.value();
        if (isOfDirections()) {
            if (rule.raise() < 0 || rule.raise() > FULL_TURN) {
                threshold.complain("does not fit: threshold '" + rule.name() + "' at " + rule.raise()
                        + " must be a direction in [0, 360]");
            }
            return;
        }
        Optional<Found<NumberRange>> fail = layers.span(Layer::fail);
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
        Set<String> tests = new HashSet<>(layers.standardTests());
        for (Layer layer : layers.weakestFirst()) {
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
}
