package org.metrobed.simulators.replay;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogException;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.DecoderRules;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.catalog.syntax.Standard;
import org.metrobed.catalog.units.Units;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.Fields;
import org.metrobed.catalog.yaml.FlowText;
import org.metrobed.catalog.yaml.SourcePosition;
import org.metrobed.catalog.yaml.Values;
import org.metrobed.catalog.yaml.YamlProblem;
import org.metrobed.catalog.yaml.YamlProblems;
import org.metrobed.catalog.yaml.YamlText;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamOptions;
import org.metrobed.model.params.Kind;
import org.metrobed.model.params.ParamSpec;
import org.metrobed.model.params.Parameter;
import org.metrobed.model.text.CellFlags;
import org.metrobed.simulators.csv.CsvFormat;
import org.metrobed.simulators.csv.RowCondition;

/**
 * Reads a mapping and writes its bundle. The catalog's own reader checks names, units, ranges and intervals; its errors
 * are reported at the place in the mapping. Used once, by one thread.
 */
final class MappingReader {

    private static final int LARGEST_BATCH = 1_000;
    private static final int DEFAULT_BATCH = 60;

    private final String file;
    private final YamlProblems problems = new YamlProblems();
    private final BundleText bundle = new BundleText();
    /** The meanings of words and numbers of columns that state some. */
    private final Map<ReplayColumn, Field> coded = new LinkedHashMap<>();

    private boolean isOfDates;

    MappingReader(String file) {
        this.file = file;
    }

    ReplayMapping read(String text, Consumer<YamlProblem> warnings) {
        Optional<Field> top = YamlText.parse(file, text, problems);
        if (top.isEmpty() && problems.isEmpty()) {
            problems.add(new SourcePosition(file, 1, 1), "the file is empty");
        }
        throwIfAny();
        ReplayMapping mapping = read(Fields.of(top.get()));
        problems.warnings().forEach(warnings);
        return mapping;
    }

