package org.metrobed.catalog.syntax;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.metrobed.analysis.quality.QualityTest;
import org.metrobed.analysis.quality.QualityTest.Place;
import org.metrobed.analysis.quality.QualityTests;
import org.metrobed.model.AnomalyDetectionOptions;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamOptions;
import org.metrobed.model.Family;
import org.metrobed.model.Severity;
import org.metrobed.model.Visibility;
import org.metrobed.model.params.AnyOf;
import org.metrobed.model.params.Kind;
import org.metrobed.model.params.ParamSpec;
import org.metrobed.model.params.Parameter;
import org.metrobed.model.params.Unit;

/**
 * The JSON Schema (draft 7) of one file of a bundle, for editors. The keys of tests, of datastream settings and of
 * anomaly detection come from their records of parameters; the other keys are written here. The schema has no rule
 * about two places of a bundle: {@code catalog check} checks these.
 */
final class BundleSchema {

    private static final String NAME = "^[a-z0-9][a-z0-9._-]{0,63}$";
    private static final String DURATION =
            "^P([0-9]+W|(?=.)([0-9]+D)?(T(?=.)([0-9]+H)?([0-9]+M)?([0-9]+([.,][0-9]{1,3})?S)?)?)$";
    private static final Map<String, Object> OPEN = map("const", "open");
    private static final Map<String, Object> NUMBER = map("type", "number");
    private static final Map<String, Object> BOOLEAN = map("type", "boolean");
    private static final Map<String, Object> TEXT = map("type", List.of("string", "number", "boolean"));
    private static final Map<String, Object> WAS = map("anyOf", List.of(TEXT, map("type", "array", "items", TEXT)));
    private static final Map<String, Object> SPAN =
            map("type", "array", "items", map("anyOf", List.of(NUMBER, OPEN)), "minItems", 2, "maxItems", 2);

    private BundleSchema() {}

    /** The schema as a tree of maps, lists and values. */
    static Map<String, Object> schema() {
        Map<String, Object> sections = new LinkedHashMap<>();
        sections.put(
                "testbed",
                closed(
                        map("id", text(NAME), "name", TEXT, "zone", TEXT, "description", TEXT),
                        List.of("id", "name", "zone")));
        sections.put(
                "projects",
                each(closed(
                        map(
                                "name",
                                TEXT,
                                "partners",
                                list(TEXT),
                                "question",
                                TEXT,
                                "licence",
                                TEXT,
                                "visibility",
                                words(Arrays.stream(Visibility.values())
                                        .map(Visibility::word)
                                        .toList())),
                        List.of("name", "partners"))));
        sections.put("properties", each(property()));
        sections.put(
                "thing-types",
                each(closed(
                        map(
                                "family",
                                words(Arrays.stream(Family.values())
                                        .map(Family::word)
                                        .toList()),
                                "properties",
                                each(nullable(ref("layer")))),
                        List.of("family", "properties"))));
        sections.put(
                "things",
                each(closed(
                        map(
                                "name",
                                TEXT,
                                "type",
                                TEXT,
                                "project",
                                TEXT,
                                "location",
                                location(),
                                "deployments",
                                list(deployment()),
                                "track",
                                closed(map("latitude", TEXT, "longitude", TEXT), List.of("latitude", "longitude")),
                                "was",
                                WAS,
                                "properties",
                                each(orNone(nullable(ref("layer"))))),
                        List.of("name", "type"))));
        sections.put(
                "bindings",
                each(closed(
                        map(
                                "topic",
                                TEXT,
                                "decoder",
                                text(NAME),
                                "options",
                                map("type", "object"),
                                "key",
                                TEXT,
                                "shared",
                                map("type", "boolean"),
                                "devices",
                                each(TEXT),
                                "other-devices",
                                words(List.of("same-name", "ignore")),
                                "properties",
                                each(field()),
                                "others",
                                words(List.of("same-name", "ignore")),
                                "texts",
                                texts(),
                                "stamp",
                                words(Arrays.stream(Datastream.Stamp.values())
                                        .map(Parameter::word)
                                        .toList()),
                                "clock",
                                closed(map("trust", TEXT, "else", words(List.of("received", "suspect"))), List.of()),
                                "device",
                                TEXT,
                                "property",
                                field(),
                                "ignore-case",
                                map("type", "boolean"),
                                "retained",
                                words(List.of("refused", "received")),
                                "approval",
                                words(List.of("provisional", "validated"))),
                        List.of("topic", "decoder"))));
        Map<String, Object> schema = map(
                "$schema", "http://json-schema.org/draft-07/schema#",
                "title", "A file of a Metrobed bundle",
                "description", "Written by a test from the code; do not edit.");
        schema.putAll(closed(sections, List.of()));
        schema.put("definitions", map("layer", closed(layer(), List.of())));
        return schema;
    }

