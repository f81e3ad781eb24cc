package org.metrobed.catalog.syntax;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.Fields;
import org.metrobed.catalog.yaml.Nearest;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Writes the options of a decoder, any tree of YAML, as canonical JSON: keys sorted, no space, numbers in their
 * shortest form. Reports values that JSON cannot represent. One tree, one thread.
 */
final class OptionsJson {

    /** Largest length of the JSON, characters; an expanded alias counts each time. */
    static final int LONGEST = 65_536;

    private static final int LONGEST_INTEGER = 40;

    private final StringBuilder json = new StringBuilder();
    private boolean sound = true;

    private OptionsJson() {}

    /** The JSON object at a field; empty text for a map without keys, empty if a problem was reported. */
    static Optional<String> write(Field field) {
        if (field.node() instanceof ScalarNode || field.node() instanceof SequenceNode) {
            field.problem("must be a map of option names to values");
            return Optional.empty();
        }
        OptionsJson written = new OptionsJson();
        written.value(field);
        if (written.isFull()) {
            field.problem("holds more than " + LONGEST + " characters, written as JSON");
        }
        if (written.isFull() || !written.sound) {
            return Optional.empty();
        }
        String json = written.json.toString();
        return Optional.of(json.equals("{}") ? "" : json);
    }

    private boolean isFull() {
        return json.length() > LONGEST;
    }

    private void value(Field field) {
        if (isFull()) {
            return;
        }
        if (field.node() instanceof ScalarNode scalar) {
            scalar(field, scalar);
        } else if (field.node() instanceof SequenceNode) {
            json.append('[');
            for (Field item : field.items()) {
                separate('[');
                value(item);
            }
            json.append(']');
        } else {
            map(field);
        }
    }

    private void map(Field field) {
        Fields fields = Fields.of(field);
        sound &= fields.isSound();
        json.append('{');
        for (Map.Entry<String, Field> entry : new TreeMap<>(fields.entries()).entrySet()) {
            separate('{');
            text(entry.getKey());
            json.append(':');
            value(entry.getValue());
        }
        json.append('}');
    }

    private void separate(char open) {
        if (json.charAt(json.length() - 1) != open) {
            json.append(',');
        }
    }

    private void scalar(Field field, ScalarNode scalar) {
        Tag tag = scalar.getTag();
        String value = scalar.getValue();
        if (tag.equals(Tag.STR)) {
            text(value);
        } else if (tag.equals(Tag.NULL)) {
            json.append("null");
        } else if (tag.equals(Tag.BOOL)) {
            json.append(Boolean.parseBoolean(value));
        } else if (tag.equals(Tag.INT) && value.length() <= LONGEST_INTEGER) {
            json.append(integer(value));
        } else if (tag.equals(Tag.FLOAT) && Double.isFinite(decimal(value))) {
            json.append(decimal(value));
        } else {
            sound = false;
            field.problem("is " + Nearest.quote(value) + ", must be a text, a finite number, true, false or null");
        }
    }

    private static BigInteger integer(String text) {
        if (text.startsWith("0x")) {
            return new BigInteger(text.substring(2), 16);
        }
        return text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
    }

    private static double decimal(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN; // .inf and .nan
        }
    }

    private void text(String value) {
        json.append('"');
        for (int i = 0; i < value.length() && !isFull(); i++) {
            char letter = value.charAt(i);
            if (letter == '"' || letter == '\\') {
                json.append('\\').append(letter);
            } else if (letter < ' ') {
                json.append(String.format("\\u%04x", (int) letter));
            } else {
                json.append(letter);
            }
        }
        json.append('"');
    }
}
