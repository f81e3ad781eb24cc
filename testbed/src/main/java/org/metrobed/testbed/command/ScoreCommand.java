package org.metrobed.testbed.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.metrobed.core.score.RaisedAlert;
import org.metrobed.core.score.ScoreCard;
import org.metrobed.core.score.Scoring;
import org.metrobed.core.score.TrueFault;
import org.metrobed.testbed.offline.AlertFile;
import org.metrobed.testbed.offline.RowException;
import org.metrobed.testbed.offline.ScoreText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Alerts held against the truth. */
@Command(
        name = "score",
        description = {
            "Score alerts against known faults: for each family recall, precision, delay and alerts an event; false alerts a"
                    + " datastream and day. An alert belongs to a fault of its datastream when it was open between the fault's"
                    + " beginning and the tolerance after its end (docs/STUDY.md).",
            "Exit code 0 when all --least… and --most… are met, 1 when one is not or a file cannot be read, 2 for wrong usage."
        },
        mixinStandardHelpOptions = true)
public final class ScoreCommand implements Callable<Integer> {

    private static final double DAY_MICROS = 86_400e6;

    @Spec
    private CommandSpec spec;

    @Option(names = "--truth", required = true, paramLabel = "FILE", description = "CSV: datastream,family,from,to.")
    private Path truth;

    @Option(
            names = "--alerts",
            required = true,
            paramLabel = "FILE",
            description = "CSV: datastream,from,to,detector; from is when it was raised, an empty to is still open.")
    private Path alerts;

    @Option(
            names = "--tolerance",
            paramLabel = "DURATION",
            defaultValue = "PT2H",
            description = "How long after a fault an alert still belongs to it (default: ${DEFAULT-VALUE}).")
    private Duration tolerance;

    @Option(
            names = "--datastream-days",
            paramLabel = "N",
            description =
                    "Datastreams times days that were watched (default: those that the files name, from the first time"
                            + " in them to the last).")
    private Double datastreamDays;

    @Option(names = "--least-recall", paramLabel = "R", description = "Fail below this recall over all families.")
    private Double leastRecall;

    @Option(
            names = "--most-false",
            paramLabel = "N",
            description = "Fail above so many false alerts a datastream and day.")
    private Double mostFalse;

    @Option(names = "--json", description = "Write JSON.")
    private boolean json;

    @Override
    public Integer call() {
        try {
            List<TrueFault> faults = AlertFile.listFaults(truth);
            List<RaisedAlert> raised = AlertFile.listAlerts(alerts);
            double days = datastreamDays == null ? days(faults, raised) : datastreamDays;
            ScoreCard card = new Scoring(tolerance).score(faults, raised, days);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(ScoreText.json(card));
            } else {
                ScoreText.lines(card).forEach(out::println);
            }
            boolean recalls = leastRecall == null || card.all().recall() >= leastRecall;
            boolean calm = mostFalse == null || card.falseAlertsPerDatastreamDay() <= mostFalse;
            return recalls && calm ? 0 : 1;
        } catch (RowException | IllegalArgumentException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    private static double days(List<TrueFault> faults, List<RaisedAlert> raised) {
        long datastreams = Stream.concat(
                        faults.stream().map(TrueFault::datastream),
                        raised.stream().map(RaisedAlert::datastream))
                .distinct()
                .count();
        long[] times = LongStream.concat(
                        faults.stream().flatMapToLong(fault -> LongStream.of(fault.fromMicros(), fault.toMicros())),
                        raised.stream().mapToLong(RaisedAlert::fromMicros))
                .sorted()
                .toArray();
        return times.length < 2 ? 1 : Math.max(1, datastreams * ((times[times.length - 1] - times[0]) / DAY_MICROS));
    }
}