    private void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new MappingException(
                    problems.list().stream().map(YamlProblem::toString).toList());
        }
    }

    private ReplayMapping read(Fields top) {
        String name = text(top, "name");
        CsvFormat csv = CsvFormat.read(top.map("csv"));
        Optional<FileTimeFormat> time = top.require("time").map(Fields::of).map(FileTimeFormat::read);
        String testbed = top.require("testbed").map(this::readTestbed).orElse("");
        Optional<CellFlags> flags = CsvFormat.findFlags(top, true);
        isOfDates = problems.isEmpty() && time.map(FileTimeFormat::isOfDates).orElse(false);
        List<ReplayColumn> columns = readDatastreams(top, flags);
        List<RowCondition> where = new ArrayList<>();
        String thing = top.require("thing")
                .map(field -> readThing(field, columns, where))
                .orElse("");
        writeBinding(source(top, "thing"));
        copy(top, "approval", false, 2);
        String gateway = top.find("gateway").flatMap(Values::name).orElse("replay");
        int batch = top.find("batch")
                .flatMap(field -> Values.parsed(field, MappingReader::batch, "a whole number in [1,1000]"))
                .orElse(DEFAULT_BATCH);
        top.finish();
        Optional<Catalog> declared =
                problems.isEmpty() || !testbed.isEmpty() ? checkBundle() : Optional.<Catalog>empty();
        throwIfAny();
        return ReplayMappingBuilder.builder()
                .name(name)
                .csv(csv)
                .time(time.orElseThrow())
                .testbed(testbed)
                .thing(thing)
                .where(where)
                .gateway(gateway)
                .batch(batch)
                .columns(columns)
                .bundle(bundle.toString())
                .declared(declared.orElseThrow().datastreams().stream()
                        .collect(Collectors.toMap(one -> one.id().property(), Function.identity())))
                .build();
    }

    private String readTestbed(Field field) {
        Fields map = Fields.of(field);
        bundle.add(field.key(), field.path(), 0, "testbed", "");
        String id = copy(map, "id", true, 1);
        copy(map, "name", true, 1);
        copy(map, "zone", true, 1);
        copy(map, "description", false, 1);
        map.finish();
        return id;
    }

    private List<ReplayColumn> readDatastreams(Fields top, Optional<CellFlags> flags) {
        List<ReplayColumn> columns = new ArrayList<>();
        Set<String> properties = new HashSet<>();
        add(source(top, "datastreams"), 0, "properties", "");
        Optional<Field> list = top.require("datastreams");
        for (Field item : list.map(Field::itemsOrSelf).orElse(List.of())) {
            Fields map = Fields.of(item);
            ReplayColumn column = readColumn(map, flags);
            if (!properties.add(column.property())) {
                map.problem("property", "'" + column.property() + "' is there twice");
            }
            writeProperty(map, column.property());
            map.find("values").ifPresent(values -> coded.put(column, values));
            map.finish();
            columns.add(column);
        }
        if (list.isPresent() && columns.isEmpty()) {
            top.problem("datastreams", "must list at least one datastream");
        }
        return columns;
    }

    private static ReplayColumn readColumn(Fields map, Optional<CellFlags> flags) {
        List<String> columns = CsvFormat.texts(map, "columns");
        boolean single = columns.isEmpty() || map.find("column").isPresent();
        if (columns.size() == 1) {
            map.problem("columns", "must list two or more columns; a single one is 'column'");
        }
        Optional<CellFlags> own = CsvFormat.findFlags(map, true);
        ReplayColumn column = new ReplayColumn(
                single ? List.of(text(map, "column")) : columns,
                text(map, "property"),
                number(map, "scale", 1),
                number(map, "offset", 0),
                RowCondition.list(map),
                unitColumn(map),
                own.isPresent() ? own : flags,
                map.find("values")
                        .map(values -> Set.copyOf(Fields.of(values).entries().keySet().stream()
                                .map(String::strip)
                                .collect(Collectors.toSet()))));
        if (single && !columns.isEmpty()) {
            map.problem("columns", "and column exclude each other: state one");
        }
        int flagged = column.flags().map(one -> one.columns().size()).orElse(1);
        if (flagged != 1 && flagged != column.columns().size()) {
            map.problem(
                    "flag",
                    "names " + flagged + " columns, but the datastream has "
                            + column.columns().size() + "; it must name one for each");
        }
        if (column.unitColumn().isPresent() && (column.scale() != 1 || column.offset() != 0)) {
            map.problem("unit-column", "excludes scale and offset: the number is in the unit that the column states");
        }
        return column;
    }

    private static Optional<ReplayColumn.UnitColumn> unitColumn(Fields map) {
        Optional<String> otherwise = map.find("unit-if-empty").flatMap(Units::read);
        Optional<String> column = map.find("unit-column").flatMap(Field::scalar);
        if (otherwise.isPresent() && column.isEmpty()) {
            map.problem("unit-if-empty", "is allowed beside unit-column alone");
        }
        return column.map(name -> new ReplayColumn.UnitColumn(name, otherwise.orElse("")));
    }

    private void writeProperty(Fields map, String property) {
        Field owner = map.owner();
        bundle.add(source(map, "property").spot(), owner.path(), 1, property, "");
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
                .map(word -> Stream.of(Datastream.Statistic.values())
                        .filter(one -> one.word().equals(word))
                        .findFirst())
                .orElseGet(() -> Standard.findStatistic(standard));
    }

    private void writeRange(Fields map, String key) {
        map.find(key).filter(field -> Values.span(field).isPresent()).ifPresent(field -> bundle.copy(field, 3, key));
    }

    private String readThing(Field field, List<ReplayColumn> columns, List<RowCondition> where) {
        Fields map = Fields.of(field);
        where.addAll(RowCondition.list(map));
        add(field, 0, "thing-types", "");
        add(field, 1, "recording", "");
        copy(map, "family", true, 2);
        add(field, 2, "properties", "");
        columns.forEach(column -> add(field, 3, column.property(), ""));
        String id = text(map, "id");
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

    private void writeBinding(Field thing) {
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
    private Optional<Catalog> checkBundle() {
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

    private static String text(Fields map, String key) {
        return map.require(key).flatMap(Field::scalar).orElse("");
    }

    private static double number(Fields map, String key, double otherwise) {
        return map.find(key)
                .flatMap(field -> Values.number(field, -Double.MAX_VALUE, Double.MAX_VALUE))
                .orElse(otherwise);
    }

    private static int batch(String text) {
        int number = Integer.parseInt(text);
        if (number < 1 || number > LARGEST_BATCH) {
            throw new IllegalArgumentException(text);
        }
        return number;
    }
}
