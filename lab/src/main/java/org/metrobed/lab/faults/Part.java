package org.metrobed.lab.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.metrobed.embedded.ServiceException;
import org.metrobed.lab.load.ChildJvm;

/** A part of the system in a separate process with its own folder. Not thread-safe. */
final class Part implements Supervised, AutoCloseable {

    private static final long START_SECONDS = 300;
    private static final long STOP_SECONDS = 40;
    /** The same as jvm.opens in the root pom. */
    private static final List<String> OPENS = List.of("java.lang", "java.util", "java.time", "java.nio", "sun.nio.ch");

    private final Command command;
    private final BooleanSupplier serves;
    private Process process;
    private boolean frozen;

    /**
     * The command that starts a part.
     *
     * @param name a name that {@link PartMain} knows
     * @param folder the folder of its data
     * @param options the options of its JVM
     * @param arguments the arguments after name and folder
     * @param environment its settings
     */
    record Command(
            String name, Path folder, List<String> options, List<String> arguments, Map<String, String> environment) {

        private ProcessBuilder builder() {
            List<String> jvm = new ArrayList<>(options);
            jvm.addAll(List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
            OPENS.forEach(opened -> jvm.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED"));
            List<String> all = new ArrayList<>(List.of(name, folder.toString()));
            all.addAll(arguments);
            ProcessBuilder builder = ChildJvm.builder(jvm, PartMain.class, all);
            builder.environment().keySet().removeIf(variable -> variable.startsWith("METROBED_"));
            builder.environment().putAll(environment);
            Path output = folder.resolve("output.txt");
            return builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        }
    }

    /** A part that writes a file when it serves. */
    Part(Command command) {
        this(command, () -> Files.exists(command.folder().resolve(PartMain.READY)));
    }

    /** A part with a condition that checks whether it serves. */
    Part(Command command, BooleanSupplier serves) {
        this.command = command;
        this.serves = serves;
    }

    @Override
    public String name() {
        return command.name();
    }

    @Override
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Starts the process and waits until it serves. */
    void start() {
        launch();
        awaitServing();
    }

    @Override
    public void launch() {
        try {
            Files.createDirectories(command.folder());
            Files.deleteIfExists(command.folder().resolve(PartMain.READY));
            process = command.builder().start();
            frozen = false;
        } catch (IOException e) {
            throw new UncheckedIOException(command.name() + " does not start: " + e.getMessage(), e);
        }
    }

    /** Whether it serves now. */
    boolean isServing() {
        return isAlive() && serves.getAsBoolean();
    }

    /** Waits until the process serves. */
    void awaitServing() {
        Deadline.until(command.name() + " to serve, see " + command.folder(), START_SECONDS, () -> {
            if (!process.isAlive()) {
                throw new ServiceException(command.name() + " has ended; its output is in " + command.folder());
            }
            return serves.getAsBoolean();
        });
    }

    /** The text that the process wrote when it began to serve. */
    String greeting() {
        try {
            return Files.readString(command.folder().resolve(PartMain.READY));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the process with SIGTERM and waits until it has ended. */
    void stop() {
        process.destroy();
        if (!ends(STOP_SECONDS)) {
            kill();
            throw new ServiceException(command.name() + " does not stop within " + STOP_SECONDS + " s");
        }
    }

    /** Kills the process with {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        if (!ends(STOP_SECONDS)) {
            throw new ServiceException(command.name() + " outlives kill -9");
        }
    }

    /** Freezes the process with {@code SIGSTOP}. */
    void freeze() {
        signal(process.pid(), "STOP");
        frozen = true;
    }

    /** Continues the process with {@code SIGCONT}. */
    void thaw() {
        signal(process.pid(), "CONT");
        frozen = false;
    }

    /** Ends the process in any state. */
    @Override
    public void close() {
        if (process == null || !process.isAlive()) {
            return;
        }
        if (!frozen) {
            process.destroy();
        }
        if (frozen || !ends(STOP_SECONDS)) {
            kill();
        }
    }

    /** Sends a signal to a process. */
    static void signal(long pid, String name) {
        try {
            Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid).start();
            if (kill.waitFor() != 0) {
                throw new ServiceException("process " + pid + " does not take SIG" + name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("interrupted", e);
        }
    }

    private boolean ends(long seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("interrupted while " + command.name() + " stopped", e);
        }
    }
}
