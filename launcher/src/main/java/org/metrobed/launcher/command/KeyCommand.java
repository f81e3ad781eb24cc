package org.metrobed.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Manages the keys of readers. */
@Command(
        name = "key",
        description = "Make, list and revoke keys of the readers of a running Metrobed; needs the token of an admin.",
        mixinStandardHelpOptions = true,
        subcommands = {KeyCommand.Create.class, KeyCommand.ListAll.class, KeyCommand.Revoke.class})
public final class KeyCommand extends CommandGroup {

    private static final String PATH = "/api/v1/keys";

    /** Makes a key and prints it once. */
    @Command(
            name = "create",
            description = "Make a key, which is shown this once. Readers send it as Authorization: Bearer KEY.",
            mixinStandardHelpOptions = true)
    public static final class Create implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private OperatorMixin operator;

        @Parameters(paramLabel = "NAME", description = "What it is for, such as \"Ann, thesis on noise\".")
        private String name;

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                defaultValue = "researcher",
                description = "public, researcher, operator or admin (default: ${DEFAULT-VALUE}).")
        private String role;

        @Option(
                names = "--project",
                paramLabel = "ID",
                split = ",",
                description = "Of the projects that are not public only this one; several: separated by commas.")
        private List<String> projects = List.of();

        @Option(
                names = "--action",
                paramLabel = "RESOURCE",
                split = ",",
                description = "May change only this, such as annotations; several: separated by commas.")
        private List<String> actions = List.of();

        @Option(
                names = "--for",
                paramLabel = "DURATION",
                defaultValue = "P365D",
                description = "For how long it is valid, ISO 8601, at most P3650D (default: ${DEFAULT-VALUE}).")
        private String validFor;

        @Override
        public Integer call() throws InterruptedException {
            ObjectNode body = JsonNodeFactory.instance
                    .objectNode()
                    .put("name", name)
                    .put("role", role)
                    .put("validFor", validFor);
            add(body.putArray("projects"), projects);
            add(body.putArray("actions"), actions);
            JsonNode made = operator.client().post(PATH, body);
            PrintWriter out = spec.commandLine().getOut();
            out.println("key " + made.at("/stored/id").asText() + ", valid until "
                    + made.at("/stored/expiresTime").asText() + " (not shown again):");
            out.println(made.get("key").asText());
            return 0;
        }

        private static void add(ArrayNode array, List<String> texts) {
            texts.forEach(array::add);
        }
    }

    /** Lists all keys. */
    @Command(
            name = "list",
            description = "List all keys, also those that are no longer valid.",
            mixinStandardHelpOptions = true)
    public static final class ListAll implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private OperatorMixin operator;

        @Override
        public Integer call() throws InterruptedException {
            PrintWriter out = spec.commandLine().getOut();
            OperatorClient client = operator.client();
            for (String path = PATH; path != null; ) {
                JsonNode page = client.get(path);
                page.get("items").forEach(key -> out.println(line(key)));
                path = page.get("next").isNull() ? null : page.get("next").asText();
            }
            return 0;
        }

        private static String line(JsonNode key) {
            List<String> parts = new ArrayList<>(List.of(
                    key.get("id").asText(),
                    key.get("state").asText(),
                    key.get("role").asText(),
                    "until " + key.get("expiresTime").asText()));
            words("projects", key, parts);
            words("actions", key, parts);
            parts.add(key.get("name").asText());
            return String.join("  ", parts);
        }

        private static void words(String field, JsonNode key, List<String> parts) {
            List<String> all = StreamSupport.stream(key.get(field).spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
            if (!all.isEmpty()) {
                parts.add(field + " " + String.join(",", all));
            }
        }
    }

    /** Revokes a key. */
    @Command(
            name = "revoke",
            description = "Revoke a key: it is refused from now on, by other instances within 2 seconds.",
            mixinStandardHelpOptions = true)
    public static final class Revoke implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private OperatorMixin operator;

        @Parameters(paramLabel = "ID", description = "Its prefix, which list prints.")
        private String id;

        @Override
        public Integer call() throws InterruptedException {
            JsonNode revoked = operator.client()
                    .post(PATH + "/" + OperatorClient.segment(id) + "/revoke", JsonNodeFactory.instance.objectNode());
            spec.commandLine().getOut().println("key " + revoked.get("id").asText() + " is revoked");
            return 0;
        }
    }
}