    private static Map<String, Object> location() {
        return closed(
                map("lat", range(-90, 90), "lon", range(-180, 180), "place", TEXT, "district", TEXT),
                List.of("lat", "lon"));
    }

    private static Map<String, Object> deployment() {
        return closed(
                map(
                        "from",
                        TEXT,
                        "to",
                        TEXT,
                        "location",
                        location(),
                        "device",
                        TEXT,
                        "serial",
                        TEXT,
                        "calibration",
                        TEXT),
                List.of("location"));
    }

    private static Map<String, Object> property() {
        Map<String, Object> keys = map(
                "standard",
                TEXT,
                "unit",
                TEXT,
                "gas",
                TEXT,
                "molar-mass",
                range(1, 1_000),
                "reference-temperature",
                range(-50, 60));
        keys.putAll(layer());
        Map<String, Object> property = closed(keys, List.of());
        property.put(
                "anyOf",
                List.of(
                        map("required", List.of("standard")),
                        map("required", List.of("name", "unit", "statistic", "interval"))));
        return property;
    }

    /** The keys of a property, a thing type and a thing that describe a datastream; a thing type has no {@code was}. */
    private static Map<String, Object> layer() {
        Map<String, Object> keys = map("name", TEXT, "was", WAS);
        ParamSpec.of(DatastreamOptions.class)
                .publics()
                .forEach(parameter -> put(keys, parameter.name(), value(parameter), parameter.aliases()));
        keys.put("ranges", closed(map("fail", SPAN, "suspect", SPAN, "per", text(DURATION)), List.of()));
        keys.put("quality", closed(quality(), List.of()));
        keys.put("thresholds", each(orNone(threshold())));
        keys.put(
                "derived",
                orNone(closed(
                        map("by", TEXT, "from", map("anyOf", List.of(TEXT, list(TEXT)))), List.of("by", "from"))));
        put(
                keys,
                AnomalyDetectionOptions.KEY,
                map("anyOf", List.of(map("const", "off"), record(ParamSpec.of(AnomalyDetectionOptions.class)))),
                List.of("watch"));
        return keys;
    }

    /** Puts a key, and its older names as deprecated ones. */
    private static void put(Map<String, Object> keys, String name, Map<String, Object> value, List<String> aliases) {
        keys.put(name, value);
        for (String alias : aliases) {
            Map<String, Object> old = new LinkedHashMap<>(value);
            old.put("description", "write '" + name + "'");
            old.put("deprecated", true);
            keys.put(alias, old);
        }
    }

    private static Map<String, Object> quality() {
        Map<String, Object> tests = new LinkedHashMap<>();
        for (QualityTest<?, ?> test : QualityTests.list()) {
            if (test.place() == Place.QUALITY || test.place() == Place.QUALITY_WITH_OTHERS) {
                Map<String, Object> params = record(test.params());
                params.put("description", test.info().fault());
                tests.put(test.info().code(), orNone(test.listed() == 0 ? params : list(params, test.listed())));
            }
        }
        tests.put("wait", text(DURATION));
        tests.put("sentinels", map("type", "array", "items", NUMBER, "maxItems", 16));
        return tests;
    }

