package org.metrobed.launcher.files;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Fields of a map in a YAML file; problems are collected with their lines. One thread. */
final class YamlFields implements TestFields {

    private final FileProblems problems;
    private final String path;
    private final int line;
    private final Map<String, Node> entries = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final TreeSet<String> known = new TreeSet<>();
    private final List<YamlFields> listed = new ArrayList<>();

    private YamlFields(FileProblems problems, String path, int line, Node node) {
        this.problems = problems;
        this.path = path;
        this.line = line;
        if (isNull(node)) {
            return;
        }
        if (!(node instanceof MappingNode mapping)) {
            problems.add(line, (path.isEmpty() ? "the file" : path) + " must be a map of keys and values");
            return;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode name ? name.getValue() : "?";
            lines.put(key, lineOf(tuple.getKeyNode()));
            if (entries.putIfAbsent(key, tuple.getValueNode()) != null) {
                reject(key, "is there twice");
            }
        }
    }

    /** The fields of a file. */
    static YamlFields read(FileProblems problems, String text) {
        LoadSettings settings =
                LoadSettings.builder().setMaxAliasesForCollections(0).build();
        try {
            Optional<Node> node = new Compose(settings).composeString(text);
            return new YamlFields(problems, "", 1, node.orElse(null));
        } catch (MarkedYamlEngineException e) {
            problems.add(e.getProblemMark().map(Mark::getLine).orElse(0) + 1, "not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            problems.add(1, "not YAML: " + e.getMessage());
        }
        return new YamlFields(problems, "", 1, null);
    }

    /** The keys in the order of the file. */
    List<String> keys() {
        return List.copyOf(entries.keySet());
    }

    /** The map of a key; an empty one when it is absent. */
    YamlFields map(String key) {
        known.add(key);
        return new YamlFields(problems, name(key), line(key), entries.get(key));
    }

    /** Reports every key that was not read, in this map and in lists of maps. */
    void finish() {
        listed.forEach(YamlFields::finish);
        for (String key : entries.keySet()) {
            if (!known.contains(key)) {
                reject(key, "is unknown; known here: " + String.join(", ", known));
            }
        }
    }

    @Override
    public boolean has(String key) {
        known.add(key);
        return !isNull(entries.get(key));
    }

    @Override
    public OptionalDouble findNumber(String key) {
        String text = text(key, "");
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        try {
            return OptionalDouble.of(TestFields.parse(text));
        } catch (NumberFormatException e) {
            reject(key, "is '" + text + "', must be a number");
            return OptionalDouble.of(0);
        }
    }

    @Override
    public String text(String key, String otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        if (entries.get(key) instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        reject(key, "must be one value, not a list or map");
        return otherwise;
    }

    @Override
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Node item : items(key)) {
            if (item instanceof ScalarNode scalar) {
                texts.add(scalar.getValue());
            } else {
                reject(key, "must be a list of single values");
            }
        }
        return texts;
    }

    @Override
    public List<TestFields> maps(String key) {
        List<TestFields> maps = new ArrayList<>();
        for (Node item : items(key)) {
            YamlFields map = new YamlFields(problems, name(key) + "[" + maps.size() + "]", lineOf(item), item);
            listed.add(map);
            maps.add(map);
        }
        return maps;
    }

    @Override
    public void reject(String key, String rule) {
        problems.add(line(key), name(key) + " " + rule);
    }

    private List<Node> items(String key) {
        if (!has(key)) {
            return List.of();
        }
        return entries.get(key) instanceof SequenceNode sequence ? sequence.getValue() : List.of(entries.get(key));
    }

    private int line(String key) {
        return lines.getOrDefault(key, line);
    }

    private String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static boolean isNull(Node node) {
        return node == null || node.getTag().equals(Tag.NULL);
    }

    private static int lineOf(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}
