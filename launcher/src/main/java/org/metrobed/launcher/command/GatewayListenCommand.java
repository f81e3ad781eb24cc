package org.metrobed.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.metrobed.api.catalog.WireDecoders;
import org.metrobed.catalog.CatalogException;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows MQTT topics that no binding fits as ingest hears them, and writes the proposed binding into a bundle. */
@Command(
        name = "listen",
        description = {
            "Show MQTT topics that no binding fits as messages come, with a proposed binding, until Ctrl-C. Needs the operator"
                    + " token, because payloads may hold personal data.",
            "With --apply: write the proposed bindings into a bundle folder and end. Look at the file, then publish it with"
                    + " ./metrobed catalog apply; ingest then sends the messages that it has kept."
        },
        mixinStandardHelpOptions = true)
public final class GatewayListenCommand implements Callable<Integer> {

    private static final long STEP_MILLIS = 500;
    private static final String PATH = "/api/v1/unbound?limit=1000";
    private static final String WITHOUT_STANDARDS = "&standards=no";

    @Spec
    private CommandSpec spec;

    @Mixin
    private OperatorMixin operator;

    @Option(names = "--topic", paramLabel = "FILTER", description = "Only topics of this MQTT topic filter.")
    private String topic;

    @Option(names = "--json", description = "Print each change as one JSON object a line.")
    private boolean json;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            description = "How long to listen, ISO 8601, such as PT1M (default: until Ctrl-C).")
    private Duration limit;

    @Option(
            names = "--apply",
            paramLabel = "BUNDLE",
            description = "Folder of a bundle into which the proposed bindings are written; needs --topic.")
    private Path bundle;

    @Option(
            names = "--location",
            paramLabel = "LAT,LON",
            split = ",",
            arity = "1",
            description = "Where the new things are, degrees (default: the middle of the known things).")
    private List<Double> location = List.of();

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (!location.isEmpty() && location.size() != 2) {
            throw new ParameterException(spec.commandLine(), "--location must be LAT,LON, such as 48.33,15.76");
        }
        if (bundle != null) {
            return apply();
        }
        Map<String, String> shown = new HashMap<>();
        CountDownLatch never = new CountDownLatch(1);
        long end = limit == null ? Long.MAX_VALUE : System.nanoTime() + limit.toNanos();
        do {
            for (JsonNode heard : ask("")) {
                String state =
                        heard.path("messages").asText() + heard.path("last").asText();
                String before = shown.put(heard.path("pattern").asText(), state);
                if (!state.equals(before)) {
                    show(heard, before == null);
                }
            }
        } while (!never.await(STEP_MILLIS, TimeUnit.MILLISECONDS) && System.nanoTime() < end);
        return 0;
    }

    private JsonNode ask(String more) throws InterruptedException {
        String where = location.isEmpty() ? "" : "&latitude=" + location.get(0) + "&longitude=" + location.get(1);
        String filter = topic == null ? "" : "&topic=" + OperatorClient.segment(topic);
        return operator.client().get(PATH + filter + where + more).path("items");
    }

    private void show(JsonNode heard, boolean first) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(heard);
        } else {
            lines(heard, first).forEach(out::println);
        }
        out.flush();
    }

    /** A pattern as lines for people; its proposed binding only if it is new. */
    static List<String> lines(JsonNode heard, boolean first) {
        String line = "%s  %s  %s messages, largest %s bytes%s: %s"
                .formatted(
                        heard.path("last").asText(),
                        heard.path("pattern").asText(),
                        heard.path("messages").asText(),
                        heard.path("largestBytes").asText(),
                        heard.path("retained").asBoolean() ? ", retained" : "",
                        heard.path("payload").asText().replace("\n", "\\n"));
        if (!first) {
            return List.of(line);
        }
        if (heard.path("bundle").isNull()) {
            return List.of(line, "  no decoder reads it by itself; docs/BINDINGS.md says how to describe a payload");
        }
        return List.of(
                line,
                "  proposed binding: decoder " + heard.path("decoder").asText(),
                heard.path("bundle").asText().indent(4).stripTrailing());
    }

    private int apply() throws InterruptedException, IOException {
        if (topic == null) {
            throw new ParameterException(
                    spec.commandLine(), "--apply needs --topic, so that it is said what is applied");
        }
        if (!Files.isDirectory(bundle)) {
            throw new ParameterException(spec.commandLine(), "--apply " + bundle + " is not a folder of a bundle");
        }
        PrintWriter out = spec.commandLine().getOut();
        int written = 0;
        for (JsonNode heard : ask("")) {
            if (heard.path("bundle").isNull()) {
                out.println(heard.path("pattern").asText() + ": no decoder reads it by itself");
            } else {
                write(heard);
                written++;
            }
        }
        out.println(
                written == 0
                        ? "nothing is written"
                        : "look at what is written, then publish it: ./metrobed catalog apply, with the folder of all bundles");
        return written == 0 ? 1 : 0;
    }

    /** Writes a file of the bundle; takes it away again if the bundle does not compile with it. */
    private void write(JsonNode heard) throws InterruptedException, IOException {
        Path file = bundle.resolve("unbound-" + heard.path("name").asText() + ".yaml");
        if (Files.exists(file)) {
            throw new CommandException(file + " is there already");
        }
        try {
            place(file, heard.path("bundle").asText());
        } catch (CatalogException e) {
            String pattern = heard.path("pattern").asText();
            for (JsonNode plain : ask(WITHOUT_STANDARDS)) {
                if (plain.path("pattern").asText().equals(pattern)) {
                    place(file, plain.path("bundle").asText());
                }
            }
        }
        spec.commandLine().getOut().println("wrote " + file);
    }

    private void place(Path file, String text) throws IOException {
        Files.writeString(file, text);
        boolean compiles = false;
        try {
            CatalogReader.read(CatalogFiles.readFolder(bundle), 0, new WireDecoders());
            compiles = true;
        } finally {
            if (!compiles) {
                Files.delete(file);
            }
        }
    }
}
