package org.metrobed.catalog.syntax;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.Fields;
import org.metrobed.catalog.yaml.Values;
import org.metrobed.model.Severity;
import org.metrobed.model.ThresholdRule;
import org.metrobed.model.ThresholdRule.Direction;

/** Reads a threshold: {@code {above: 55.4, clear: 45, for: PT5M, severity: warning, public: true}}. */
final class Thresholds {

    private static final Duration LONGEST = Duration.ofDays(7);

    private Thresholds() {}

    static Optional<ThresholdRule> read(String name, Field field) {
        Fields fields = Fields.of(field);
        Optional<Field> above = fields.find("above");
        Optional<Field> below = fields.find("below");
        Optional<Double> raise = above.or(() -> below).flatMap(Thresholds::bound);
        Optional<Double> clear = fields.find("clear").map(Thresholds::bound).orElse(raise);
        Optional<Long> duration = duration(fields);
        Optional<Severity> severity = fields.require("severity")
                .flatMap(value -> Values.word(value, List.of(Severity.values()), Severity::word));
        Optional<Boolean> isPublic = fields.find("public").map(Values::flag).orElse(Optional.of(false));
        fields.finish();
        if (above.isPresent() == below.isPresent()) {
            field.problemAtKey("must have either 'above' or 'below'");
            return Optional.empty();
        }
        if (raise.isEmpty() || clear.isEmpty() || duration.isEmpty() || severity.isEmpty() || isPublic.isEmpty()) {
            return Optional.empty();
        }
        Direction direction = above.isPresent() ? Direction.ABOVE : Direction.BELOW;
        if (liesBeyond(direction, clear.get(), raise.get())) {
            fields.find("clear")
                    .ifPresent(value -> value.problem("is " + clear.get() + ", must not lie beyond '"
                            + (above.isPresent() ? "above" : "below") + "' " + raise.get()));
            return Optional.empty();
        }
        ThresholdRule rule =
                new ThresholdRule(name, direction, raise.get(), clear.get(), duration.get(), severity.get());
        return Optional.of(isPublic.get() ? rule.forPublic() : rule);
    }

    private static boolean liesBeyond(Direction direction, double clear, double raise) {
        return direction == Direction.ABOVE ? clear > raise : clear < raise;
    }

    private static Optional<Long> duration(Fields fields) {
        return fields.find("for")
                .map(value -> Values.millis(value, Duration.ZERO, LONGEST))
                .orElse(Optional.of(0L));
    }

    private static Optional<Double> bound(Field field) {
        return Values.number(field, -Double.MAX_VALUE, Double.MAX_VALUE);
    }
}
