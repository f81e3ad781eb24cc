package org.metrobed.lab.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes the results as Markdown. Static functions only. */
public final class FaultReport {

    private FaultReport() {}

    /** Two tables with a line for each fault, and one sentence of explanation. */
    static List<String> lines(List<FaultOutcome> outcomes) {
        List<String> lines = new ArrayList<>(List.of(
                "| case | readings | messages | rows | missing | doubled | wrong value | foreign | dead letters"
                        + " | conflicts | windows exact |",
                "| --- |" + " ---: |".repeat(10)));
        outcomes.forEach(outcome -> lines.add(rows(outcome)));
        lines.add("");
        lines.add("| case | resent by gateways | again in the raw log | marked DUP | out for s | start s"
                + " | recovered after s | rest after s | beside |");
        lines.add("| --- |" + " ---: |".repeat(7) + " --- |");
        outcomes.forEach(outcome -> lines.add(times(outcome)));
        lines.add("");
        lines.add("| case | `/health` from the begin of the fault on | answers asked again | changed |");
        lines.add("| --- | --- |" + " ---: |".repeat(2));
        outcomes.forEach(outcome -> lines.add(health(outcome)));
        lines.add("");
        outcomes.forEach(outcome -> lines.addAll(failures(outcome)));
        lines.add(verdict(outcomes));
        return lines;
    }

    /** The result in one line, for the terminal. */
    static String summary(FaultOutcome outcome) {
        RowCheck.Count count = outcome.count();
        return String.format(
                Locale.ROOT,
                "  %-18s %s: %,d readings, %,d rows, %d missing, %d doubled; %,d messages came again; recovered in %.1f s; health: %s%s",
                outcome.fault().id(),
                outcome.holds() ? "held" : "FAILED",
                count.published(),
                count.rows(),
                count.missing(),
                count.doubled(),
                outcome.repeats(),
                outcome.times().recovery(),
                outcome.health().said()
                        + (outcome.health().lies().isEmpty()
                                ? ""
                                : " (" + String.join(", ", outcome.health().lies()) + ")"),
                outcome.note().isEmpty() ? "" : "; " + outcome.note());
    }

    private static String rows(FaultOutcome outcome) {
        RowCheck.Count count = outcome.count();
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %,d | %s |",
                outcome.fault().id(),
                count.published(),
                outcome.messages(),
                count.rows(),
                cells(count, outcome.strays(), outcome.windows()));
    }

    /** The cells from missing to windows exact. */
    static String cells(RowCheck.Count count, FaultOutcome.Strays strays, WindowCheck.Count windows) {
        return String.format(
                Locale.ROOT,
                "%d | %d | %d | %d | %d | %d | %s",
                count.missing(),
                count.doubled(),
                count.wrong(),
                count.foreign() + strays.rows(),
                strays.deadLetters(),
                strays.conflicts(),
                windows(windows));
    }

    private static String health(FaultOutcome outcome) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %,d | %d |",
                outcome.fault().id(),
                outcome.health().said(),
                outcome.answers(),
                outcome.changed().size());
    }

    private static List<String> failures(FaultOutcome outcome) {
        List<String> lines = new ArrayList<>();
        outcome.health().lies().forEach(lie -> lines.add("- " + outcome.fault().id() + ", `/health`: " + lie));
        outcome.changed()
                .forEach(question -> lines.add("- " + outcome.fault().id() + ", another answer now: " + question));
        if (!lines.isEmpty()) {
            lines.add("");
        }
        return lines;
    }

    private static String times(FaultOutcome outcome) {
        FaultOutcome.Times times = outcome.times();
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %,d | %.1f | %.1f | %.1f | %.1f | %s |",
                outcome.fault().id(),
                outcome.resent(),
                outcome.repeats(),
                outcome.raw().redelivered(),
                times.outage(),
                times.start(),
                times.recovery(),
                times.rest(),
                outcome.note());
    }

    private static String windows(WindowCheck.Count windows) {
        return windows.expected() == 0
                ? ""
                : String.format(Locale.ROOT, "%,d of %,d", windows.exact(), windows.expected());
    }

    private static String verdict(List<FaultOutcome> outcomes) {
        long failed = outcomes.stream().filter(outcome -> !outcome.holds()).count();
        return failed == 0
                ? "Every published reading has exactly one row, in each of " + outcomes.size() + " cases."
                : "FAILED: in " + failed + " of " + outcomes.size()
                        + " cases rows or windows are missing, doubled, wrong or not of any reading, an answer changed, or `/health` is wrong.";
    }
}
