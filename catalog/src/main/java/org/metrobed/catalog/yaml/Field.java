package org.metrobed.catalog.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value in a file.
 *
 * @param problems collects the problems
 * @param key the position of its key, or of the value itself in a list
 * @param path from the top of the file, such as {@code things.air-01.location.lat}; empty at the top
 * @param node the parsed value
 */
public record Field(YamlProblems problems, SourcePosition key, String path, Node node) {

    /** The position of the value. */
    public SourcePosition spot() {
        return SourcePosition.of(key.file(), node.getStartMark());
    }

    /** Reports a problem at the value; the rule completes a sentence that starts with the path. */
    public void problem(String rule) {
        problems.add(spot(), (path.isEmpty() ? "the file" : path) + " " + rule);
    }

    /**
     * Reports a problem at the value by a rule that is stricter than it was, so that a published version may break it: of a published
     * version this is a warning.
     *
     * @param instead what is done then; ends the warning
     */
    public void problemUnlessPublished(String rule, String instead) {
        problems.addUnlessPublished(spot(), path + " " + rule, instead);
    }

    /** Warns at the value of what is accepted and may not be meant. */
    public void warn(String rule) {
        problems.warn(spot(), path + " " + rule);
    }

    /** Reports a problem at the key. */
    public void problemAtKey(String rule) {
        problems.add(key, (path.isEmpty() ? "the file" : path) + " " + rule);
    }

    /** A problem or warning at the key, which is not reported. */
    public YamlProblem atKey(String rule) {
        return new YamlProblem(key.file(), key.line(), key.column(), (path.isEmpty() ? "the file" : path) + " " + rule);
    }

    /** Whether the value is absent or null. */
    public boolean isBlank() {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
    }

    /** Whether it is a map. */
    public boolean isMap() {
        return node instanceof MappingNode;
    }

    /** Whether it is a list. */
    public boolean isList() {
        return node instanceof SequenceNode;
    }

    /** Whether it is this word, quoted or not: linters ask for quotes around {@code off}, which was a truth value in YAML 1.1. */
    public boolean isWord(String word) {
        return node instanceof ScalarNode scalar && scalar.getValue().equals(word);
    }

    /** Whether it is written without quotes. */
    public boolean isPlain() {
        return node instanceof ScalarNode scalar && scalar.isPlain();
    }

    /** Whether it is true or false in YAML, in any of its spellings. */
    public boolean isFlag() {
        return node.getTag().equals(Tag.BOOL);
    }

    /** Whether it is a number in YAML. */
    public boolean isNumber() {
        return node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT);
    }

    /** The text as written; reports a problem for a list, a map or an absent value. */
    public Optional<String> scalar() {
        if (node instanceof ScalarNode scalar && !isBlank()) {
            return Optional.of(scalar.getValue());
        }
        problem("must be one value, not " + (isBlank() ? "nothing" : "a list or map"));
        return Optional.empty();
    }

    /** The text as written, also of a null; reports a problem for a list or map. */
    public Optional<String> literal() {
        if (node instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        problem("must be one value, not a list or map");
        return Optional.empty();
    }

    /**
     * Appends the value as YAML in one line.
     *
     * @param places receives the place of each part in the file, with its index in the text
     */
    public void write(StringBuilder text, ObjIntConsumer<SourcePosition> places) {
        FlowText.write(
                node, text, (part, index) -> places.accept(SourcePosition.of(key.file(), part.getStartMark()), index));
    }

    /** The items of a list; of another value, this field alone. */
    public List<Field> itemsOrSelf() {
        return isList() ? items() : List.of(this);
    }

    /** The items of a list; reports a problem if it is not a list. */
    public List<Field> items() {
        if (!(node instanceof SequenceNode sequence)) {
            problem("must be a list");
            return List.of();
        }
        List<Field> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            SourcePosition spot = SourcePosition.of(key.file(), item.getStartMark());
            items.add(new Field(problems, spot, path + "[" + items.size() + "]", item));
        }
        return items;
    }
}
