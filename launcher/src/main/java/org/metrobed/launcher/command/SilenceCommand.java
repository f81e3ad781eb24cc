package org.metrobed.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.metrobed.api.http.Datetime;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Silences alerts for a time: nobody is notified. */
@Command(
        name = "silence",
        description = "Stop notifications of some alerts for a time; their conditions still change.",
        mixinStandardHelpOptions = true)
public final class SilenceCommand implements Callable<Integer> {

    private static final Clock CLOCK = Clock.systemUTC();

    @Spec
    private CommandSpec spec;

    @Mixin
    private OperatorMixin operator;

    @Parameters(
            paramLabel = "PATTERN",
            description = "The datastreams: testbed/thing/property, each a name or *; quote it.")
    private String pattern;

    @Option(names = "--detector", paramLabel = "NAME", description = "Only alerts of this rule.")
    private String detector;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "PT2H",
            description = "Duration, ISO 8601, at most 90 days; P1D is a day of --tz (default: ${DEFAULT-VALUE}).")
    private String duration;

    @Option(names = "--from", paramLabel = "TIME", description = "Start, ISO 8601; now by default.")
    private String from;

    @Mixin
    private ZoneMixin zone;

    @Option(names = "--maintenance", description = "A maintenance window for announced work, not a silence.")
    private boolean maintenance;

    @Mixin
    private ReasonMixin why;

    @Override
    public Integer call() throws InterruptedException {
        ObjectNode body = why.body();
        body.put("kind", maintenance ? "maintenance" : "silence").put("pattern", pattern);
        Datetime range = range();
        body.put("to", range.to().toString());
        if (from != null) {
            body.put("from", range.from().toString());
        }
        if (detector != null) {
            body.put("detector", detector);
        }
        JsonNode made = operator.client().post("/api/v1/suppressions", body);
        spec.commandLine()
                .getOut()
                .println(made.get("kind").asText() + " " + made.get("id").asText() + " until "
                        + made.get("to").asText());
        return 0;
    }

    private Datetime range() {
        String start = from == null ? CLOCK.instant().toString() : from;
        try {
            return zone.zone(spec).range(start + "/" + duration, Datetime.EARLIEST);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "the range of --from/--for " + start + "/" + duration + " " + e.getMessage(),
                    e);
        }
    }

    /** Ends a silence. */
    @Command(
            name = "unsilence",
            description = "End a silence or maintenance window early.",
            mixinStandardHelpOptions = true)
    public static final class End implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private OperatorMixin operator;

        @Parameters(paramLabel = "ID", description = "The id that silence printed; /api/v1/suppressions lists all.")
        private String id;

        @Mixin
        private ReasonMixin why;

        @Override
        public Integer call() throws InterruptedException {
            String path = "/api/v1/suppressions/" + OperatorClient.segment(id) + "/end";
            JsonNode ended = operator.client().post(path, why.body());
            spec.commandLine()
                    .getOut()
                    .println(ended.get("kind").asText() + " " + ended.get("id").asText() + " is over");
            return 0;
        }
    }
}
