package org.metrobed.lab.lane;

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
import org.metrobed.simulators.Progress;
import org.metrobed.simulators.fleet.Message;
import org.metrobed.store.DatabaseConfig;

/** A study sent through the whole pipeline in a lane, as often as wanted. Not thread-safe. */
public final class StudyLane implements AutoCloseable {

    /** Messages are made for so much log time at once. */
    private static final Duration SLICE = Duration.ofHours(6);

    private static final String UNIT = " minutes of log time";

    private final Study study;
    private final Console console;
    private final Lane lane;
    private final List<LaneResult> results = new ArrayList<>();

    private StudyLane(Study study, Console console, Lane lane) {
        this.study = study;
        this.console = console;
        this.lane = lane;
    }

    /**
     * Starts a lane and writes its log.
     *
     * @throws IllegalArgumentException when the study is not over by the clock: nobody knows the catalog of the future
     * @throws org.metrobed.embedded.ServiceException when a service does not start
     */
    public static StudyLane open(Study study, LaneOptions options, Console console, InstantSource clock) {
        StudyConfig config = study.config();
        if (!config.end().isBefore(clock.instant())) {
            throw new IllegalArgumentException("the study ends at " + config.end() + ", must be over by now");
        }
        StudyLane opened = new StudyLane(study, console, Lane.open(options, console));
        boolean written = false;
        try {
            opened.watched("raw log", opened::write);
            written = true;
            return opened;
        } finally {
            if (!written) {
                opened.close();
            }
        }
    }

    /** Runs the log through the pipeline; see {@link Lane#run}. */
    public LaneResult run(LanePass pass) {
        LaneResult result = watched(
                pass.title(),
                progress -> lane.run(
                        pass,
                        study.config().start().toEpochMilli(),
                        study.config().end().toEpochMilli() + LaneJob.SKEW_MILLIS,
                        progress));
        results.add(result);
        return result;
    }

    /** Where a pass wrote. */
    DatabaseConfig schema(LanePass pass) {
        return lane.schema(pass);
    }

    /** What the passes so far came to, in their order. */
    public List<LaneResult> results() {
        return List.copyOf(results);
    }

    /** In what later passes differ from the first, for people; nothing when all came to the same. */
    public List<String> differences() {
        return results.stream()
                .skip(1)
                .flatMap(result -> results.get(0).differences(result).stream())
                .toList();
    }

    /** The score of the first pass, which must have been run. */
    public StudyScore score(Scoring scoring) {
        return StudyScore.of(study, LaneAlert.fold(results.get(0).events()), scoring);
    }

    @Override
    public void close() {
        lane.close();
    }

    private long write(Progress progress) {
        StudyConfig config = study.config();
        long messages = 0;
        try (LaneLog log = lane.begin(study.bundles(), config.start())) {
            for (Instant from = config.start(); from.isBefore(config.end()); from = from.plus(SLICE)) {
                Instant to = from.plus(SLICE).isBefore(config.end()) ? from.plus(SLICE) : config.end();
                for (Message message : study.messages(from, to)) {
                    log.message(message.sentMillis(), message.topic(), message.payload());
                    messages++;
                }
                progress.at(
                        Duration.between(config.start(), to).toMinutes(),
                        config.period().toMinutes());
            }
            log.end(config.end().toEpochMilli() + LaneJob.SKEW_MILLIS);
        }
        return messages;
    }

    private <T> T watched(String what, Function<Progress, T> work) {
        try (TerminalProgress progress = new TerminalProgress(console, what, UNIT)) {
            Supplier<T> step = () -> work.apply(progress);
            return console.step(what, step);
        }
    }
}
