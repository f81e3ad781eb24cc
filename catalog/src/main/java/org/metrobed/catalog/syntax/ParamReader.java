package org.metrobed.catalog.syntax;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.Fields;
import org.metrobed.catalog.yaml.Located;
import org.metrobed.catalog.yaml.Nearest;
import org.metrobed.catalog.yaml.Values;
import org.metrobed.model.params.AnyOf;
import org.metrobed.model.params.Checked;
import org.metrobed.model.params.ParamSpec;
import org.metrobed.model.params.Parameter;
import org.metrobed.model.params.Unit;

/**
 * Reads records of parameters from a bundle, as their annotations describe them; reports problems at their fields.
 * Static functions only.
 */
final class ParamReader {

    private static final Pattern LENGTH = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,6})?) ?(km|m)");
    private static final double KILOMETRE = 1_000;

    private ParamReader() {}

    /** A record that was read, and the fields of its parameters. */
    record Stated<R>(R value, Fields fields) {}

    /** The record at a field; empty if a required parameter is absent or wrong. */
    static <R extends Record> Optional<R> read(ParamSpec<R> spec, Field field) {
        return readStated(spec, field).map(Stated::value);
    }

    /** As {@link #read}, with the fields. */
    static <R extends Record> Optional<Stated<R>> readStated(ParamSpec<R> spec, Field field) {
        Fields fields = Fields.of(field);
        spec.publics().forEach(parameter -> fields.rename(parameter.name(), parameter.aliases()));
        Map<String, Object> values = new HashMap<>();
        boolean complete = true;
        for (Parameter parameter : spec.publics().toList()) {
            if (!parameter.beside().isEmpty() && fields.find(parameter.beside()).isEmpty()) {
                continue;
            }
            Optional<?> value = parameter.isInline() ? Optional.of(parts(parameter, fields)) : value(parameter, fields);
            value.ifPresent(found -> values.put(parameter.component(), found));
            complete &= value.isPresent() || !parameter.isNeeded();
        }
        fields.finish();
        spec.anyOf().ifPresent(rule -> check(rule, field, fields));
        if (!complete) {
            return Optional.empty();
        }
        R made = spec.make(values);
        if (made instanceof Checked checked) {
            checked.findFault().ifPresent(field::problem);
        }
        return Optional.of(new Stated<>(made, fields));
    }

    private static void check(AnyOf rule, Field field, Fields fields) {
        long stated = Arrays.stream(rule.value())
                .filter(name -> fields.find(name).isPresent())
                .count();
        if (rule.onlyOne() && stated != 1 && fields.isSound()) {
            field.problem("must say one of " + String.join(", ", rule.value()));
        } else if (stated == 0 && fields.isSound()) {
            field.problemAtKey("must have "
                    + Arrays.stream(rule.value()).map(name -> "'" + name + "'").collect(Collectors.joining(" or ")));
        }
    }

    private static Optional<?> value(Parameter parameter, Fields fields) {
        Optional<Field> field = parameter.isNeeded() ? fields.require(parameter.name()) : fields.find(parameter.name());
        return field.flatMap(one -> value(parameter, one));
    }

    /** One value; empty if a problem was reported. */
    static Optional<?> value(Parameter parameter, Field field) {
        return switch (parameter.kind()) {
            case NUMBER -> number(parameter, field);
            case WHOLE -> whole(parameter, field);
            case DURATION ->
                Values.millis(field, parameter.shortest(), parameter.longest()).map(parameter::ofMillis);
            case LENGTH -> metres(parameter, field);
            case FLAG -> Values.flag(field);
            case WORD -> Values.word(field, parameter.words(), Parameter::word);
            case SPAN ->
                (parameter.mayBePoint() ? Values.spanOrPoint(field) : Values.span(field))
                        .map(span -> parameter.spanOf(span.low(), span.high()));
            case ZONE -> Values.zone(field);
            case TEXT ->
                parameter.unit() == Unit.PROPERTY
                        ? BundleReader.reference(field).map(Located::value)
                        : Values.text(field, Values.NAME_LENGTH);
            case RECORD -> read(parameter.inner(), field);
            case LIST -> parameter.isKeyed() ? pairs(parameter, field) : list(parameter, field);
            case TESTS -> throw new IllegalArgumentException("tests are no value of a bundle");
        };
    }

    private static Optional<Double> number(Parameter parameter, Field field) {
        Optional<Double> number = Values.number(field, parameter.lowest(), parameter.highest());
        if (number.isPresent() && parameter.isPositive() && !(number.get() > 0)) {
            field.problem("is " + number.get() + ", must be above 0");
            return Optional.empty();
        }
        return number;
    }

    private static Optional<?> whole(Parameter parameter, Field field) {
        Optional<Double> number = Values.number(field, parameter.lowest(), parameter.highest());
        if (number.isPresent() && number.get() != Math.rint(number.get())) {
            field.problem("is " + number.get() + ", must be a whole number");
            return Optional.empty();
        }
        return number.map(
                whole -> parameter.type() == int.class ? (Object) whole.intValue() : (Object) whole.longValue());
    }

    private static Optional<Double> metres(Parameter parameter, Field field) {
        return field.scalar().flatMap(text -> {
            Matcher length = LENGTH.matcher(text);
            double metres = length.matches()
                    ? Double.parseDouble(length.group(1)) * (length.group(2).equals("km") ? KILOMETRE : 1)
                    : 0;
            if (metres > 0 && metres <= parameter.highest()) {
                return Optional.of(metres);
            }
            field.problem("is " + Nearest.quote(text) + ", must be a length up to "
                    + Math.round(parameter.highest() / KILOMETRE) + " km such as 2 km or 800 m");
            return Optional.empty();
        });
    }

    private static Optional<List<Object>> list(Parameter parameter, Field field) {
        List<Field> items = field.items();
        List<Object> read = new ArrayList<>();
        items.forEach(item -> read(parameter.inner(), item).ifPresent(read::add));
        boolean fits = items.size() >= parameter.lowest() && items.size() <= parameter.highest();
        if (field.isList() && !fits) {
            field.problem("must list " + Math.round(parameter.lowest()) + " to " + Math.round(parameter.highest()) + " "
                    + parameter.name());
        }
        return field.isList() && fits ? Optional.of(read) : Optional.empty();
    }

    /** Pairs of a text and a number, no two alike; each text is a key. */
    private static Optional<List<Object>> pairs(Parameter parameter, Field field) {
        List<Parameter> pair = parameter.inner().parameters();
        Fields fields = Fields.of(field);
        Map<Double, Object> read = new LinkedHashMap<>();
        fields.entries()
                .forEach((text, entry) -> number(pair.get(1), entry).ifPresent(number -> {
                    Object made = parameter
                            .inner()
                            .make(Map.of(
                                    pair.get(0).component(), text, pair.get(1).component(), number));
                    if (read.putIfAbsent(number, made) != null) {
                        entry.problem("is " + number + ", which another key of " + parameter.name() + " has");
                    }
                }));
        if (read.isEmpty() || read.size() > parameter.highest()) {
            field.problem("must have 1 to " + Math.round(parameter.highest()) + " " + parameter.name());
            return Optional.empty();
        }
        return Optional.of(List.copyOf(read.values()));
    }

    /** Pairs of a word and a span; each pair has a key of its own. */
    private static List<Object> parts(Parameter parameter, Fields fields) {
        List<Parameter> pair = parameter.inner().parameters();
        List<Object> read = new ArrayList<>();
        for (Enum<?> word : parameter.inner().parameters().get(0).words()) {
            if (parameter.isWithout(word)) {
                continue;
            }
            fields.find(Parameter.word(word))
                    .flatMap(field -> part(parameter, pair.get(1), field))
                    .ifPresent(span -> read.add(parameter
                            .inner()
                            .make(Map.of(
                                    pair.get(0).component(), word, pair.get(1).component(), span))));
        }
        return read;
    }

    /** A span of a period: both ends are included, so they may be equal. */
    private static Optional<Object> part(Parameter parameter, Parameter span, Field field) {
        List<Double> ends = field.items().stream()
                .flatMap(item -> Values.number(item, 0, parameter.highest()).stream())
                .toList();
        if (ends.size() == 2 && ends.get(0) <= ends.get(1)) {
            return Optional.of(span.spanOf(ends.get(0), ends.get(1)));
        }
        field.problem("must be [from, to], from not after to");
        return Optional.empty();
    }
}
