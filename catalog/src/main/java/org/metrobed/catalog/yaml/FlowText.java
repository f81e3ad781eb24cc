package org.metrobed.catalog.yaml;

import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Writes values as YAML in one line. Pure. */
public final class FlowText {

    private FlowText() {}

    /** A value; aliases are written out. */
    static String of(Node node) {
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().stream()
                    .map(tuple -> of(tuple.getKeyNode()) + ": " + of(tuple.getValueNode()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream().map(FlowText::of).collect(Collectors.joining(", ", "[", "]"));
        }
        ScalarNode scalar = (ScalarNode) node;
        boolean plain = scalar.isPlain() && scalar.getValue().matches("[-+.\\w/]*");
        return plain ? scalar.getValue() : quoted(scalar.getValue());
    }

    /** A text in double quotes. */
    public static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ') {
                quoted.append(String.format("\\x%02X", (int) c));
            } else {
                quoted.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
