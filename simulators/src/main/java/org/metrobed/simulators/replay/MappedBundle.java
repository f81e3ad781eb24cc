package org.metrobed.simulators.replay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogException;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.DecoderRules;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.catalog.syntax.Standard;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.Fields;
import org.metrobed.catalog.yaml.FlowText;
import org.metrobed.catalog.yaml.Values;
import org.metrobed.catalog.yaml.YamlProblems;
import org.metrobed.model.Constants;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamOptions;
import org.metrobed.model.params.Kind;
import org.metrobed.model.params.ParamSpec;
import org.metrobed.model.params.Parameter;
import org.metrobed.simulators.csv.RowCondition;

/**
 * The bundle of a mapping: what the mapping says of test-bed, properties, thing and binding, in the words of a bundle. One
 * thread.
 */
final class MappedBundle {

    private final BundleText bundle = new BundleText();
    /** The meanings of words and numbers of columns that state some. */
    private final Map<ReplayColumn, Field> coded = new LinkedHashMap<>();

    /** Reads the test-bed and returns its id. */
    String testbed(Field field) {
        Fields map = Fields.of(field);
        bundle.add(field.key(), field.path(), 0, "testbed", "");
        String id = copy(map, "id", true, 1);
        copy(map, "name", true, 1);
        copy(map, "zone", true, 1);
        copy(map, "description", false, 1);
        map.finish();
        return id;
    }

    /** Begins the properties. */
    void properties(Fields top) {
        add(source(top, "datastreams"), 0, "properties", "");
    }

    /** Reads the property of a column; {@code isOfDates} says whether the times of the file are dates. */
    void property(Fields map, ReplayColumn column, boolean isOfDates) {
        map.find("values").ifPresent(values -> coded.put(column, values));
        Field owner = map.owner();
        bundle.add(source(map, "property").spot(), owner.path(), 1, column.property(), "");
        String standard = copy(map, "standard", false, 2);
        boolean alone = standard.isEmpty();
        copy(map, "name", alone, 2);
        copy(map, "unit", alone, 2);
        for (String key : List.of("gas", "molar-mass", "reference-temperature")) {
            map.find(key).ifPresent(field -> bundle.copy(field, 2, key));
        }
        for (Parameter option : ParamSpec.of(DatastreamOptions.class).publics().toList()) {
            map.rename(option.name(), option.aliases());
            if (option.isKeyed() || option.kind() == Kind.NUMBER) {
                map.find(option.name()).ifPresent(field -> bundle.copy(field, 2, option.name()));
            } else if (option.type() != Datastream.Statistic.class) {
                copy(map, option.name(), alone && option.isNeeded(), 2);
            } else if (copy(map, option.name(), false, 2).isEmpty() && alone) {
                add(owner, 2, option.name(), "instant");
            }
        }
        if (isOfDates && map.find("stamp").isEmpty()) {
            statistic(map, standard).ifPresent(one -> add(owner, 2, "stamp", Parameter.word(one.usualStampOfDates())));
        }
        if (Stream.of("fail", "suspect").anyMatch(key -> map.find(key).isPresent())) {
            add(owner, 2, "ranges", "");
        }
        writeRange(map, "fail");
        writeRange(map, "suspect");
        map.find("quality").ifPresent(field -> bundle.copy(field, 2, "quality"));
    }

    /** The statistic that a datastream or its standard property states. */
    private static Optional<Datastream.Statistic> statistic(Fields map, String standard) {
        return map.find("statistic")
                .flatMap(Field::scalar)
                .map(word -> Constants.find(Datastream.Statistic.class, Datastream.Statistic::word, word))
                .orElseGet(() -> Standard.findStatistic(standard));
    }

    private void writeRange(Fields map, String key) {
        map.find(key).filter(field -> Values.span(field).isPresent()).ifPresent(field -> bundle.copy(field, 3, key));
    }

    /** Reads the thing with the conditions on all rows, and returns its id. */
    String thing(Field field, List<ReplayColumn> columns, List<RowCondition> where) {
        Fields map = Fields.of(field);
        where.addAll(RowCondition.list(map));
        add(field, 0, "thing-types", "");
        add(field, 1, "recording", "");
        copy(map, "family", true, 2);
        add(field, 2, "properties", "");
        columns.forEach(column -> add(field, 3, column.property(), ""));
        String id = ColumnReader.text(map, "id");
        add(field, 0, "things", "");
        bundle.add(source(map, "id").spot(), field.path(), 1, id, "");
        copy(map, "name", true, 2);
        add(field, 2, "type", "recording");
        add(field, 2, "location", "");
        copyNumber(map, "lat", 90);
        copyNumber(map, "lon", 180);
        copy(map, "place", false, 3);
        copy(map, "district", false, 3);
        map.finish();
        return id;
    }

    private void copyNumber(Fields map, String key, double largest) {
        map.require(key)
                .flatMap(field -> Values.number(field, -largest, largest))
                .ifPresent(number -> add(source(map, key), 3, key, Double.toString(number)));
    }

    /** Writes the binding, and reads the approval of its numbers. */
    void binding(Fields top) {
        Field thing = source(top, "thing");
        add(thing, 0, "bindings", "");
        add(thing, 1, "native", "");
        add(thing, 2, "topic", "metrobed/v1/{testbed}/{gateway}/{thing}/up");
        add(thing, 2, "decoder", "native-json");
        add(thing, 2, "clock", "{ trust: any }");
        if (!coded.isEmpty()) {
            add(thing, 2, "properties", "");
        }
        coded.forEach((column, values) -> {
            add(values, 3, column.property(), "");
            add(values, 4, "property", FlowText.quoted(column.property()));
            add(values, 4, "scale", Double.toString(column.scale()));
            add(values, 4, "offset", Double.toString(column.offset()));
            bundle.copy(values, 4, "values");
        });
        copy(top, "approval", false, 2);
    }

    private void add(Field source, int depth, String key, String yaml) {
        bundle.add(source.spot(), source.path(), depth, key, yaml);
    }

    /** Copies a text to the bundle; empty if it is absent. */
    private String copy(Fields map, String key, boolean needed, int depth) {
        Optional<String> value = (needed ? map.require(key) : map.find(key)).flatMap(Field::scalar);
        value.ifPresent(text -> bundle.quote(source(map, key), depth, key, text));
        return value.orElse("");
    }

    /** Reports the problems and warnings of the bundle at their places in the mapping. */
    Optional<Catalog> check(YamlProblems problems) {
        CatalogFiles files = CatalogFiles.of(Map.of("bundle/replay.yaml", bundle.toString()));
        try {
            return Optional.of(CatalogReader.read(
                    files,
                    0,
                    DecoderRules.ANY,
                    warning -> problems.warn(bundle.place(warning), bundle.message(warning))));
        } catch (CatalogException e) {
            // keys of the mapping itself that are missing or repeated were reported above
            e.problems().stream()
                    .filter(problem -> bundle.isCopied(problem)
                            || !(problem.message().contains(" lacks ")
                                    || problem.message().contains(" is there twice")))
                    .forEach(problem -> problems.add(bundle.place(problem), bundle.message(problem)));
            return Optional.empty();
        }
    }

    private static Field source(Fields map, String key) {
        return map.entries().getOrDefault(key, map.owner());
    }

    @Override
    public String toString() {
        return bundle.toString();
    }
}
