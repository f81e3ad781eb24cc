package org.metrobed.catalog.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A map in a file, read key by key; {@link #finish} reports the keys that were not read. */
public final class Fields {

    private final Field owner;
    private final Map<String, Field> entries = new LinkedHashMap<>();
    private final TreeSet<String> known = new TreeSet<>();
    private boolean sound = true;

    private Fields(Field owner) {
        this.owner = owner;
    }

    /** The map at a field, empty if the value is absent; reports a problem if it is not a map. */
    public static Fields of(Field owner) {
        Fields fields = new Fields(owner);
        if (owner.node() instanceof MappingNode mapping) {
            mapping.getValue().forEach(fields::add);
        } else if (!owner.isBlank()) {
            fields.sound = false;
            owner.problem("must be a map of keys and values");
        }
        return fields;
    }

    private void add(NodeTuple tuple) {
        SourcePosition spot =
                SourcePosition.of(owner.key().file(), tuple.getKeyNode().getStartMark());
        if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
            sound = false;
            owner.problems().add(spot, "a key must be one word, not a list or map");
            return;
        }
        String key = name.getValue();
        Field field = new Field(owner.problems(), spot, pathOf(key), tuple.getValueNode());
        Field first = entries.putIfAbsent(key, field);
        if (first != null) {
            sound = false;
            field.problemAtKey("is there twice, first in line " + first.key().line());
        }
    }

    private String pathOf(String key) {
        return owner.path().isEmpty() ? key : owner.path() + "." + key;
    }

    /** Whether it is a map whose keys are distinct words. */
    public boolean isSound() {
        return sound;
    }

    /** The field that holds the map. */
    public Field owner() {
        return owner;
    }

    /** Every key with its value, in the order of the file. */
    public Map<String, Field> entries() {
        return Collections.unmodifiableMap(entries);
    }

    /**
     * Puts the value of an older name of a key under the key and warns; reports a problem if both names are there. Call
     * this before the key is read.
     */
    public void rename(String key, List<String> aliases) {
        for (String alias : aliases) {
            Field field = entries.remove(alias);
            if (field != null && entries.putIfAbsent(key, field) != null) {
                field.problemAtKey("says what '" + key + "' says; leave it out");
            } else if (field != null) {
                owner.problems().warn(field.key(), "'" + alias + "' is deprecated; write '" + key + "'");
            }
        }
    }

    /** The value of a key; empty if the key or its value is absent. */
    public Optional<Field> find(String key) {
        known.add(key);
        return Optional.ofNullable(entries.get(key)).filter(field -> !field.isBlank());
    }

    /** The value of a key; reports a problem if the key or its value is absent. */
    public Optional<Field> require(String key) {
        Optional<Field> field = find(key);
        if (field.isEmpty()) {
            owner.problemAtKey("lacks '" + key + "'");
        }
        return field;
    }

    /** Reports a problem at the value of a key, or at the map if the key is absent. */
    public void problem(String key, String rule) {
        Field field = entries.get(key);
        if (field != null) {
            field.problem(rule);
        } else {
            owner.problems().add(owner.key(), pathOf(key) + " " + rule);
        }
    }

    /** The map of a key; an empty one if the key or its value is absent. */
    public Fields map(String key) {
        return find(key)
                .map(Fields::of)
                .orElseGet(() -> new Fields(new Field(
                        owner.problems(), owner.key(), pathOf(key), new ScalarNode(Tag.NULL, "", ScalarStyle.PLAIN))));
    }

    /** Reports every key that was not read. */
    public void finish() {
        entries.forEach((key, field) -> {
            if (!known.contains(key)) {
                owner.problems()
                        .add(
                                field.key(),
                                (owner.path().isEmpty() ? "the file" : owner.path()) + " has the unknown key "
                                        + Nearest.quote(key) + Nearest.hint(key, known));
            }
        });
    }
}
