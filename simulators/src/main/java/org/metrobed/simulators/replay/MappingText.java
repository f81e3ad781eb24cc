package org.metrobed.simulators.replay;

import java.util.Optional;
import org.metrobed.model.DatastreamId;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Texts of a mapping: the YAML document, names. Static functions only. */
final class MappingText {

    private MappingText() {}

    /** The document; empty if there is none, or it is not YAML, which is added to the problems. */
    static Optional<Node> compose(String text, MappingProblems problems) {
        LoadSettings settings =
                LoadSettings.builder().setMaxAliasesForCollections(0).build();
        try {
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
            problems.add(line, "not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            problems.add(1, "not YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    /**
     * A text unchanged, if it is a name.
     *
     * @throws IllegalArgumentException if it is not a name
     */
    static String name(String text) {
        if (!DatastreamId.isName(text)) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
