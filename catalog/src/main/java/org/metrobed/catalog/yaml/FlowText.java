package org.metrobed.catalog.yaml;

import java.util.function.ObjIntConsumer;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Writes values as YAML in one line. Pure. */
public final class FlowText {

    private FlowText() {}

    /**
     * Appends a value; aliases are written out.
     *
     * @param places receives each part with its index in the text
     */
    static void write(Node node, StringBuilder text, ObjIntConsumer<Node> places) {
        places.accept(node, text.length());
        if (node instanceof MappingNode mapping) {
            String before = "{";
            for (NodeTuple tuple : mapping.getValue()) {
                text.append(before);
                write(tuple.getKeyNode(), text, places);
                text.append(": ");
                write(tuple.getValueNode(), text, places);
                before = ", ";
            }
            text.append(mapping.getValue().isEmpty() ? "{}" : "}");
        } else if (node instanceof SequenceNode sequence) {
            String before = "[";
            for (Node item : sequence.getValue()) {
                text.append(before);
                write(item, text, places);
                before = ", ";
            }
            text.append(sequence.getValue().isEmpty() ? "[]" : "]");
        } else {
            ScalarNode scalar = (ScalarNode) node;
            boolean plain = scalar.isPlain() && scalar.getValue().matches("[-+.\\w/]*");
            text.append(plain ? scalar.getValue() : quoted(scalar.getValue()));
        }
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