    private static Map<String, Object> threshold() {
        Map<String, Object> threshold = closed(
                map(
                        "above",
                        NUMBER,
                        "below",
                        NUMBER,
                        "clear",
                        NUMBER,
                        "for",
                        text(DURATION),
                        "severity",
                        words(Arrays.stream(Severity.values())
                                .map(Severity::word)
                                .toList()),
                        "public",
                        BOOLEAN),
                List.of("severity"));
        threshold.put("oneOf", List.of(map("required", List.of("above")), map("required", List.of("below"))));
        return threshold;
    }

    private static Map<String, Object> field() {
        return map(
                "anyOf",
                List.of(
                        TEXT,
                        closed(
                                map(
                                        "property",
                                        TEXT,
                                        "unit",
                                        TEXT,
                                        "scale",
                                        NUMBER,
                                        "offset",
                                        NUMBER,
                                        "values",
                                        each(map(
                                                "anyOf",
                                                List.of(
                                                        NUMBER,
                                                        words(List.of("missing")),
                                                        closed(
                                                                map(
                                                                        "value",
                                                                        map(
                                                                                "anyOf",
                                                                                List.of(
                                                                                        NUMBER,
                                                                                        words(List.of("missing")))),
                                                                        "censored",
                                                                        map("type", "boolean")),
                                                                List.of("value"))))),
                                        "numbers-as-text",
                                        BOOLEAN,
                                        "texts",
                                        texts()),
                                List.of("property"))));
    }

    private static Map<String, Object> texts() {
        Map<String, Object> mark = words(List.of(".", ",", "'", " "));
        return closed(
                map(
                        "numbers",
                        BOOLEAN,
                        "decimal",
                        mark,
                        "thousands",
                        mark,
                        "missing",
                        map("type", "array", "maxItems", 100, "items", map("type", List.of("string", "number")))),
                List.of());
    }

    /** A record of parameters. */
    private static Map<String, Object> record(ParamSpec<?> spec) {
        Map<String, Object> keys = new LinkedHashMap<>();
        Map<String, Object> besides = new LinkedHashMap<>();
        List<String> needed = new ArrayList<>();
        spec.publics().forEach(parameter -> {
            if (parameter.isInline()) {
                parameter.inner().parameters().get(0).words().stream()
                        .filter(word -> !parameter.isWithout(word))
                        .forEach(word -> keys.put(Parameter.word(word), part(parameter)));
                return;
            }
            put(keys, parameter.name(), value(parameter), parameter.aliases());
            if (parameter.isNeeded()) {
                needed.add(parameter.name());
            }
            if (!parameter.beside().isEmpty()) {
                besides.put(parameter.name(), List.of(parameter.beside()));
            }
        });
        Map<String, Object> record = closed(keys, needed);
        spec.anyOf().ifPresent(rule -> record.put(rule.onlyOne() ? "oneOf" : "anyOf", required(rule)));
        if (!besides.isEmpty()) {
            record.put("dependencies", besides);
        }
        return record;
    }

    private static List<Map<String, Object>> required(AnyOf rule) {
        return Arrays.stream(rule.value())
                .map(name -> map("required", List.of(name)))
                .toList();
    }

    private static Map<String, Object> part(Parameter parameter) {
        return map(
                "type",
                "array",
                "items",
                range(0, parameter.highest()),
                "minItems",
                2,
                "maxItems",
                2,
                "description",
                parameter.doc());
    }

