package org.metrobed.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The actions of operators on alerts. */
@Command(
        name = "alert",
        description = "Show the alerts of a running Metrobed, and act on them.",
        mixinStandardHelpOptions = true,
        subcommands = {
            AlertCommand.Show.class,
            AlertCommand.Acknowledge.class,
            AlertCommand.Assign.class,
            AlertCommand.Comment.class,
            AlertCommand.Judge.class,
            SilenceCommand.class,
            SilenceCommand.End.class
        })
public final class AlertCommand extends CommandGroup {

    /** Lists alerts. */
    @Command(
            name = "list",
            description = "List open alerts that notify people, newest first.",
            mixinStandardHelpOptions = true)
    public static final class Show implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private OperatorMixin operator;

        @Option(names = "--all", description = "Also acknowledged, silenced and child alerts.")
        private boolean all;

        @Option(names = "--testbed", paramLabel = "T", description = "Only of this test-bed.")
        private String testbed;

        @Option(
                names = "--limit",
                paramLabel = "N",
                defaultValue = "100",
                description = "Most alerts to list (default: ${DEFAULT-VALUE}).")
        private int limit;

        @Override
        public Integer call() throws InterruptedException {
            String query = "/api/v1/alerts?state=open&limit=" + limit
                    + (all ? "" : "&acknowledged=no&suppressed=no")
                    + (testbed == null ? "" : "&testbed=" + URLEncoder.encode(testbed, StandardCharsets.UTF_8));
            JsonNode alerts = operator.client().get(query).get("items");
            alerts.forEach(alert -> spec.commandLine().getOut().println(line(alert)));
            spec.commandLine().getOut().println(alerts.size() + (alerts.size() == 1 ? " alert" : " alerts"));
            return 0;
        }
    }

    /** The common part of all actions on one alert. */
    abstract static class Action implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private OperatorMixin operator;

        @Parameters(index = "0", paramLabel = "ID", description = "The id of the alert, from list.")
        private String id;

        @Mixin
        private ReasonMixin why;

        /** Adds the action and its own fields to the body. */
        abstract void fill(ObjectNode body);

        @Override
        public Integer call() throws InterruptedException {
            String path = "/api/v1/alerts/" + OperatorClient.segment(id);
            OperatorClient client = operator.client();
            ObjectNode body = why.body();
            body.put("version", client.get(path).get("version").asInt());
            fill(body);
            spec.commandLine().getOut().println(line(client.post(path + "/actions", body)));
            return 0;
        }
    }

    /** Acknowledges an alert. */
    @Command(
            name = "ack",
            description = "Acknowledge an alert: nobody is notified of it again.",
            mixinStandardHelpOptions = true)
    public static final class Acknowledge extends Action {
        @Option(names = "--undo", description = "Undo the acknowledgement.")
        private boolean undo;

        @Override
        void fill(ObjectNode body) {
            body.put("action", undo ? "unacknowledge" : "acknowledge");
        }
    }

    /** Assigns an alert to a person. */
    @Command(name = "assign", description = "Assign an alert to a person.", mixinStandardHelpOptions = true)
    public static final class Assign extends Action {
        @Option(names = "--to", paramLabel = "NAME", description = "The assignee; without it the alert is unassigned.")
        private String to;

        @Override
        void fill(ObjectNode body) {
            body.put("action", to == null ? "unassign" : "assign");
            if (to != null) {
                body.put("assignee", to);
            }
        }
    }

    /** Adds a comment to an alert. */
    @Command(name = "comment", description = "Comment on an alert with --reason.", mixinStandardHelpOptions = true)
    public static final class Comment extends Action {
        @Override
        void fill(ObjectNode body) {
            body.put("action", "comment");
        }
    }

    /** Says whether an alert was right. */
    @Command(
            name = "judge",
            description = "Say whether an alert was right; the counts are at /api/v1/alert-precision.",
            mixinStandardHelpOptions = true)
    public static final class Judge extends Action {
        @Parameters(
                index = "1",
                paramLabel = "VERDICT",
                description = "not-a-fault, real, known-work, or no-verdict to take it back.")
        private String verdict;

        @Override
        void fill(ObjectNode body) {
            body.put("action", verdict);
        }
    }

    private static String line(JsonNode alert) {
        StringBuilder line = new StringBuilder()
                .append(alert.get("id").asText())
                .append("  ")
                .append(alert.get("openedTime").asText())
                .append("  ")
                .append(alert.get("severity").asText())
                .append("  ")
                .append(alert.get("datastream").asText());
        if (alert.at("/acknowledgement/state").asText().equals("acknowledged")) {
            line.append("  acknowledged by ")
                    .append(alert.at("/acknowledgement/by").asText());
        }
        if (!alert.get("assignee").isNull()) {
            line.append("  assigned to ").append(alert.get("assignee").asText());
        }
        if (!alert.get("verdict").isNull()) {
            line.append("  ").append(alert.at("/verdict/verdict").asText());
        }
        if (!alert.get("suppression").isNull()) {
            line.append("  ").append(alert.at("/suppression/kind").asText());
        }
        return line.append("  ").append(alert.get("message").asText()).toString();
    }
}
