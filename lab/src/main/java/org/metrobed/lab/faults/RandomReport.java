package org.metrobed.lab.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes the results of schedules as Markdown. Static functions only. */
final class RandomReport {

    private RandomReport() {}

    /** A line for each schedule, what failed in words, and one sentence of explanation. */
    static List<String> lines(List<RandomOutcome> outcomes, boolean clockCanJump) {
        List<String> lines = new ArrayList<>(List.of(
                "| seed | faults | readings | missing | doubled | wrong value | foreign | dead letters | conflicts"
                        + " | windows exact | answers asked again | changed | other tables | ended by itself |",
                "| ---: |" + " ---: |".repeat(13)));
        outcomes.forEach(outcome -> lines.add(line(outcome)));
        lines.add("");
        outcomes.forEach(outcome -> lines.addAll(failures(outcome)));
        if (!clockCanJump) {
            lines.add("No clock jumped: libfaketime is not installed.");
        }
        lines.add(verdict(outcomes));
        return lines;
    }

    /** The result in one line, for the terminal. */
    static String summary(RandomOutcome outcome) {
        return String.format(
                Locale.ROOT,
                "  seed %d %s: %d faults, %,d readings, %d missing, %d doubled, %d answers asked again",
                outcome.schedule().seed(),
                outcome.holds() ? "held" : "FAILED",
                outcome.schedule().faults().size(),
                outcome.count().published(),
                outcome.count().missing(),
                outcome.count().doubled(),
                outcome.answers());
    }

    private static String line(RandomOutcome outcome) {
        RowCheck.Count count = outcome.count();
        return String.format(
                Locale.ROOT,
                "| %d | %d | %,d | %s | %,d | %d | %d | %d |",
                outcome.schedule().seed(),
                outcome.schedule().faults().size(),
                count.published(),
                FaultReport.cells(count, outcome.strays(), outcome.windows()),
                outcome.answers(),
                outcome.changed().size(),
                outcome.different().size(),
                outcome.restarts().size());
    }

    private static List<String> failures(RandomOutcome outcome) {
        if (outcome.holds()) {
            return List.of();
        }
        List<String> lines =
                new ArrayList<>(List.of("Seed " + outcome.schedule().seed() + ":", ""));
        outcome.schedule()
                .faults()
                .forEach(fault -> lines.add("- " + fault.toText().strip()));
        if (!outcome.committed()) {
            lines.add("- not every sink reached the newest message");
        }
        if (outcome.unheard() > 0) {
            lines.add("- messages without a subscriber: " + outcome.unheard());
        }
        outcome.changed().forEach(question -> lines.add("- another answer now: " + question));
        outcome.different().forEach(table -> lines.add("- another table in an undisturbed run: " + table));
        outcome.restarts().forEach(part -> lines.add("- ended by itself: " + part));
        lines.add("");
        return lines;
    }

    private static String verdict(List<RandomOutcome> outcomes) {
        long failed = outcomes.stream().filter(outcome -> !outcome.holds()).count();
        return failed == 0
                ? "In each of " + outcomes.size()
                        + " schedules every published reading has exactly one row, windows and"
                        + " tables are those of an undisturbed run, and no answer at an as_of changed."
                : "FAILED: " + failed + " of " + outcomes.size() + " schedules.";
    }
}