    private static Map<String, Object> value(Parameter parameter) {
        Map<String, Object> value = new LinkedHashMap<>(
                switch (parameter.kind()) {
                    case NUMBER, WHOLE -> number(parameter);
                    case DURATION -> text(DURATION);
                    case LENGTH -> text("^[0-9]{1,9}(\\.[0-9]{1,6})? ?(km|m)$");
                    case FLAG -> map("type", "boolean");
                    case WORD ->
                        words(parameter.words().stream().map(Parameter::word).toList());
                    case SPAN -> SPAN;
                    case ZONE, TEXT -> TEXT;
                    case RECORD -> record(parameter.inner());
                    case LIST ->
                        parameter.isKeyed()
                                ? each(NUMBER)
                                : map(
                                        "type",
                                        "array",
                                        "items",
                                        record(parameter.inner()),
                                        "minItems",
                                        Math.round(parameter.lowest()),
                                        "maxItems",
                                        Math.round(parameter.highest()));
                    case TESTS -> throw new IllegalArgumentException("tests are no value of a bundle");
                });
        value.put("description", describe(parameter));
        if (!parameter.or().isEmpty() && parameter.kind() != Kind.SPAN) {
            value.put("default", parameter.kind() == Kind.DURATION ? parameter.or() : json(parameter));
        }
        return value;
    }

    private static Object json(Parameter parameter) {
        return parameter.absent() instanceof Number || parameter.absent() instanceof Boolean
                ? parameter.absent()
                : parameter.or();
    }

    private static String describe(Parameter parameter) {
        String unit =
                parameter.unit() == Unit.NONE ? "" : " (" + parameter.unit().words() + ")";
        return parameter.doc() + unit;
    }

    private static Map<String, Object> number(Parameter parameter) {
        Map<String, Object> number = map("type", parameter.kind() == Kind.WHOLE ? "integer" : "number");
        if (parameter.isPositive()) {
            number.put("exclusiveMinimum", 0);
        } else if (parameter.lowest() > -Double.MAX_VALUE) {
            number.put("minimum", parameter.lowest());
        }
        if (parameter.highest() < Double.MAX_VALUE) {
            number.put("maximum", parameter.highest());
        }
        return number;
    }

    /** A key that is not needed may have no value: so it looks while all lines below it are comments. */
    private static Map<String, Object> closed(Map<String, Object> keys, List<String> needed) {
        keys.replaceAll((key, value) -> needed.contains(key) ? value : orNothing(value));
        Map<String, Object> closed = map("type", "object", "properties", keys, "additionalProperties", false);
        if (!needed.isEmpty()) {
            closed.put("required", needed);
        }
        return closed;
    }

    private static Map<String, Object> each(Map<String, Object> value) {
        return map("type", "object", "additionalProperties", value);
    }

    private static Map<String, Object> orNone(Map<String, Object> value) {
        return map("anyOf", List.of(map("const", "none"), value));
    }

    private static Map<String, Object> nullable(Map<String, Object> value) {
        return map("anyOf", List.of(map("type", "null"), value));
    }

    private static Object orNothing(Object value) {
        Map<Object, Object> wider = new LinkedHashMap<>((Map<?, ?>) value);
        wider.computeIfPresent("type", (key, type) -> with(type, "null"));
        wider.computeIfPresent("anyOf", (key, choices) -> with(choices, map("type", "null")));
        return wider;
    }

    private static List<Object> with(Object one, Object other) {
        List<Object> all = new ArrayList<>(one instanceof List<?> several ? several : List.of(one));
        if (!all.contains(other)) {
            all.add(other);
        }
        return all;
    }

    private static Map<String, Object> list(Map<String, Object> items) {
        return map("type", "array", "items", items);
    }

    private static Map<String, Object> list(Map<String, Object> items, int most) {
        return map("type", "array", "items", items, "maxItems", most);
    }

    private static Map<String, Object> words(List<String> words) {
        return map("enum", words);
    }

    private static Map<String, Object> text(String pattern) {
        return map("type", "string", "pattern", pattern);
    }

    private static Map<String, Object> range(double low, double high) {
        return map("type", "number", "minimum", low, "maximum", high);
    }

    private static Map<String, Object> ref(String definition) {
        return map("$ref", "#/definitions/" + definition);
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
