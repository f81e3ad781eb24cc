package org.metrobed.launcher.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Option;

/** The options for the reason of an action of an operator, and for its author. */
final class ReasonMixin {

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "The reason, for other people to read.")
    private String reason;

    @Option(names = "--author", paramLabel = "NAME", required = true, description = "The person who does it.")
    private String author;

    String reason() {
        return reason;
    }

    String author() {
        return author;
    }

    /** The body of a request with both. */
    ObjectNode body() {
        return JsonNodeFactory.instance.objectNode().put("reason", reason).put("by", author);
    }
}
