package org.metrobed.launcher.whole;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.metrobed.testkit.Eventually;

/** One data folder with fixed ports, and the packaged {@code metrobed} command, run on it in child processes. */
final class Running {

    private static final Duration START = Duration.ofSeconds(300);

    final int http = freePort();
    final int mqtt = freePort();
    final int kafka = freePort();
    final int postgres = freePort();
    private final Path folder;
    private final List<Process> children = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private Path jar = Path.of("target", "metrobed-launcher.jar");
    private Process metrobed;

    Running(Path folder) {
        this.folder = folder;
    }

    /** Runs commands of another build from now on: the jar in its folder {@code launcher/target}. */
    void use(Path other) {
        jar = other;
    }

    /** Sets a variable of the environment of commands that start from now on. */
    void set(String name, String value) {
        environment.put(name, value);
    }

    /** Starts {@code up} and waits until it is ready; returns its output. */
    Path up() throws IOException {
        Path output = Files.createTempFile(folder, "up", ".txt");
        metrobed = start(output);
        Eventually.await("metrobed up to be ready, see its output:\n" + output, START, () -> {
            if (!metrobed.isAlive()) {
                throw new IllegalStateException("metrobed up ended:\n" + text(output));
            }
            return text(output).contains("ready http://127.0.0.1:" + http);
        });
        return output;
    }

    /** Starts {@code up} and does not wait for it. */
    Process start(Path output) throws IOException {
        return command(output, "up", withPorts("--http-port", http, "--mqtt-port", mqtt, "--kafka-port", kafka));
    }

    /** Kills all processes immediately, including PostgreSQL: nothing is closed or flushed. */
    void kill() throws IOException, InterruptedException {
        long postmaster = Long.parseLong(Files.readAllLines(folder.resolve("data/postgres/data/postmaster.pid"))
                .get(0)
                .strip());
        metrobed.destroyForcibly();
        ProcessHandle.of(postmaster).ifPresent(database -> {
            List<ProcessHandle> backends = database.descendants().toList();
            database.destroyForcibly();
            backends.forEach(ProcessHandle::destroyForcibly);
        });
        metrobed.waitFor();
    }

    /** Stops with the signal of Ctrl-C; returns the duration of the stop. */
    Duration stop() throws InterruptedException {
        long before = System.nanoTime();
        metrobed.destroy();
        if (!metrobed.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("metrobed up does not stop");
        }
        return Duration.ofNanos(System.nanoTime() - before);
    }

    /** Starts any other command with the same services. */
    Process run(Path output, String command, List<String> arguments) throws IOException {
        return command(output, command, arguments);
    }

    /** Appends the options of a command that uses Kafka and the data folder. */
    List<String> withData(String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(withPorts("--kafka-port", kafka));
        return all;
    }

    /** Appends the options of a command that uses only Kafka. */
    List<String> withKafka(String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--kafka-port", Integer.toString(kafka)));
        return all;
    }

    /** The first number of a query in the live schema. */
    long number(String sql) {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + postgres + "/metrobed?currentSchema=metrobed",
                        "metrobed",
                        Files.readString(folder.resolve("data/postgres/password"))
                                .strip());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            return -1; // it is starting or being killed
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends the processes that still run. */
    void end() throws InterruptedException {
        for (Process child : children) {
            if (child.isAlive()) {
                child.destroy();
                if (!child.waitFor(20, TimeUnit.SECONDS)) {
                    child.destroyForcibly().waitFor();
                }
            }
        }
    }

    private List<String> withPorts(Object... ports) {
        List<String> options = new ArrayList<>(
                List.of("--data", folder.resolve("data").toString(), "--postgres-port", Integer.toString(postgres)));
        for (Object port : ports) {
            options.add(port.toString());
        }
        return options;
    }

    private Process command(Path output, String command, List<String> arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-Dmetrobed.home=" + jar.toAbsolutePath().resolve("../../..").normalize(),
                "-jar",
                jar.toAbsolutePath().toString(),
                command));
        line.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        children.add(process);
        return process;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
