package org.metrobed.launcher.command;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.metrobed.api.annotation.AnnotationOrder;
import org.metrobed.api.annotation.RecomputeRequest;
import org.metrobed.api.http.FieldException;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.Log;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Computes windows again from stored observations. */
@Command(
        name = "recompute",
        description = "Compute the windows of a range of a datastream of a running Metrobed again from its stored"
                + " observations,"
                + " also of readings that came after the deduplication retention. Exit code 1 if not all are"
                + " written in time.",
        mixinStandardHelpOptions = true)
public final class RecomputeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ServiceMixin service;

    @Mixin
    private DatabaseMixin database;

    @Option(
            names = "--datastream",
            paramLabel = "D",
            required = true,
            description = "The datastream, testbed/thing/property.")
    private String datastream;

    @Option(
            names = "--datetime",
            paramLabel = "FROM/TO",
            required = true,
            description = "Phenomenon time, ISO 8601 and half-open.")
    private String datetime;

    @Mixin
    private ZoneMixin zone;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "by hand",
            description = "The reason, for other people to read (default: ${DEFAULT-VALUE}).")
    private String reason;

    @Option(
            names = "--author",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "The author (default: you).")
    private String author;

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            defaultValue = "PT3M",
            description = "How long to wait until all is written, ISO 8601 (default: ${DEFAULT-VALUE}; PT0S: not at"
                    + " all).")
    private Duration wait;

    @Override
    public Integer call() throws InterruptedException {
        Log.toTerminal();
        try {
            AnnotationOrder order = AnnotationOrder.parse(
                    new RecomputeRequest(datastream, datetime, zone.name(), reason, author),
                    AnnotationWork.CLOCK.instant());
            return new AnnotationWork(
                            service, database, new Console(spec.commandLine().getOut()))
                    .make(order, wait);
        } catch (FieldException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.field() + " " + e.getMessage(), e);
        }
    }
}
