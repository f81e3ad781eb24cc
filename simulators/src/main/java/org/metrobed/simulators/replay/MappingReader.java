package org.metrobed.simulators.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.Fields;
import org.metrobed.catalog.yaml.SourcePosition;
import org.metrobed.catalog.yaml.Values;
import org.metrobed.catalog.yaml.YamlProblem;
import org.metrobed.catalog.yaml.YamlProblems;
import org.metrobed.catalog.yaml.YamlText;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamSettings;
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
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final String file;
    private final YamlProblems problems = new YamlProblems();
    private final MappedBundle bundle = new MappedBundle();

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
        String name = ColumnReader.text(top, "name");
        CsvFormat csv = CsvFormat.read(top.map("csv"));
        Optional<FileTimeFormat> time = top.require("time").map(Fields::of).map(FileTimeFormat::read);
        String testbed = top.require("testbed").map(bundle::testbed).orElse("");
        Optional<CellFlags> flags = CsvFormat.findFlags(top, true);
        boolean isOfDates =
                problems.isEmpty() && time.map(FileTimeFormat::isOfDates).orElse(false);
        List<ReplayColumn> columns = readDatastreams(top, flags, isOfDates);
        List<RowCondition> where = new ArrayList<>();
        String thing = top.require("thing")
                .map(field -> bundle.thing(field, columns, where))
                .orElse("");
        bundle.binding(top);
        String gateway = top.find("gateway").flatMap(Values::name).orElse("replay");
        int batch = top.find("batch")
                .flatMap(field -> Values.parsed(field, MappingReader::batch, "a whole number in [1,1000]"))
                .orElse(DEFAULT_BATCH);
        top.finish();
        Optional<Catalog> declared =
                problems.isEmpty() || !testbed.isEmpty() ? bundle.check(problems) : Optional.<Catalog>empty();
        throwIfAny();
        Map<String, Datastream> datastreams = declared.orElseThrow().datastreams().stream()
                .collect(Collectors.toMap(one -> one.id().property(), Function.identity()));
        if (time.orElseThrow().isOfDatesAndTimes()) {
            top.find("datastreams")
                    .map(Field::itemsOrSelf)
                    .orElse(List.of())
                    .forEach(item -> checkStamp(item, datastreams));
            throwIfAny();
        }
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
                .declared(datastreams)
                .build();
    }

    private List<ReplayColumn> readDatastreams(Fields top, Optional<CellFlags> flags, boolean isOfDates) {
        List<ReplayColumn> columns = new ArrayList<>();
        Set<String> properties = new HashSet<>();
        bundle.properties(top);
        Optional<Field> list = top.require("datastreams");
        for (Field item : list.map(Field::itemsOrSelf).orElse(List.of())) {
            Fields map = Fields.of(item);
            ReplayColumn column = ColumnReader.read(map, flags);
            if (!properties.add(column.property())) {
                map.problem("property", "'" + column.property() + "' is there twice");
            }
            bundle.property(map, column, isOfDates);
            map.finish();
            columns.add(column);
        }
        if (list.isPresent() && columns.isEmpty()) {
            top.problem("datastreams", "must list at least one datastream");
        }
        return columns;
    }

    /** A date names the day that it begins, a time of day the end of the interval: a value of days must say which. */
    private static void checkStamp(Field item, Map<String, Datastream> declared) {
        Fields map = Fields.of(item);
        DatastreamSettings settings =
                declared.get(ColumnReader.text(map, "property")).settings();
        if (map.find("stamp").isEmpty()
                && settings.stamp() != settings.statistic().usualStampOfDates()
                && settings.intervalMillis() >= DAY_MILLIS) {
            item.problem("needs 'stamp': time.patterns reads dates, which name the day that they begin, and times of"
                    + " day, which end the interval; state begin, or end if a date names the day that ends with it");
        }
    }

    private static int batch(String text) {
        int number = Integer.parseInt(text);
        if (number < 1 || number > LARGEST_BATCH) {
            throw new IllegalArgumentException(text);
        }
        return number;
    }
}
