package org.metrobed.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.metrobed.lab.cpu.CpuCost;
import org.metrobed.lab.cpu.CpuStage;
import org.metrobed.lab.parts.PartCost;
import org.metrobed.lab.path.Delay;
import org.metrobed.lab.path.PathResult;

/** Writes the results as Markdown, which is also readable on a terminal. Stateless except for its input. */
public final class BenchReport {

    /** The target of the whole path in readings per second, for messages with one reading. */
    private static final long TARGET_AT_1 = 8_000;

    private static final long TARGET_AT_10 = 20_000;
    private static final double TARGET_RATIO = 2.0;
    /** After the end of the window. */
    private static final double WINDOW_MILLIS = 3_000;

    private static final double API_MEDIAN_MILLIS = 600;
    private static final double API_MILLIS = 1_000;

    private final BenchFigures figures;
    private final List<String> lines = new ArrayList<>();

    private BenchReport(BenchFigures figures) {
        this.figures = figures;
    }

    /** All lines. */
    public static List<String> lines(BenchFigures figures) {
        BenchReport report = new BenchReport(figures);
        report.path();
        report.costs();
        if (!figures.parts().isEmpty()) {
            report.parts();
        }
        report.rest();
        return List.copyOf(report.lines);
    }

    private void path() {
        add("| whole path | readings/s | messages/s | target | published in | committed in | CPU us a reading |"
                + " cold | publisher |");
        add("| --- | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: |");
        for (PathResult phase : figures.measured()) {
            long target = phase.readingsPerMessage() == 1 ? TARGET_AT_1 : TARGET_AT_10;
            add(
                    "| %s | %,.0f | %,.0f | %s | %.1f s | %.1f s | %.1f | %s | %.1f |",
                    perMessage(phase.readingsPerMessage()),
                    phase.readingsPerSecond(),
                    phase.messagesPerSecond(),
                    judge(phase.readingsPerSecond() >= target, String.format(Locale.ROOT, ">= %,d/s", target)),
                    phase.sent().seconds(),
                    phase.seconds(),
                    phase.cost().sum(),
                    figures.find(figures.warmUp(), phase.readingsPerMessage())
                            .map(cold -> String.format(
                                    Locale.ROOT, "%.1f", cold.cost().sum()))
                            .orElse("-"),
                    phase.sent().cpuMicros() / (double) phase.sent().readings());
        }
        add("");
    }

    private void costs() {
        add("| CPU us a reading | parts alone, 1 | whole path, 1 | parts alone, 10 | whole path, 10 |");
        add("| --- | ---: | ---: | ---: | ---: |");
        for (CpuStage stage : CpuStage.values()) {
            add("| %s | %s |", stage.label(), cells(cost -> cost.of(stage)));
        }
        add("| sum | %s |", cells(CpuCost::sum));
        add("| sum without JIT | %s |", cells(CpuCost::steady));
        if (!figures.parts().isEmpty()) {
            add("| ratio | %s |", ratios(CpuCost::sum));
            add("| ratio without JIT | %s |", ratios(CpuCost::steady));
        }
        add("");
    }

    private void parts() {
        add("| part alone | messages | readings/s | CPU us a reading | of these |");
        add("| --- | --- | ---: | ---: | --- |");
        for (PartCost part : figures.parts()) {
            add(
                    "| %s | %s | %,.0f | %.1f | %s |",
                    part.part().label(),
                    part.readingsPerMessage() == 0 ? "any" : perMessage(part.readingsPerMessage()),
                    part.readingsPerSecond(),
                    part.cost().sum(),
                    shares(part.cost()));
        }
        add("");
    }

    private static String text(Delay delay, String what) {
        return String.format(
                Locale.ROOT,
                "p50 %.0f ms, p99 %.0f ms, max %.0f ms (%,d %s)",
                delay.p50Millis(),
                delay.p99Millis(),
                delay.maxMillis(),
                delay.samples(),
                what);
    }

    private void rest() {
        add(
                "Delay from publish to a row that a reader of the database sees, at %,d readings/s: %s.",
                figures.delayRate(), text(figures.delay().database(), "readings"));
        add(
                "Delay from publish to an answer of the API that has the reading, at %,d readings/s: %s.",
                figures.delayRate(), text(figures.delay().api(), "readings"));
        figures.windowDelay().ifPresent(delay -> {
            add(
                    "Delay from publish to an answer of the API that has the reading, at %,d readings/s, 10 a message: %s,"
                            + " %s.",
                    figures.windowRate(),
                    text(delay.api(), "readings"),
                    judge(
                            delay.api().p50Millis() <= API_MEDIAN_MILLIS
                                    && delay.api().p99Millis() <= API_MILLIS,
                            "p50 at most 0.6 s, p99 at most 1 s"));
            add(
                    "Delay from the end of a minute to its window that a reader of the database sees, at %,d readings/s:"
                            + " %s, %s.",
                    figures.windowRate(),
                    text(delay.database(), "windows"),
                    judge(delay.database().maxMillis() <= WINDOW_MILLIS, "at most 3 s"));
        });
        add(
                "Peak memory: %,d MiB (JVM %,d MiB, PostgreSQL %,d MiB).",
                figures.memory().together(),
                figures.memory().jvm(),
                figures.memory().postgres());
        long published = readings(figures.warmUp()) + readings(figures.measured());
        long committed = rows(figures.warmUp()) + rows(figures.measured());
        add(
                "Published %,d readings, committed %,d rows: %s. Dead letters and conflicts: %d. Windows closed: %,d.",
                published,
                committed,
                figures.complete() ? "nothing lost, nothing doubled" : "NOT EQUAL",
                figures.strays(),
                figures.windows());
    }

    private interface Value {
        double of(CpuCost cost);
    }

    private String cells(Value value) {
        List<String> cells = new ArrayList<>();
        for (int size : new int[] {1, 10}) {
            cells.add(figures.parts().isEmpty() ? "-" : micros(value.of(figures.isolated(size))));
            cells.add(figures.find(figures.measured(), size)
                    .map(phase -> micros(value.of(phase.cost())))
                    .orElse("-"));
        }
        return String.join(" | ", cells);
    }

    private String ratios(Value value) {
        List<String> cells = new ArrayList<>();
        for (int size : new int[] {1, 10}) {
            cells.add("");
            cells.add(figures.find(figures.measured(), size)
                    .map(phase -> value.of(phase.cost()) / value.of(figures.isolated(size)))
                    .map(ratio -> String.format(Locale.ROOT, "%.2f, ", ratio) + judge(ratio <= TARGET_RATIO, "<= 2.0"))
                    .orElse("-"));
        }
        return String.join(" | ", cells);
    }

    private static String shares(CpuCost cost) {
        List<String> shares = new ArrayList<>();
        for (CpuStage stage : CpuStage.values()) {
            if (cost.of(stage) >= 0.05) {
                shares.add(stage.label() + " " + micros(cost.of(stage)));
            }
        }
        return String.join(", ", shares);
    }

    private static String micros(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String judge(boolean reached, String target) {
        return target + (reached ? " reached" : " MISSED");
    }

    private static String perMessage(int readings) {
        return readings == 1 ? "1 reading a message" : readings + " readings a message";
    }

    private static long readings(List<PathResult> phases) {
        return phases.stream().mapToLong(phase -> phase.sent().readings()).sum();
    }

    private static long rows(List<PathResult> phases) {
        return phases.stream().mapToLong(PathResult::committed).sum();
    }

    private void add(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values));
    }
}
