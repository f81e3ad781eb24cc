package org.metrobed.lab.parts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.metrobed.lab.load.ChildJvm;
import org.metrobed.lab.load.CityPlan;

/** Runs {@link PartsMain} with the options of this JVM. Static functions only. */
public final class PartsProcess {

    /** The number of parts. */
    public static final int PARTS = 6;

    /** More would only add memory: their messages are made before the measurement. */
    private static final int MOST_THINGS = 200;

    private static final long LIMIT_SECONDS = 300;

    private PartsProcess() {}

    /**
     * Measures all parts, for the first things of a city.
     *
     * @param seconds seconds for each part, without the warm-up of half this time
     * @param each receives the result of each part
     * @throws IllegalStateException when one of them fails
     */
    public static List<PartCost> run(Path folder, CityPlan city, long seconds, Consumer<PartCost> each) {
        List<String> options = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-X") && !option.startsWith("-XX:StartFlightRecording"))
                .toList();
        List<PartCost> costs = new ArrayList<>();
        try {
            Process process = ChildJvm.start(
                    options,
                    PartsMain.class,
                    List.of(
                            folder.toString(),
                            Integer.toString(Math.min(city.things(), MOST_THINGS)),
                            Long.toString(city.intervalSeconds()),
                            Long.toString(seconds)));
            CompletableFuture.delayedExecutor(LIMIT_SECONDS + PARTS * 4 * seconds, TimeUnit.SECONDS)
                    .execute(process::destroy);
            try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    if (line.startsWith("part ")) {
                        costs.add(PartCost.parse(line.substring(5)));
                        each.accept(costs.get(costs.size() - 1));
                    }
                }
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the bare parts cannot be measured: " + e.getMessage(), e);
        }
        if (costs.size() != PARTS) {
            throw new IllegalStateException("the bare parts ended after " + costs.size() + " of " + PARTS);
        }
        return costs;
    }
}
