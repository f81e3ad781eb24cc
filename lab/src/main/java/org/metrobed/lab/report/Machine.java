package org.metrobed.lab.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The machine of the measurement, without any name of its owner. Immutable.
 *
 * @param cores cores that this JVM may use
 * @param processor model of the processor
 * @param memoryGibibytes memory of the machine
 * @param system operating system and its release
 * @param java the JVM
 */
public record Machine(int cores, String processor, double memoryGibibytes, String system, String java) {

    /** This machine. */
    public static Machine here() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                field("/proc/cpuinfo", "model name"),
                Long.parseLong("0" + field("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / (double) (1 << 20),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
    }

    /** A description in one sentence. */
    public String toSentence() {
        return String.format(
                Locale.ROOT,
                "%d cores of %s, %.0f GiB memory, %s, %s.",
                cores,
                processor,
                memoryGibibytes,
                system,
                java);
    }

    private static String field(String file, String name) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(name))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
