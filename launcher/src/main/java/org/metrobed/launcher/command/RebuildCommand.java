package org.metrobed.launcher.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.metrobed.api.raw.RawLogReach;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.Log;
import org.metrobed.launcher.run.Rebuild;
import org.metrobed.store.TableDigest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Computes the results again from the raw log, to compare them with the live results or to replace these. */
@Command(
        name = "rebuild",
        description =
                "Run the raw log of a stopped Metrobed again from its beginning, through several numbers of subtasks,"
                        + " and compare the tables; exit code 1 if they differ.",
        mixinStandardHelpOptions = true)
public final class RebuildCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunMixin run;

    @Option(
            names = "--subtasks",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,2,4",
            description = "Numbers of Flink subtasks, one run each (default: ${DEFAULT-VALUE}).")
    private List<Integer> subtasks;

    @Option(names = "--keep", description = "Keep the schemas metrobed_rebuild_N.")
    private boolean keep;

    @Option(
            names = "--start-over",
            description =
                    "Instead, drop the live results and checkpoints; the next start computes all from the raw log.")
    private boolean startOver;

    @Option(
            names = "--drop-older",
            description = "With --start-over: drop also results of records that the raw log no longer has.")
    private boolean dropOlder;

    @Override
    public Integer call() {
        Log.toFile(run.options().data());
        Console console = new Console(spec.commandLine().getOut());
        try (Rebuild rebuild = Rebuild.open(run.options(), console)) {
            if (startOver) {
                rebuild.startOver(dropOlder);
                console.say("the results are dropped; the next start computes them from the raw log");
                return 0;
            }
            return compare(rebuild, console);
        }
    }

    private int compare(Rebuild rebuild, Console console) {
        RawLogReach reach = rebuild.reach();
        if (reach.isShortened()) {
            console.say(reach.describe() + ": the rebuild has no rows of these, so the tables differ");
        }
        List<String> names = new ArrayList<>(List.of("live"));
        List<List<TableDigest>> results =
                new ArrayList<>(List.of(console.step("live, to the end of the log", rebuild::finishLive)));
        for (int count : subtasks) {
            names.add(count + " subtasks");
            results.add(console.step("rebuild, " + count + " subtasks", () -> rebuild.run(count)));
            if (!keep) {
                rebuild.discard(count);
            }
        }
        console.say("%-22s %12s  %s".formatted("table", "rows", "checksum of the rows"));
        results.get(0).forEach(table -> say(console, table));
        boolean same = results.stream().distinct().count() == 1;
        for (int i = 1; i < results.size() && !same; i++) {
            console.say(names.get(i) + ":");
            results.get(i).forEach(table -> say(console, table));
        }
        console.say(same ? "the same tables: " + String.join(", ", names) : "the tables DIFFER");
        return same ? 0 : 1;
    }

    private static void say(Console console, TableDigest table) {
        console.say("%-22s %12d  %s".formatted(table.table(), table.rows(), table.checksum()));
    }
}
