package org.metrobed.lab.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.metrobed.lab.isolated.RunFolder;
import org.metrobed.lab.isolated.RunPass;
import picocli.CommandLine.Option;

/** The options of an isolated run and of its passes. */
final class IsolatedRunMixin {

    /** The numbers of subtasks of the passes after the first, used in turn. */
    private static final List<Integer> OTHERS = List.of(1, 4, 2);

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep Kafka and PostgreSQL of the isolated run in DIR (default: a temporary folder).")
    private Path data;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "2",
            description = "Flink subtasks of the first pass (default: ${DEFAULT-VALUE}).")
    private int parallelism;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "0",
            description = "Run the same log N times more, with 1, 4 and 2 subtasks in turn; fail if a row differs.")
    private int repeat;

    @Option(
            names = "--restart",
            description = "Run it once more, cancelled half-way and resumed from a checkpoint; fail if a row differs.")
    private boolean restart;

    /** The folder of the isolated run's data; to be closed. */
    RunFolder folder() {
        return data == null ? RunFolder.temporary() : RunFolder.keep(data);
    }

    /** The requested passes, at least one. */
    List<RunPass> passes() {
        List<RunPass> passes = new ArrayList<>(List.of(new RunPass(1, parallelism, false)));
        for (int i = 0; i < repeat; i++) {
            passes.add(new RunPass(passes.size() + 1, OTHERS.get(i % OTHERS.size()), false));
        }
        if (restart) {
            passes.add(new RunPass(passes.size() + 1, parallelism, true));
        }
        return passes;
    }
}
