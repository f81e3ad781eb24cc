package org.metrobed.launcher.command;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.metrobed.api.http.Datetime;
import org.metrobed.api.redrive.ClockCorrection;
import org.metrobed.api.redrive.RedriveOrder;
import org.metrobed.api.redrive.RedriveOutcomes;
import org.metrobed.api.redrive.RedriveReport;
import org.metrobed.api.redrive.RedriveWait;
import org.metrobed.api.redrive.Redriver;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.Log;
import org.metrobed.launcher.run.TerminalProgress;
import org.metrobed.model.DeadLetter;
import org.metrobed.store.Databases;
import org.metrobed.store.deadletter.DeadLetterFilter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Processes dead letters again after the cause of their rejection is repaired. */
@Command(
        name = "redrive",
        description = "Decode open dead letters of a running Metrobed again, with the current decoders and catalog, and"
                + " print the"
                + " outcome; exit code 1 if some were rejected again, are ignored or have no outcome yet.",
        mixinStandardHelpOptions = true)
public final class RedriveCommand implements Callable<Integer> {

    private static final InstantSource CLOCK = Clock.systemUTC();

    @Spec
    private CommandSpec spec;

    @Mixin
    private ServiceMixin service;

    @Mixin
    private DatabaseMixin database;

    @Option(
            names = "--reason",
            paramLabel = "R",
            split = ",",
            description = "Only of these reasons, such as malformed.")
    private List<String> reasons = new ArrayList<>();

    @Option(names = "--stage", paramLabel = "S", split = ",", description = "Only of these stages: decode, locate.")
    private List<String> stages = new ArrayList<>();

    @Option(
            names = "--topic",
            paramLabel = "F",
            defaultValue = "",
            description = "Only of these MQTT topics: a filter, or the start of the topic.")
    private String topic;

    @Option(
            names = "--decoder",
            paramLabel = "D",
            defaultValue = "",
            description = "Only of this decoder: native-json, or native-json/1.")
    private String decoder;

    @Option(names = "--datetime", paramLabel = "FROM/TO", description = "Only received in this interval, ISO 8601.")
    private String datetime;

    @Mixin
    private ZoneMixin zone;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "" + RedriveOrder.DEFAULT,
            description = "Most dead letters, newest first (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--clock",
            paramLabel = "SHIFT|WRONG=RIGHT",
            defaultValue = "",
            description =
                    "Correct the time stamps by a duration, such as PT3H or -PT3H, or by what the clock showed and"
                            + " what it should have shown: 2000-01-01T00:00Z=2026-11-20T10:00Z.")
    private String clock;

    @Option(names = "--dry-run", description = "Only count.")
    private boolean dryRun;

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            defaultValue = "PT1M",
            description = "How long to wait for outcomes, ISO 8601 (default: ${DEFAULT-VALUE}; PT0S: not at all).")
    private Duration wait;

    @Override
    public Integer call() throws InterruptedException {
        RedriveOrder order = order();
        Log.toTerminal();
        Console console = new Console(spec.commandLine().getOut());
        try (HikariDataSource pool = Databases.pool(database.config(System.getenv()), 2)) {
            RedriveReport report = drive(order, pool, console);
            RedriveText.say(report, dryRun, console);
            if (dryRun || wait.isZero() || report.attempts().isEmpty()) {
                return report.appended() == report.messages() ? 0 : 1;
            }
            RedriveOutcomes outcomes = await(report, pool, console);
            RedriveText.say(outcomes, console);
            boolean all = outcomes.settled() + outcomes.empty() == report.letters();
            return all ? 0 : 1;
        } catch (SQLException e) {
            throw new CommandException("the database does not answer: " + e.getMessage(), e);
        } catch (KafkaException e) {
            throw new CommandException("Kafka at " + service.kafka() + " does not answer: " + e.getMessage(), e);
        }
    }

    private RedriveReport drive(RedriveOrder order, HikariDataSource pool, Console console)
            throws SQLException, InterruptedException {
        try (TerminalProgress progress = new TerminalProgress(console, "redriving", " messages")) {
            return new Redriver(service.kafka(), service.topics(), pool, CLOCK).drive(order, dryRun, progress::at);
        }
    }

    private RedriveOutcomes await(RedriveReport report, HikariDataSource pool, Console console)
            throws SQLException, InterruptedException {
        try (TerminalProgress progress = new TerminalProgress(console, "outcomes", " dead letters")) {
            return new RedriveWait(pool).await(report.attempts(), wait, progress::at);
        }
    }

    private long correction() {
        try {
            return ClockCorrection.parse(clock);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--clock " + e.getMessage(), e);
        }
    }

    private RedriveOrder order() {
        try {
            Set<DeadLetter.Reason> of =
                    reasons.stream().map(DeadLetter.Reason::parse).collect(Collectors.toSet());
            DeadLetterFilter filter = DeadLetterFilter.ALL
                    .withReasons(of)
                    .withStages(Set.copyOf(stages))
                    .withTopic(topic)
                    .withDecoder(decoder);
            if (datetime != null) {
                Datetime range = zone.zone(spec).range(datetime, CLOCK.instant());
                filter = filter.withReceived(range.fromMicros() / 1_000, range.toMicros() / 1_000);
            }
            return new RedriveOrder(filter, limit, correction());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "cannot choose dead letters: " + e.getMessage(), e);
        }
    }
}
