package org.metrobed.simulators.replay;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A map of a YAML file, read key by key; texts are not converted. Errors are added to the problems and a default is
 * returned; {@link #finish} reports keys that were never read. One thread.
 */
final class YamlMap {

    private final MappingProblems problems;
    private final String path;
    private final int line;
    private final Map<String, Node> entries = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final TreeSet<String> known = new TreeSet<>();

    YamlMap(MappingProblems problems, String path, Node node) {
        this.problems = problems;
        this.path = path;
        this.line = lineOf(node);
        if (!(node instanceof MappingNode mapping)) {
            problems.add(line, (path.isEmpty() ? "the file" : path) + " must be a map of keys and values");
            return;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode name ? name.getValue() : "?";
            if (entries.putIfAbsent(key, tuple.getValueNode()) != null) {
                problems.add(lineOf(tuple.getKeyNode()), name(key) + " is there twice");
            }
            lines.put(key, lineOf(tuple.getKeyNode()));
        }
    }

    /** Line of a key, or of the map if the key is absent. */
    int line(String key) {
        return lines.getOrDefault(key, line);
    }

    /** The map of a key; empty if it is absent. */
    Optional<YamlMap> findMap(String key) {
        return find(key).map(node -> new YamlMap(problems, name(key), node));
    }

    /** The map of a key; an empty one and a problem if it is absent. */
    YamlMap map(String key) {
        return findMap(key).orElseGet(() -> {
            lack(key);
            return new YamlMap(problems, name(key), new MappingNode(Tag.MAP, List.of(), FlowStyle.BLOCK));
        });
    }

    /** The maps in the list of a key; a problem if there are none. */
    List<YamlMap> maps(String key) {
        List<YamlMap> maps = new ArrayList<>();
        for (Node item : items(key)) {
            maps.add(new YamlMap(problems, name(key) + "[" + maps.size() + "]", item));
        }
        if (maps.isEmpty()) {
            lack(key);
        }
        return maps;
    }

    /** The texts of a list, or a single text. */
    List<String> texts(String key, List<String> otherwise) {
        if (!entries.containsKey(key)) {
            known.add(key);
            return otherwise;
        }
        List<String> texts = new ArrayList<>();
        for (Node item : items(key)) {
            if (item instanceof ScalarNode scalar) {
                texts.add(scalar.getValue());
            } else {
                problems.add(lineOf(item), name(key) + " must be a list of texts");
            }
        }
        return texts;
    }

    /** A required text. */
    String text(String key) {
        return value(key, null, "", Function.identity(), "a text");
    }

    /** A text with a default. */
    String text(String key, String otherwise) {
        return value(key, otherwise, otherwise, Function.identity(), "a text");
    }

    /**
     * A value parsed from a text.
     *
     * @param whenAbsent the text if the key is absent; null if it is required
     * @param onError the result if there is a problem
     * @param parse throws IllegalArgumentException or DateTimeException for an invalid text
     */
    <T> T value(String key, String whenAbsent, T onError, Function<String, T> parse, String expected) {
        Node node = find(key).orElse(null);
        if (node == null && whenAbsent == null) {
            lack(key);
            return onError;
        }
        if (node != null && !(node instanceof ScalarNode)) {
            problems.add(line(key), name(key) + " must be " + expected + ", not a list or map");
            return onError;
        }
        String text = node instanceof ScalarNode scalar ? scalar.getValue() : whenAbsent;
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            problems.add(line(key), name(key) + " is '" + text + "', must be " + expected);
            return onError;
        }
    }

    /** Any value of a key, as YAML in one line; empty if it is absent. */
    String yaml(String key) {
        return find(key).map(YamlMap::flow).orElse("");
    }

    private static String flow(Node node) {
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().stream()
                    .map(tuple -> flow(tuple.getKeyNode()) + ": " + flow(tuple.getValueNode()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream().map(YamlMap::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        ScalarNode scalar = (ScalarNode) node;
        boolean plain = scalar.isPlain() && scalar.getValue().matches("[-+.\\w/]*");
        return plain ? scalar.getValue() : BundleText.quoted(scalar.getValue());
    }

    /** Adds a problem of a key. */
    void reject(String key, String rule) {
        problems.add(line(key), name(key) + " " + rule);
    }

    /** Adds a problem for every key that was never read. */
    void finish() {
        for (String key : entries.keySet()) {
            if (!known.contains(key)) {
                problems.add(line(key), name(key) + " is unknown; known here: " + String.join(", ", known));
            }
        }
    }

    private List<Node> items(String key) {
        Node node = find(key).orElse(null);
        if (node == null) {
            return List.of();
        }
        return node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
    }

    private Optional<Node> find(String key) {
        known.add(key);
        return Optional.ofNullable(entries.get(key));
    }

    private void lack(String key) {
        problems.add(line, (path.isEmpty() ? "the file" : path) + " lacks '" + key + "'");
    }

    private String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static int lineOf(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}
