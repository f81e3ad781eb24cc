package org.metrobed.catalog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.metrobed.catalog.PeerLayer.Check;
import org.metrobed.catalog.PeerLayer.Near;
import org.metrobed.model.limits.CrossCheckLimits.Kind;

/** Reads what a datastream is held against: {@code cross-check}, {@code neighbours}, {@code wait}. Static functions only. */
final class PeerSyntax {

    private static final int MOST_CHECKS = 8;
    private static final int MOST_NEIGHBOURS = 8;
    private static final int USUAL_NEIGHBOURS = 3;
    private static final double MOST = Double.MAX_VALUE;
    private static final double LONGEST_METRES = 100_000;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WITHIN = Duration.ofDays(1);
    private static final Pattern LENGTH = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,6})?) ?(km|m)");

    private PeerSyntax() {}

    /** Reads the keys of the map of tests that are about other datastreams. */
    static PeerLayer read(Fields fields) {
        return new PeerLayer(
                fields.find(PeerLayer.CROSS_CHECK).flatMap(field -> orNone(field, PeerSyntax::checks)),
                fields.find(PeerLayer.NEIGHBOURS).flatMap(field -> orNone(field, PeerSyntax::near)),
                fields.find("wait")
                        .flatMap(field -> Values.millis(field, Duration.ZERO, LONGEST_WAIT)
                                .map(millis -> new Located<>(millis, field))));
    }

    private static <T> Optional<Located<Optional<T>>> orNone(Field field, Function<Field, Optional<T>> reader) {
        if (field.isWord("none")) {
            return Optional.of(new Located<>(Optional.empty(), field));
        }
        return reader.apply(field).map(value -> new Located<>(Optional.of(value), field));
    }

    private static Optional<List<Check>> checks(Field field) {
        List<Field> items = field.items();
        List<Check> checks = new ArrayList<>();
        items.forEach(item -> check(item).ifPresent(checks::add));
        if (items.size() > MOST_CHECKS) {
            field.problem("has " + items.size() + " checks, at most " + MOST_CHECKS + " are allowed");
            return Optional.empty();
        }
        return Optional.of(checks);
    }

    private static Optional<Check> check(Field field) {
        Fields fields = Fields.of(field);
        Map<Kind, Field> stated = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            fields.find(word(kind)).ifPresent(target -> stated.put(kind, target));
        }
        double tolerance = notNegative(fields, "tolerance");
        double relative = stated.containsKey(Kind.TWIN_OF) ? notNegative(fields, "relative") : 0;
        fields.finish();
        if (stated.size() != 1) {
            if (fields.isSound()) {
                field.problem("must say one of part-of, whole-of, passage-of, presence-at, twin-of");
            }
            return Optional.empty();
        }
        Map.Entry<Kind, Field> only = stated.entrySet().iterator().next();
        return BundleReader.reference(only.getValue())
                .map(target -> new Check(target, only.getKey(), tolerance, relative));
    }

    private static Optional<Near> near(Field field) {
        Fields fields = Fields.of(field);
        Optional<Double> radius = fields.require("radius").flatMap(PeerSyntax::metres);
        TestSyntax.Pair sizes = TestSyntax.sizes(field, fields);
        Optional<Double> spread = fields.require("least-spread").flatMap(TestSyntax::positive);
        Optional<Double> atLeast = fields.find("at-least")
                .map(one -> wholeNumber(one, MOST_NEIGHBOURS))
                .orElse(Optional.of((double) USUAL_NEIGHBOURS));
        Optional<Long> within = fields.find("within").flatMap(one -> Values.millis(one, Duration.ZERO, LONGEST_WITHIN));
        fields.finish();
        if (radius.isEmpty() || spread.isEmpty() || atLeast.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Near(
                radius.get(),
                sizes.suspect(),
                sizes.fail(),
                spread.get(),
                atLeast.get().intValue(),
                within));
    }

    private static Optional<Double> wholeNumber(Field field, int most) {
        Optional<Double> number = Values.number(field, 1, most);
        if (number.isPresent() && number.get() != Math.rint(number.get())) {
            field.problem("is " + number.get() + ", must be a whole number");
            return Optional.empty();
        }
        return number;
    }

    private static Optional<Double> metres(Field field) {
        return field.scalar().flatMap(text -> {
            Matcher length = LENGTH.matcher(text);
            double metres = length.matches()
                    ? Double.parseDouble(length.group(1)) * (length.group(2).equals("km") ? 1_000 : 1)
                    : 0;
            if (metres > 0 && metres <= LONGEST_METRES) {
                return Optional.of(metres);
            }
            field.problem("is " + Nearest.quote(text) + ", must be a length up to 100 km such as 2 km or 800 m");
            return Optional.empty();
        });
    }

    private static double notNegative(Fields fields, String key) {
        return fields.find(key).flatMap(one -> Values.number(one, 0, MOST)).orElse(0.0);
    }

    /** The word of a kind in bundles. */
    static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
