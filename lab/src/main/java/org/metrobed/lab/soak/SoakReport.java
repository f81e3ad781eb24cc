package org.metrobed.lab.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A soak in Markdown. Static functions only. */
final class SoakReport {

    private static final double MIB = 1 << 20;

    private SoakReport() {}

    static List<String> lines(SoakFigures figures) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d readings published, %,d rows; %,d alerts; %,d windows; %.0f %% of a core without JIT.",
                figures.result().sent().readings(),
                figures.result().committed(),
                figures.alerts(),
                figures.newest().rows().windows(),
                figures.result()
                        .use()
                        .cpu()
                        .steadyPercent(figures.result().use().seconds())));
        lines.add("");
        lines.add("| median of | middle third | last third |");
        lines.add("| --- | ---: | ---: |");
        lines.add(row(
                figures,
                "resident memory of the JVM, MiB",
                sample -> sample.process().memory().jvm()));
        lines.add(row(
                figures,
                "memory of PostgreSQL, MiB",
                sample -> sample.process().memory().postgres()));
        lines.add(row(
                figures,
                "heap after a collection, MiB",
                sample -> sample.process().liveHeap()));
        lines.add(row(figures, "threads", sample -> sample.process().threads()));
        lines.add(row(figures, "open files", sample -> sample.process().descriptors()));
        lines.add(row(figures, "checkpoints, MiB", sample -> sample.disk().checkpoints() / MIB));
        lines.add("");
        lines.add("| growth | bytes | docs/SIZING.md |");
        lines.add("| --- | ---: | ---: |");
        lines.add(
                growth("observation", figures.perReading(sample -> sample.disk().observations()), Sizing.OBSERVATION));
        lines.add(growth("window", figures.perWindow(), Sizing.WINDOW));
        lines.add(growth(
                "reading in the raw log",
                figures.perReading(sample -> sample.disk().raw()),
                Sizing.RAW));
        lines.add(growth(
                "reading in the database as a whole",
                figures.perReading(sample -> sample.disk().database())));
        lines.add(growth(
                "reading in the other topics",
                figures.perReading(sample -> sample.disk().results())));
        lines.add(growth(
                "reading in logs", figures.perReading(sample -> sample.disk().logs())));
        lines.add("");
        List<String> faults = figures.listFaults();
        if (faults.isEmpty()) {
            lines.add(
                    "Each reading has one row, the job did not restart, the health was up at every look, memory is flat, and the disks"
                            + " grew as docs/SIZING.md says.");
        } else {
            lines.add("**Does not hold:** " + String.join(" ", faults));
        }
        return lines;
    }

    private static String row(SoakFigures figures, String what, ToDoubleFunction<SoakSample> quantity) {
        return String.format(
                Locale.ROOT, "| %s | %,.0f | %,.0f |", what, figures.middle(quantity), figures.last(quantity));
    }

    private static String growth(String what, double measured, int documented) {
        return String.format(Locale.ROOT, "| %s | %.1f | %d |", what, measured, documented);
    }

    private static String growth(String what, double measured) {
        return String.format(Locale.ROOT, "| %s | %.1f | |", what, measured);
    }
}
