package org.metrobed.launcher.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import org.metrobed.embedded.Ports;
import org.metrobed.launcher.run.DataFolder;
import org.metrobed.launcher.run.RunOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks for problems that prevent a start or a continuous run, and asks a system that runs for its health. */
@Command(
        name = "doctor",
        description =
                "Check this machine: Java, memory, disk, ports, data folder; if Metrobed runs, also its parts. Exit code 1 if"
                        + " something is wrong.",
        mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {

    private static final long MEMORY_BYTES = 3L << 30;
    private static final long DISK_BYTES = 5L << 30;
    private static final int OPEN_FILES = 4_096;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunMixin run;

    private boolean wrong;

    @Override
    public Integer call() throws IOException, InterruptedException {
        RunOptions options = run.options();
        say(Runtime.version().feature() >= 17, "Java " + Runtime.version(), "Java 17 or newer is needed");
        memory();
        openFiles();
        long free = DataFolder.freeBytes(options.data());
        say(free >= DISK_BYTES, "disk: " + (free >> 30) + " GiB free for " + options.data(), "5 GiB are advised");
        say(
                Files.isDirectory(options.catalog()),
                "bundles in " + options.catalog(),
                "name their folder with --catalog");
        boolean held = DataFolder.held(options.data());
        say(true, held ? "a metrobed runs on " + options.data() : "no metrobed runs on " + options.data(), "");
        if (held) {
            new SystemDiagnosis("http://127.0.0.1:" + options.httpPort())
                    .look()
                    .forEach(finding -> say(finding.good(), finding.found(), finding.advice()));
        } else {
            port("--http-port", options.httpPort());
            port("--mqtt-port", options.mqttPort());
            port("--kafka-port", options.kafkaPort());
            port("--postgres-port", options.postgresPort());
        }
        return wrong ? 1 : 0;
    }

    private void memory() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean machine) {
            long bytes = machine.getTotalMemorySize();
            say(bytes >= MEMORY_BYTES, "memory: " + (bytes >> 20) + " MiB", "3 GiB are needed for a demo");
        }
    }

    private void openFiles() {
        if (ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.UnixOperatingSystemMXBean machine) {
            long limit = machine.getMaxFileDescriptorCount();
            say(limit >= OPEN_FILES, "open files: at most " + limit, "raise it: ulimit -n " + OPEN_FILES);
        }
    }

    private void port(String option, int port) {
        say(port == 0 || Ports.free(port), "port " + port, "it is taken; choose another with " + option);
    }

    private void say(boolean good, String found, String advice) {
        PrintWriter out = spec.commandLine().getOut();
        out.println((good ? "  ok    " : "  WRONG ") + found + (good ? "" : ": " + advice));
        wrong |= !good;
    }
}
