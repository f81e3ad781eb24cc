package org.metrobed.launcher.files;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.Fields;
import org.metrobed.catalog.yaml.Values;
import org.metrobed.model.Scale;

/** Parameters of tests in a YAML file; problems are collected with file, line and column. One thread. */
record QcFields(Fields fields, List<QcFields> listed, Scale scale) implements TestFields {

    QcFields(Fields fields) {
        this(fields, Scale.LINE);
    }

    private QcFields(Fields fields, Scale scale) {
        this(fields, new ArrayList<>(), scale);
    }

    /** The keys in the order of the file. */
    List<String> keys() {
        return List.copyOf(fields.entries().keySet());
    }

    /** The map of a key; an empty one if it is absent. */
    QcFields map(String key) {
        return new QcFields(fields.map(key), scale);
    }

    /** The same fields for values of another scale. */
    QcFields of(Scale other) {
        return new QcFields(fields, listed, other);
    }

    /** Reports every key that was not read, in this map and in lists of maps. */
    void finish() {
        listed.forEach(QcFields::finish);
        fields.finish();
    }

    /** A value parsed from a text; a default if the key is absent or has a problem. */
    <T> T value(String key, T otherwise, Function<String, T> parse, String expected) {
        return fields.find(key)
                .flatMap(field -> Values.parsed(field, parse, expected))
                .orElse(otherwise);
    }

    @Override
    public boolean has(String key) {
        return fields.find(key).isPresent();
    }

    @Override
    public OptionalDouble findNumber(String key) {
        return has(key) ? OptionalDouble.of(value(key, 0.0, TestFields::parse, "a number")) : OptionalDouble.empty();
    }

    @Override
    public String text(String key, String otherwise) {
        return fields.find(key).flatMap(Field::scalar).orElse(otherwise);
    }

    @Override
    public List<String> texts(String key) {
        return items(key).stream().flatMap(item -> item.literal().stream()).toList();
    }

    @Override
    public List<TestFields> maps(String key) {
        List<QcFields> maps = items(key).stream()
                .map(Fields::of)
                .map(map -> new QcFields(map, scale))
                .toList();
        listed.addAll(maps);
        return List.copyOf(maps);
    }

    @Override
    public void reject(String key, String rule) {
        fields.problem(key, rule);
    }

    private List<Field> items(String key) {
        return fields.find(key).map(Field::itemsOrSelf).orElse(List.of());
    }
}
