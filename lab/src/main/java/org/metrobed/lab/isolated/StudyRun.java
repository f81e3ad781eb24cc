package org.metrobed.lab.isolated;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.metrobed.analysis.score.Scoring;
import org.metrobed.lab.study.Study;
import org.metrobed.lab.study.StudyConfig;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.TerminalProgress;
import org.metrobed.simulators.WorkProgress;
import org.metrobed.simulators.fleet.GatewayMessage;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.stream.Pipeline;

/** An isolated run of a study through the whole pipeline, with any number of passes. Not thread-safe. */
public final class StudyRun implements AutoCloseable {

    /** Messages are computed in slices of this log time. */
    private static final Duration SLICE = Duration.ofHours(6);

    private static final String UNIT = " minutes of log time";

    private final Study study;
    private final Console console;
    private final IsolatedRun isolatedRun;
    private final List<RunResult> results = new ArrayList<>();

    private StudyRun(Study study, Console console, IsolatedRun isolatedRun) {
        this.study = study;
        this.console = console;
        this.isolatedRun = isolatedRun;
    }

    /**
     * Starts an isolated run and writes its log.
     *
     * @throws IllegalArgumentException when the end of the study is in the future; the catalog of the future is unknown
     * @throws org.metrobed.embedded.ServiceException when a service does not start
     */
    public static StudyRun open(Study study, IsolatedRunOptions options, Console console, InstantSource clock) {
        StudyConfig config = study.config();
        if (!config.end().isBefore(clock.instant())) {
            throw new IllegalArgumentException("the study ends at " + config.end() + ", must be over by now");
        }
        StudyRun opened = new StudyRun(study, console, IsolatedRun.open(options, console));
        boolean written = false;
        try {
            opened.withProgress("raw log", opened::write);
            written = true;
            return opened;
        } finally {
            if (!written) {
                opened.close();
            }
        }
    }

    /** Runs the log through the pipeline; see {@link IsolatedRun#run}. */
    public RunResult run(RunPass pass) {
        RunResult result = withProgress(
                pass.title(),
                progress -> isolatedRun.run(
                        pass,
                        study.config().start().toEpochMilli(),
                        study.config().end().toEpochMilli() + Pipeline.BEHIND_MILLIS,
                        progress));
        results.add(result);
        return result;
    }

    /** The schema of a pass. */
    DatabaseConfig schema(RunPass pass) {
        return isolatedRun.schema(pass);
    }

    /** The results of the passes so far, in order. */
    public List<RunResult> results() {
        return List.copyOf(results);
    }

    /** The differences of later passes to the first, for people; empty when all are equal. */
    public List<String> differences() {
        return results.stream()
                .skip(1)
                .flatMap(result -> results.get(0).differences(result).stream())
                .toList();
    }

    /** The score of the first pass, which must be complete. */
    public StudyScore score(Scoring scoring) {
        return StudyScore.of(study, RunAlert.fold(results.get(0).events()), scoring);
    }

    @Override
    public void close() {
        isolatedRun.close();
    }

    private long write(WorkProgress progress) {
        StudyConfig config = study.config();
        long messages = 0;
        try (RunLog log = isolatedRun.begin(study.bundles(), config.start())) {
            for (Instant from = config.start(); from.isBefore(config.end()); from = from.plus(SLICE)) {
                Instant to = from.plus(SLICE).isBefore(config.end()) ? from.plus(SLICE) : config.end();
                for (GatewayMessage message : study.messages(from, to)) {
                    log.message(message.sentMillis(), message.topic(), message.payload());
                    messages++;
                }
                progress.at(
                        Duration.between(config.start(), to).toMinutes(),
                        config.period().toMinutes());
            }
            log.end(config.end().toEpochMilli() + Pipeline.BEHIND_MILLIS);
        }
        return messages;
    }

    private <T> T withProgress(String what, Function<WorkProgress, T> work) {
        try (TerminalProgress progress = new TerminalProgress(console, what, UNIT)) {
            Supplier<T> step = () -> work.apply(progress);
            return console.step(what, step);
        }
    }
}
