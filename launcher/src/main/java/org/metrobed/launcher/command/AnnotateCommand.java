package org.metrobed.launcher.command;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.metrobed.api.annotation.AnnotationOrder;
import org.metrobed.api.annotation.AnnotationRequest;
import org.metrobed.api.http.FieldException;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.Log;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Marks a range of a datastream as bad, offset or rescaled, or undoes such a mark. */
@Command(
        name = "annotate",
        description = "Mark a range of a datastream of a running Metrobed bad, offset or rescaled, or undo that;"
                + " observations and"
                + " windows get revisions. Exit code 1 if not all of them are written in time.",
        mixinStandardHelpOptions = true)
public final class AnnotateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ServiceMixin service;

    @Mixin
    private DatabaseMixin database;

    @Option(names = "--datastream", paramLabel = "D", description = "The datastream, testbed/thing/property.")
    private String datastream;

    @Option(names = "--datetime", paramLabel = "FROM/TO", description = "Phenomenon time, ISO 8601 and half-open.")
    private String datetime;

    @Mixin
    private ZoneMixin zone;

    @ArgGroup(multiplicity = "1")
    private What what;

    @Mixin
    private ReasonMixin why;

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            defaultValue = "PT3M",
            description = "How long to wait until all is written, ISO 8601 (default: ${DEFAULT-VALUE}; PT0S: not at"
                    + " all).")
    private Duration wait;

    /** Exactly one of these options. */
    static final class What {
        @Option(names = "--bad", required = true, description = "Readings get the flag fail and keep their values.")
        private boolean bad;

        @Option(names = "--offset", required = true, paramLabel = "X", description = "X is added to each value.")
        private Double offset;

        @Option(names = "--scale", required = true, paramLabel = "X", description = "Each value is multiplied by X.")
        private Double scale;

        @Option(names = "--undo", required = true, paramLabel = "ID", description = "Undo the annotation of this id.")
        private String undo;

        String kind() {
            return bad ? "bad" : offset == null ? "scale" : "offset";
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        Log.toTerminal();
        AnnotationWork work = new AnnotationWork(
                service, database, new Console(spec.commandLine().getOut()));
        try {
            return what.undo == null
                    ? work.make(order(), wait)
                    : work.undo(what.undo, why.reason(), why.author(), wait);
        } catch (FieldException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.field() + " " + e.getMessage(), e);
        }
    }

    private AnnotationOrder order() {
        Double value = what.offset == null ? what.scale : what.offset;
        AnnotationRequest asked = new AnnotationRequest(
                datastream, datetime, zone.name(), what.kind(), value, why.reason(), why.author());
        return AnnotationOrder.parse(asked, AnnotationWork.CLOCK.instant());
    }
}
