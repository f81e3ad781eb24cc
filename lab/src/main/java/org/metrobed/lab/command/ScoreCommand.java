package org.metrobed.lab.command;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.metrobed.analysis.score.ScoreCard;
import org.metrobed.analysis.score.Scoring;
import org.metrobed.lab.isolated.IsolatedRunOptions;
import org.metrobed.lab.isolated.RunFolder;
import org.metrobed.lab.isolated.StudyRun;
import org.metrobed.lab.isolated.StudyScore;
import org.metrobed.lab.isolated.StudyScoreText;
import org.metrobed.lab.recording.RecordingReport;
import org.metrobed.lab.recording.RecordingText;
import org.metrobed.lab.study.Study;
import org.metrobed.launcher.command.CommandException;
import org.metrobed.launcher.files.RowException;
import org.metrobed.launcher.files.ScoreText;
import org.metrobed.launcher.files.ScoredFiles;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.Log;
import org.metrobed.launcher.run.TerminalProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Compares alerts with the true faults: alerts of files, or alerts of a study that runs through the whole pipeline in
 * an isolated run.
 */
@Command(
        name = "score",
        description = {
            "Score alerts against known faults: for each family recall, precision, delay and alerts an event; false"
                    + " alerts a"
                    + " datastream and day. An alert belongs to a fault of its datastream when it was open between"
                    + " the fault's"
                    + " beginning and the tolerance after its end (docs/STUDY.md).",
            "With --truth and --alerts, scores files. Without, sends a study (options as for `study`) through the whole"
                    + " pipeline in an isolated run: with its own Kafka, Flink and PostgreSQL, and the received"
                    + " times of the study.",
            "With --recordings, injects faults of 17 families into real recordings, and runs cleaning and anomaly"
                    + " detection on them (docs/DETECTORS.md).",
            "Exit code 0 when all --least… and --most… are met, 1 when one is not, passes differ or a file cannot be"
                    + " read, 2"
                    + " for wrong usage."
        },
        mixinStandardHelpOptions = true)
public final class ScoreCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--truth", paramLabel = "FILE", description = "CSV: datastream,family,from,to.")
    private Path truth;

    @Option(
            names = "--alerts",
            paramLabel = "FILE",
            description = "CSV: datastream,from,to,detector; from is when the alert was raised; an empty to means"
                    + " that it is still open.")
    private Path alerts;

    @Option(
            names = "--tolerance",
            paramLabel = "DURATION",
            defaultValue = "PT2H",
            description = "How long after the end of a fault an alert still counts for it (default: ${DEFAULT-VALUE}).")
    private Duration tolerance;

    @Option(
            names = "--datastream-days",
            paramLabel = "N",
            description =
                    "Of files: datastreams times days of monitoring (default: those that the files name, from the first"
                            + " time in them to the last).")
    private Double datastreamDays;

    @Option(names = "--least-recall", paramLabel = "R", description = "Fail below this recall over all families.")
    private Double leastRecall;

    @Option(
            names = "--most-false",
            paramLabel = "N",
            description = "Fail above so many false alerts a datastream and day.")
    private Double mostFalse;

    @Option(names = "--most-alerts-an-event", paramLabel = "N", description = "Fail above so many alerts an event.")
    private Double mostAlertsAnEvent;

    @Option(names = "--json", description = "Write JSON.")
    private boolean json;

    @Mixin
    private StudyMixin study;

    @Mixin
    private IsolatedRunMixin isolatedRun;

    @Mixin
    private RecordingsMixin recordings;

    @Override
    public Integer call() {
        if ((truth == null) != (alerts == null)) {
            throw new ParameterException(spec.commandLine(), "--truth and --alerts go together");
        }
        if (recordings.isWanted() && truth != null) {
            throw new ParameterException(spec.commandLine(), "--recordings and --truth exclude each other");
        }
        try {
            return recordings.isWanted() ? scoreRecordings() : truth == null ? scoreStudy() : scoreFiles();
        } catch (RowException | IllegalArgumentException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    private int scoreFiles() {
        ScoredFiles files = ScoredFiles.read(truth, alerts);
        ScoreCard card = new Scoring(tolerance)
                .score(
                        files.faults(),
                        files.alerts(),
                        datastreamDays == null ? files.datastreamDays() : datastreamDays);
        print(json ? List.of(ScoreText.json(card)) : ScoreText.lines(card));
        return isMet(card) ? 0 : 1;
    }

    private int scoreStudy() {
        Study made = Study.of(study.config());
        PrintWriter out =
                json ? new PrintWriter(Writer.nullWriter()) : spec.commandLine().getOut();
        try (RunFolder folder = isolatedRun.folder()) {
            Log.toFile(folder.path());
            IsolatedRunOptions options = new IsolatedRunOptions("study", folder.path());
            try (StudyRun run = StudyRun.open(made, options, new Console(out), InstantSource.system())) {
                isolatedRun.passes().forEach(run::run);
                return say(run);
            }
        }
    }

    private int scoreRecordings() {
        try (TerminalProgress progress =
                new TerminalProgress(new Console(spec.commandLine().getErr()), "score", " recordings")) {
            RecordingReport report = recordings.score(study.seed(), tolerance, progress);
            print(json ? List.of(RecordingText.json(report)) : RecordingText.lines(report));
            return isMet(report.recall(), report.mostFalsePerDay(), report.alertsPerEvent()) ? 0 : 1;
        }
    }

    private int say(StudyRun run) {
        StudyScore score = run.score(new Scoring(tolerance));
        List<String> differences = run.differences();
        boolean same = differences.isEmpty();
        if (json) {
            print(List.of(StudyScoreText.json(score, run.results(), same)));
        } else {
            print(StudyScoreText.lines(score));
            print(same ? StudyScoreText.same(run.results()) : differences);
        }
        return isMet(score.card()) && same ? 0 : 1;
    }

    private void print(List<String> lines) {
        lines.forEach(spec.commandLine().getOut()::println);
    }

    private boolean isMet(ScoreCard card) {
        return isMet(
                card.all().recall(),
                card.falseAlertsPerDatastreamDay(),
                card.all().alertsPerEvent());
    }

    private boolean isMet(double recall, double falsePerDay, double alertsPerEvent) {
        return (leastRecall == null || recall >= leastRecall)
                && (mostFalse == null || falsePerDay <= mostFalse)
                && (mostAlertsAnEvent == null || alertsPerEvent <= mostAlertsAnEvent);
    }
}
