package org.metrobed.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.metrobed.lab.cpu.CpuCost;
import org.metrobed.lab.cpu.CpuStage;
import org.metrobed.lab.cpu.MemoryMeter;
import org.metrobed.lab.parts.PartCost;
import org.metrobed.lab.path.Delay;
import org.metrobed.lab.path.IdleUse;
import org.metrobed.lab.path.PathResult;

/** Writes the results as Markdown, which is also readable on a terminal. Stateless except for its input. */
public final class BenchReport {

    private static final double BACKLOG_AT_1 = 4.5;
    private static final double BACKLOG_AT_10 = 2.2;
    private static final double PACED_AT_10 = 4;
    /** After the end of the window. */
    private static final double WINDOW_MILLIS = 3_000;

    private static final double MEDIAN_MILLIS = 600;
    private static final double P99_MILLIS = 1_000;
    private static final double LATE_SECONDS = 1;
    private static final double IDLE_CORE_PERCENT = 3;
    private static final long IDLE_THREADS = 150;
    private static final double IDLE_TRANSACTIONS = 2;
    private static final long IDLE_MEBIBYTES = 500;

    private final BenchFigures figures;
    private final List<String> lines = new ArrayList<>();

    private BenchReport(BenchFigures figures) {
        this.figures = figures;
    }

    /** All lines. */
    public static List<String> lines(BenchFigures figures) {
        BenchReport report = new BenchReport(figures);
        report.city();
        report.path();
        report.pace();
        report.costs();
        if (!figures.parts().isEmpty()) {
            report.parts();
        }
        report.delays();
        report.idle();
        report.rest();
        return List.copyOf(report.lines);
    }

    /** A phase in words. */
    public static String name(PathResult phase) {
        return (phase.load().isPaced() ? "paced" : "backlog") + ", "
                + phase.load().readingsPerMessage() + " a message";
    }

    private void city() {
        add(
                "A city of %,d datastreams, each with a reading in %d s, over %,d connections: %,.0f readings/s when paced.",
                figures.city().datastreams(),
                figures.city().intervalSeconds(),
                figures.city().connections(),
                figures.city().readingsPerSecond());
        add("");
    }

    private void path() {
        add("| whole path | readings/s | CPU us a reading | without JIT | floor F | ratio to F | cold | publisher |"
                + " checkpoints | MiB/s written | longest collection |");
        add("| --- | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: |");
        for (PathResult phase : figures.measured()) {
            CpuCost cost = phase.cost();
            add(
                    "| %s | %,.0f | %.1f | %.1f | %s | %s | %s | %.1f | %d | %.1f | %,d ms |",
                    name(phase),
                    phase.readingsPerSecond(),
                    cost.sum(),
                    cost.steady(),
                    floor(phase).map(floor -> micros(floor.steady())).orElse("-"),
                    floor(phase).map(floor -> ratio(phase, floor)).orElse("-"),
                    cold(phase),
                    phase.sent().cpuMicros() / (double) phase.sent().readings(),
                    phase.checkpoints(),
                    phase.use().mebibytesWritten() / phase.use().seconds(),
                    phase.use().longestCollectionMillis());
        }
        add("");
    }

    /** Without this line, a load that nobody could keep up with would look like a slower one. */
    private void pace() {
        figures.measured().stream().filter(phase -> phase.load().isPaced()).forEach(phase -> {
            double late = phase.sent().seconds()
                    - phase.sent().rounds() * (double) figures.city().intervalSeconds();
            add(
                    "The last message of the paced load was acknowledged %.1f s after the end of its last interval: %s.",
                    Math.max(0, late), judge(late <= LATE_SECONDS, "at most 1 s"));
            add("");
        });
    }

    private String cold(PathResult phase) {
        return figures.warmUp().stream()
                .filter(cold -> name(cold).equals(name(phase)))
                .findFirst()
                .map(cold -> micros(cold.cost().sum()))
                .orElse("-");
    }

    private Optional<CpuCost> floor(PathResult phase) {
        return figures.floor(phase.load().readingsPerMessage());
    }

    private static String ratio(PathResult phase, CpuCost floor) {
        double goal = phase.load().isPaced()
                ? PACED_AT_10
                : phase.load().readingsPerMessage() == 1 ? BACKLOG_AT_1 : BACKLOG_AT_10;
        double ratio = phase.cost().steady() / floor.steady();
        return String.format(Locale.ROOT, "%.2f, ", ratio)
                + judge(ratio <= goal, String.format(Locale.ROOT, "<= %.1f", goal));
    }

