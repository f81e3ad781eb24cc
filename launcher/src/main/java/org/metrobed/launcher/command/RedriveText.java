package org.metrobed.launcher.command;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.metrobed.api.redrive.RedriveOutcomes;
import org.metrobed.api.redrive.RedriveReport;
import org.metrobed.launcher.run.Console;
import org.metrobed.model.DeadLetter;

/** Writes the result of a redrive as text for people. Static functions only. */
final class RedriveText {

    private static final String ROW = "  %-22s %9d  %s";

    private RedriveText() {}

    static void say(RedriveReport report, boolean dryRun, Console console) {
        if (report.letters() == 0) {
            console.say("no open dead letter matches");
            return;
        }
        console.say("%d open dead letters of %d messages; %d messages %s"
                .formatted(
                        report.letters(),
                        report.messages(),
                        report.appended(),
                        dryRun ? "would be appended to the raw log" : "appended to the raw log, run " + report.id()));
        sayIf(report.oversize(), "oversize", "too large to have been kept whole", console);
        sayIf(report.gone(), "gone", "no longer in the raw log", console);
        sayIf(report.damaged(), "damaged", "different from what ingest wrote", console);
    }

    static void say(RedriveOutcomes outcomes, Console console) {
        console.say(ROW.formatted("settled", outcomes.settled(), "became readings"));
        Map<String, List<DeadLetter>> byReason = outcomes.refused().stream()
                .collect(Collectors.groupingBy(letter -> letter.reason().code(), TreeMap::new, Collectors.toList()));
        byReason.forEach((reason, letters) -> console.say(ROW.formatted(
                reason,
                letters.size(),
                "rejected again, such as: " + letters.get(0).detail())));
        sayIf(
                outcomes.empty(),
                "empty",
                "settled: the message holds no reading, or each has a dead letter of its own now",
                console);
        sayIf(
                outcomes.ignored(),
                "ignored",
                "gave no reading: the binding ignores it ('properties', 'others', 'devices'), or the message no longer"
                        + " has a reading of this index; still open",
                console);
        sayIf(outcomes.pending(), "pending", "no outcome yet; ask /api/v1/deadletters?state=open later", console);
    }

    private static void sayIf(int count, String what, String meaning, Console console) {
        if (count > 0) {
            console.say(ROW.formatted(what, count, meaning));
        }
    }
}
