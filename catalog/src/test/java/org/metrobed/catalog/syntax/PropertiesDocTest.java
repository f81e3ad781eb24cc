package org.metrobed.catalog.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.YamlProblems;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Writes docs/PROPERTIES.md from the library; fails if the committed file differed, and leaves the new one to commit.
 */
class PropertiesDocTest {

    private static final Path FILE = Path.of("..", "docs", "PROPERTIES.md");

    private static final String HEAD = """
            # Standard properties

            Written by a test from the code; do not edit. A bundle takes one with `standard: NAME` and overrides what differs, see
            [CATALOG.md](CATALOG.md#standard-properties). What each test does is in [RULES.md](RULES.md). The thresholds are
            starting values; each says where it comes from. A test with an interval beside it has thresholds for datastreams with readings
            up to that far apart. If no interval is given, the bundle states it. A rate of change is there the change from one reading to the next. "Judgement" means that no document was
            found that states the number. "Measured" values come from recordings, see [REPLAY.md](REPLAY.md); "Beijing" are the five years of
            hourly PM2.5 from 2010 (UCI data set 381), "Italy" the hourly values at a street in 2004 (UCI data set 360), both CC BY 4.0.
            """;

    @Test
    void documentSaysWhatTheLibrarySays() throws IOException {
        String expected = document();
        String committed = Files.exists(FILE) ? Files.readString(FILE) : "";
        if (!committed.equals(expected)) {
            Files.writeString(FILE, expected);
        }
        assertThat(committed)
                .as("docs/PROPERTIES.md was out of date; commit the new one")
                .isEqualTo(expected);
    }

    private static String document() {
        StringBuilder text = new StringBuilder(HEAD);
        Standard.entries(new YamlProblems()).forEach((name, entry) -> append(text, Standard.read(name, entry), entry));
        return text.toString();
    }

    private static void append(StringBuilder text, Standard standard, Field entry) {
        Map<String, Node> values = entries(entry.node());
        text.append("\n## ").append(standard.name()).append("\n\n");
        text.append(flow(values.get("name"))).append(". Unit `").append(flow(values.get("unit")));
        text.append("`, statistic `").append(flow(values.get("statistic")));
        boolean stated = values.containsKey("interval") && !standard.ratesDiffer();
        text.append('`').append(stated ? ", interval `" + flow(values.get("interval")) + "`" : "");
        if (values.containsKey("gas")) {
            text.append(", gas `").append(flow(values.get("gas"))).append('`');
        }
        text.append('.');
        if (!standard.definition().isEmpty()) {
            text.append(" Defined as <").append(standard.definition()).append(">.");
        }
        text.append("\n\n| | Thresholds | Source |\n| --- | --- | --- |\n");
        appendRow(text, "ranges", values.get("ranges"), standard);
        if (values.containsKey("quality")) {
            entries(values.get("quality")).forEach((test, node) -> appendRow(text, test, node, standard));
        }
        standard.table().tests().forEach(test -> appendIntervals(text, test, values.get("by-interval"), standard));
    }

    private static void appendIntervals(StringBuilder text, String test, Node table, Standard standard) {
        entries(table).forEach((interval, row) -> {
            Node node = entries(row).get(test);
            if (node != null) {
                text.append("| `").append(test).append("`, ").append(interval).append(" | `");
                text.append(flow(node)).append("` | ");
                text.append(standard.sources().get(test)).append(" |\n");
            }
        });
    }

    private static void appendRow(StringBuilder text, String part, Node node, Standard standard) {
        text.append("| `").append(part).append("` | `").append(flow(node)).append("` | ");
        text.append(standard.sources().get(part)).append(" |\n");
    }

    private static Map<String, Node> entries(Node map) {
        Map<String, Node> entries = new LinkedHashMap<>();
        ((MappingNode) map)
                .getValue()
                .forEach(tuple -> entries.put(((ScalarNode) tuple.getKeyNode()).getValue(), tuple.getValueNode()));
        return entries;
    }

    /** A value as YAML in one line. */
    private static String flow(Node node) {
        if (node instanceof MappingNode) {
            return entries(node).entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + flow(entry.getValue()))
                    .collect(Collectors.joining(", ", "{ ", " }"));
        }
        if (node instanceof SequenceNode list) {
            return list.getValue().stream().map(PropertiesDocTest::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        return ((ScalarNode) node).getValue();
    }
}