    private void costs() {
        List<String> names = new ArrayList<>();
        List<CpuCost> costs = new ArrayList<>();
        for (PathResult phase : figures.measured()) {
            floor(phase).filter(floor -> !phase.load().isPaced()).ifPresent(floor -> {
                names.add("floor, " + phase.load().readingsPerMessage() + " a message");
                costs.add(floor);
            });
            names.add(name(phase));
            costs.add(phase.cost());
        }
        add("| CPU us a reading | " + String.join(" | ", names) + " |");
        add("| --- |" + " ---: |".repeat(names.size()));
        for (CpuStage stage : CpuStage.values()) {
            row(stage.label(), costs, cost -> cost.of(stage));
        }
        row("sum without JIT", costs, CpuCost::steady);
        add("");
    }

    private void row(String label, List<CpuCost> costs, ToDoubleFunction<CpuCost> value) {
        add(
                "| %s | %s |",
                label,
                String.join(
                        " | ",
                        costs.stream()
                                .map(cost -> micros(value.applyAsDouble(cost)))
                                .toList()));
    }

    private void parts() {
        add("| part of the floor | messages | readings/s | CPU us a reading | of these |");
        add("| --- | --- | ---: | ---: | --- |");
        for (PartCost part : figures.parts()) {
            add(
                    "| %s | %s | %,.0f | %.1f | %s |",
                    part.part().label(),
                    part.readingsPerMessage() == 0 ? "any" : part.readingsPerMessage() + " a message",
                    part.readingsPerSecond(),
                    part.cost().steady(),
                    shares(part.cost()));
        }
        add("");
    }

    private void delays() {
        Delay readings = figures.delays().readings();
        add(
                "Delay from the time when a message is due to an answer of the API that has its readings, at %,.0f readings/s:"
                        + " %s, %s.",
                figures.city().readingsPerSecond(),
                text(readings, "readings"),
                judge(
                        readings.p50Millis() <= MEDIAN_MILLIS && readings.p99Millis() <= P99_MILLIS,
                        "p50 at most 0.6 s and p99 at most 1 s"));
        figures.delays()
                .windows()
                .ifPresent(delay -> add(
                        "Delay from the end of a minute to an answer of the API that has its window: %s, %s.",
                        text(delay, "windows"), judge(delay.maxMillis() <= WINDOW_MILLIS, "at most 3 s")));
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

    private void idle() {
        IdleUse idle = figures.idle();
        add("| idle | | goal |");
        add("| --- | ---: | --- |");
        add(
                "| %% of a core without JIT | %.1f | %s |",
                idle.corePercent(), judge(idle.corePercent() <= IDLE_CORE_PERCENT, "<= 3"));
        add("| threads | %d | %s |", idle.threads(), judge(idle.threads() <= IDLE_THREADS, "<= 150"));
        add(
                "| transactions a second | %.1f | %s |",
                idle.transactionsPerSecond(), judge(idle.transactionsPerSecond() <= IDLE_TRANSACTIONS, "<= 2"));
        add(
                "| MiB of memory (JVM %,d, PostgreSQL %,d) | %,d | %s |",
                idle.memory().jvm(),
                idle.memory().postgres(),
                idle.memory().sum(),
                judge(idle.memory().sum() <= IDLE_MEBIBYTES, "<= 500"));
        add(
                "| KiB/s written, as the kernel counts | %.1f | |",
                idle.use().mebibytesWritten() * 1_024 / idle.use().seconds());
        add("");
    }

    private void rest() {
        MemoryMeter.Peaks memory = figures.memory();
        add(
                "Peak memory: %,d MiB (JVM %,d MiB, PostgreSQL %,d MiB).",
                memory.together(), memory.each().jvm(), memory.each().postgres());
        BenchFigures.Rows rows = figures.rows();
        List<PathResult> all = new ArrayList<>(figures.warmUp());
        all.addAll(figures.measured());
        add(
                "Published %,d readings, committed %,d rows: %s. Dead letters and conflicts: %d. Windows closed: %,d."
                        + " Revisions by later verdicts: %,d. Alerts, with those of the silence between phases: %,d%s.",
                all.stream().mapToLong(phase -> phase.sent().readings()).sum(),
                all.stream().mapToLong(PathResult::committed).sum(),
                all.stream().allMatch(PathResult::complete) ? "nothing lost, nothing doubled" : "NOT EQUAL",
                rows.strays(),
                rows.windows(),
                rows.revisions(),
                rows.alerts(),
                rows.alerts() > 0 ? "" : ", NO RULE FIRED");
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

    private void add(String format, Object... values) {
        lines.add(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
    }
}
