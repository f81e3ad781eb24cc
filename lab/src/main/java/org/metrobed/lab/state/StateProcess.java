package org.metrobed.lab.state;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.metrobed.lab.load.ChildJvm;

/** Runs {@link StateMain} in a process with the heap size of a small task manager. Static functions only. */
public final class StateProcess {

    private static final long LIMIT_SECONDS = 1_800;
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.time=ALL-UNNAMED");

    private StateProcess() {}

    /**
     * Measures.
     *
     * @param folder an empty folder for the savepoint
     * @param datastreams number of datastreams
     * @param rounds number of readings of each datastream
     * @param hours the time over which they are spread
     * @param heap heap size in the format of {@code -Xmx}
     * @param progress receives the number of processed readings
     * @throws IllegalStateException when the process fails, also if the heap is too small
     */
    public static StateFigures run(
            Path folder, int datastreams, int rounds, int hours, String heap, LongConsumer progress) {
        StateLoad load = new StateLoad(datastreams, rounds, hours * 3_600_000L / rounds);
        List<String> arguments = new ArrayList<>(load.toArguments());
        arguments.add(folder.toAbsolutePath().toString());
        List<String> options = new ArrayList<>(OPTIONS);
        options.add("-Xmx" + heap);
        try {
            Process process = ChildJvm.start(options, StateMain.class, arguments);
            CompletableFuture.delayedExecutor(LIMIT_SECONDS, TimeUnit.SECONDS).execute(process::destroy);
            try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    if (line.startsWith("passed ")) {
                        progress.accept(Long.parseLong(line.substring(7)));
                    } else if (line.startsWith("state ")) {
                        return StateFigures.parse(line.substring(6));
                    }
                }
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the state cannot be measured: " + e.getMessage(), e);
        }
        throw new IllegalStateException(
                "the state of " + datastreams + " datastreams cannot be measured with a heap of " + heap);
    }
}
