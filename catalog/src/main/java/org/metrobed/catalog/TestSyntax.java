package org.metrobed.catalog;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.metrobed.catalog.QualityLayer.TestSetting;
import org.metrobed.model.limits.AttenuatedSignalLimits;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.RateOfChangeLimits;
import org.metrobed.model.limits.SpikeLimits;
import org.metrobed.model.limits.TimeGapLimits;

/** Reads the tests of a datastream with their thresholds. Static functions only. */
final class TestSyntax {

    /** By the key of the test; empty where it complained. */
    static final Map<String, Function<Field, Optional<TestSetting>>> READERS = readers();

    static final double NEVER = Double.POSITIVE_INFINITY;
    private static final double MOST = Double.MAX_VALUE;
    private static final Duration TICK = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(100);
    /** A window has at least so many rows: one has no spread. */
    private static final int LEAST_ROWS = 2;
    /** How many rows a window of the attenuated-signal test holds at most. */
    private static final int MOST_ROWS = 3_600;

    private static final double MILLIS = 1_000;

    private TestSyntax() {}

    private static Map<String, Function<Field, Optional<TestSetting>>> readers() {
        Map<String, Function<Field, Optional<TestSetting>>> readers = new LinkedHashMap<>();
        readers.put("spike", TestSyntax::spike);
        readers.put("rate-of-change", TestSyntax::rateOfChange);
        readers.put("flat-line", FlatLineSyntax::read);
        readers.put("attenuated-signal", TestSyntax::attenuatedSignal);
        readers.put("climatology", ClimatologySyntax::read);
        readers.put("time-gap", TestSyntax::timeGap);
        return Collections.unmodifiableMap(readers);
    }

    private static Optional<TestSetting> spike(Field field) {
        Fields fields = Fields.of(field);
        Pair sizes = sizes(field, fields);
        SpikeLimits.Method method = fields.find("method")
                .flatMap(one -> Values.word(one, List.of(SpikeLimits.Method.values()), TestSyntax::word))
                .orElse(SpikeLimits.Method.AVERAGE);
        fields.finish();
        SpikeLimits limits = new SpikeLimits(sizes.suspect(), sizes.fail(), method);
        return Optional.of(config -> config.withSpike(limits));
    }

    private static Optional<TestSetting> rateOfChange(Field field) {
        Fields fields = Fields.of(field);
        Pair sizes = sizes(field, fields);
        double seconds = seconds(fields, "per").orElse(1.0);
        boolean exact = fields.find("sub-second").flatMap(Values::flag).orElse(false);
        fields.finish();
        RateOfChangeLimits limits = new RateOfChangeLimits(sizes.suspect() / seconds, sizes.fail() / seconds, !exact);
        return Optional.of(config -> config.withRateOfChange(limits));
    }

    private static Optional<TestSetting> attenuatedSignal(Field field) {
        Fields fields = Fields.of(field);
        double suspect = size(fields, "suspect").orElse(Double.NaN);
        double fail = size(fields, "fail").orElse(Double.NaN);
        Optional<Double> over = fields.require("over").flatMap(one -> seconds(one));
        int atLeast = fields.find("at-least")
                .flatMap(one -> Values.number(one, 2, MOST_ROWS))
                .map(Double::intValue)
                .orElse(LEAST_ROWS);
        AttenuatedSignalLimits.Check check = fields.find("check")
                .flatMap(one -> Values.word(one, List.of(AttenuatedSignalLimits.Check.values()), TestSyntax::word))
                .orElse(AttenuatedSignalLimits.Check.STD);
        fields.finish();
        checkOne(field, fields);
        if (fail > suspect) {
            field.problem("does not fit: fail " + fail + " must not be above suspect " + suspect);
        }
        return over.map(seconds ->
                new AttenuatedSetting(new AttenuatedSignalLimits(suspect, fail, seconds, atLeast, check, MOST_ROWS)));
    }

    /** The window must not hold more rows than are remembered. */
    private record AttenuatedSetting(AttenuatedSignalLimits limits) implements TestSetting {

        @Override
        public QualityConfig addTo(QualityConfig config) {
            return config.withAttenuatedSignal(limits);
        }

        @Override
        public Optional<String> findFault(QualityConfig config) {
            return limits.periodMicros() / config.intervalMicros() <= MOST_ROWS
                    ? Optional.empty()
                    : Optional.of("does not fit: 'over' must not hold more than " + MOST_ROWS + " intervals");
        }
    }

    private static Optional<TestSetting> timeGap(Field field) {
        Fields fields = Fields.of(field);
        Pair times = times(field, fields);
        fields.finish();
        TimeGapLimits limits = new TimeGapLimits(times.suspect(), times.fail(), false);
        return Optional.of(config -> config.withTimeGap(limits));
    }

    /** Thresholds of the two levels; what switches a level off where it is left out. */
    record Pair(double suspect, double fail) {}

    static Pair sizes(Field field, Fields fields) {
        Pair sizes = new Pair(
                size(fields, "suspect").orElse(Double.NaN), size(fields, "fail").orElse(Double.NaN));
        checkOne(field, fields);
        checkOrder(field, sizes);
        return sizes;
    }

    static Pair times(Field field, Fields fields) {
        Pair times = new Pair(
                seconds(fields, "suspect").orElse(NEVER),
                seconds(fields, "fail").orElse(NEVER));
        checkOne(field, fields);
        if (times.fail() < NEVER && times.suspect() < NEVER) {
            checkOrder(field, times);
        }
        return times;
    }

    private static void checkOne(Field field, Fields fields) {
        if (fields.isSound()
                && fields.find("suspect").isEmpty()
                && fields.find("fail").isEmpty()) {
            field.problemAtKey("must have 'suspect' or 'fail'");
        }
    }

    private static void checkOrder(Field field, Pair pair) {
        if (pair.suspect() > pair.fail()) {
            field.problem("does not fit: fail must not be below suspect");
        }
    }

    private static Optional<Double> size(Fields fields, String key) {
        return fields.find(key).flatMap(TestSyntax::positive);
    }

    static Optional<Double> positive(Field field) {
        Optional<Double> number = Values.number(field, -MOST, MOST);
        if (number.isPresent() && !(number.get() > 0)) {
            field.problem("is " + number.get() + ", must be above 0");
            return Optional.empty();
        }
        return number;
    }

    static Optional<Double> seconds(Fields fields, String key) {
        return fields.find(key).flatMap(TestSyntax::seconds);
    }

    private static Optional<Double> seconds(Field field) {
        return Values.millis(field, TICK, LONGEST).map(millis -> millis / MILLIS);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
