package org.metrobed.simulators.replay;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.metrobed.catalog.CatalogException;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.CatalogProblem;
import org.metrobed.catalog.CatalogReader;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads a mapping and writes its bundle. The catalog's own reader checks names, units, ranges and intervals; its errors
 * are reported for the mapping's line. Used once, by one thread.
 */
final class MappingReader {

    private static final int LARGEST_BATCH = 1_000;

    private final MappingProblems problems;
    private final BundleText bundle = new BundleText();

    MappingReader(String file) {
        this.problems = new MappingProblems(file);
    }

    ReplayMapping read(String text) {
        Optional<Node> node = MappingText.compose(text, problems);
        problems.check();
        if (node.isEmpty()) {
            problems.add(1, "the file is empty");
            problems.check();
        }
        YamlMap top = new YamlMap(problems, "", node.get());
        ReplayMapping mapping = read(top);
        top.finish();
        checkBundle(mapping);
        problems.check();
        return mapping;
    }

    private ReplayMapping read(YamlMap top) {
        String name = top.text("name");
        CsvFormat csv = top.findMap("csv").map(this::readCsv).orElseGet(() -> readCsv(emptyMap()));
        YamlMap timeMap = top.map("time");
        FileTimeFormat time = FileTimeFormat.read(timeMap);
        timeMap.finish();
        String testbed = readTestbed(top.map("testbed"));
        List<ReplayColumn> columns = readDatastreams(top);
        String thing = readThing(top, columns);
        writeBinding(top.line("thing"));
        String gateway = top.value("gateway", "replay", "", MappingText::name, "a name of a-z 0-9 . _ -");
        int batch = top.value("batch", "60", 1, MappingReader::batch, "a whole number in [1,1000]");
        return ReplayMappingBuilder.builder()
                .name(name)
                .csv(csv)
                .time(time)
                .testbed(testbed)
                .thing(thing)
                .gateway(gateway)
                .batch(batch)
                .columns(columns)
                .bundle(bundle.toString())
                .build();
    }

    private CsvFormat readCsv(YamlMap map) {
        CsvFormat format = CsvFormat.read(map);
        map.finish();
        return format;
    }

    private YamlMap emptyMap() {
        return new YamlMap(problems, "csv", MappingText.compose("{}", problems).orElseThrow());
    }

    private String readTestbed(YamlMap map) {
        bundle.add(map.line(""), 0, "testbed", "");
        String id = copy(map, "id", null, 1);
        copy(map, "name", null, 1);
        copy(map, "zone", null, 1);
        copy(map, "description", "", 1);
        map.finish();
        return id;
    }

    private List<ReplayColumn> readDatastreams(YamlMap top) {
        List<ReplayColumn> columns = new ArrayList<>();
        Set<String> properties = new HashSet<>();
        bundle.add(top.line("datastreams"), 0, "properties", "");
        for (YamlMap map : top.maps("datastreams")) {
            ReplayColumn column = new ReplayColumn(
                    map.text("column"), map.text("property"), number(map, "scale", "1"), number(map, "offset", "0"));
            if (!properties.add(column.property())) {
                map.reject("property", "'" + column.property() + "' is there twice");
            }
            writeProperty(map, column.property());
            map.finish();
            columns.add(column);
        }
        return columns;
    }

    private void writeProperty(YamlMap map, String property) {
        bundle.add(map.line("property"), 1, BundleText.quoted(property), "");
        boolean alone = copy(map, "standard", "", 2).isEmpty();
        copy(map, "name", alone ? null : "", 2);
        copy(map, "unit", alone ? null : "", 2);
        copy(map, "statistic", alone ? "instant" : "", 2);
        copy(map, "interval", alone ? null : "", 2);
        copy(map, "allowance", "", 2);
        copy(map, "grace", "", 2);
        List<String> fail = map.texts("fail", List.of());
        List<String> suspect = map.texts("suspect", List.of());
        if (!fail.isEmpty() || !suspect.isEmpty()) {
            bundle.add(map.line("fail"), 2, "ranges", "");
        }
        writeRange(map, "fail", fail);
        writeRange(map, "suspect", suspect);
        String quality = map.yaml("quality");
        if (!quality.isEmpty()) {
            bundle.add(map.line("quality"), 2, "quality", quality);
        }
    }

    private void writeRange(YamlMap map, String key, List<String> ends) {
        if (!ends.isEmpty()) {
            boolean plain = ends.stream().allMatch(end -> end.matches("[-+.0-9eE]+|open"));
            if (!plain) {
                map.reject(key, "must be [low, high], with 'open' for an end without bound");
            }
            bundle.add(map.line(key), 3, key, plain ? ends.toString() : "[open, open]");
        }
    }

    private String readThing(YamlMap top, List<ReplayColumn> columns) {
        YamlMap map = top.map("thing");
        int line = top.line("thing");
        bundle.add(line, 0, "thing-types", "").add(line, 1, "recording", "");
        copy(map, "family", null, 2);
        bundle.add(line, 2, "properties", "");
        columns.forEach(column -> bundle.add(line, 3, BundleText.quoted(column.property()), ""));
        String id = map.text("id");
        bundle.add(line, 0, "things", "").add(map.line("id"), 1, BundleText.quoted(id), "");
        copy(map, "name", null, 2);
        bundle.add(line, 2, "type", "recording").add(line, 2, "location", "");
        bundle.add(map.line("lat"), 3, "lat", Double.toString(number(map, "lat", null)));
        bundle.add(map.line("lon"), 3, "lon", Double.toString(number(map, "lon", null)));
        copy(map, "place", "", 3);
        copy(map, "district", "", 3);
        map.finish();
        return id;
    }

    private void writeBinding(int line) {
        bundle.add(line, 0, "bindings", "").add(line, 1, "native", "");
        bundle.add(line, 2, "topic", "metrobed/v1/{testbed}/{gateway}/{thing}/up");
        bundle.add(line, 2, "decoder", "native-json");
    }

    /** Copies a text to the bundle. Default null: the text is required; empty: it is left out if absent. */
    private String copy(YamlMap map, String key, String whenAbsent, int depth) {
        String value = whenAbsent == null ? map.text(key) : map.text(key, whenAbsent);
        if (!value.isEmpty()) {
            bundle.add(map.line(key), depth, key, BundleText.quoted(value));
        }
        return value;
    }

    private void checkBundle(ReplayMapping mapping) {
        if (!problems.isEmpty() && mapping.testbed().isEmpty()) {
            return;
        }
        try {
            CatalogReader.read(CatalogFiles.of(Map.of("bundle/replay.yaml", bundle.toString())), 0);
        } catch (CatalogException e) {
            for (CatalogProblem problem : e.problems()) {
                // missing keys were reported above, with the mapping's own names
                if (problem.message().contains(" lacks ")) {
                    continue;
                }
                problems.add(bundle.source(problem.line()), problem.message());
            }
        }
    }

    private static double number(YamlMap map, String key, String whenAbsent) {
        return map.value(key, whenAbsent, 0.0, MappingReader::finite, "a finite number");
    }

    private static double finite(String text) {
        return new NumberReader('.').read(text).orElseThrow(() -> new IllegalArgumentException(text));
    }

    private static int batch(String text) {
        int number = Integer.parseInt(text);
        if (number < 1 || number > LARGEST_BATCH) {
            throw new IllegalArgumentException(text);
        }
        return number;
    }
}
