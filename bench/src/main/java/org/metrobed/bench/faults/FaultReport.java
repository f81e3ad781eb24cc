package org.metrobed.bench.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came of it, as Markdown. Static functions only. */
public final class FaultReport {

    private FaultReport() {}

    /** A table, a line for each fault, and what it means in one sentence. */
    static List<String> lines(List<Outcome> outcomes) {
        List<String> lines = new ArrayList<>(List.of(
                "| fault | readings | messages | rows | missing | doubled | wrong value | foreign | dead letters"
                        + " | conflicts | resent by gateways | again in the raw log | of these marked DUP"
                        + " | windows exact | outage s | start s | recovered after s | rest after s | |",
                "| --- |" + " ---: |".repeat(17) + " --- |"));
        outcomes.forEach(outcome -> lines.add(line(outcome)));
        lines.add("");
        lines.add(verdict(outcomes));
        return lines;
    }

    /** In one line, for the terminal. */
    static String summary(Outcome outcome) {
        Tally.Count count = outcome.count();
        return String.format(
                Locale.ROOT,
                "  %-18s %s: %,d readings, %,d rows, %d missing, %d doubled; %,d messages came again; recovered in %.1f s%s",
                outcome.fault().id(),
                outcome.holds() ? "held" : "FAILED",
                count.published(),
                count.rows(),
                count.missing(),
                count.doubled(),
                outcome.repeats(),
                outcome.times().recovery(),
                outcome.note().isEmpty() ? "" : "; " + outcome.note());
    }

    private static String line(Outcome outcome) {
        Tally.Count count = outcome.count();
        Outcome.Times times = outcome.times();
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %,d | %d | %d | %d | %d | %d | %d | %,d | %,d | %,d | %s | %.1f | %.1f | %.1f | %.1f | %s |",
                outcome.fault().id(),
                count.published(),
                outcome.messages(),
                count.rows(),
                count.missing(),
                count.doubled(),
                count.wrong(),
                count.foreign() + outcome.strays().rows(),
                outcome.strays().deadLetters(),
                outcome.strays().conflicts(),
                outcome.resent(),
                outcome.repeats(),
                outcome.raw().redelivered(),
                windows(outcome.windows()),
                times.outage(),
                times.start(),
                times.recovery(),
                times.rest(),
                outcome.note());
    }

    private static String windows(WindowTally.Count windows) {
        return windows.expected() == 0
                ? ""
                : String.format(Locale.ROOT, "%,d of %,d", windows.exact(), windows.expected());
    }

    private static String verdict(List<Outcome> outcomes) {
        long failed = outcomes.stream().filter(outcome -> !outcome.holds()).count();
        return failed == 0
                ? "Every published reading has exactly one row, in each of " + outcomes.size() + " cases."
                : "FAILED: in " + failed + " of " + outcomes.size()
                        + " cases rows or windows are missing, doubled, wrong or not of any reading.";
    }
}
