package org.metrobed.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.lang3.StringUtils;
import org.snakeyaml.engine.v2.api.Load;

/**
 * A Flink cluster like in the containers: a JVM for the job manager and for each task manager. Their class path is Flink's
 * own; the job's jar is in {@code usrlib}. Listens on 127.0.0.1 only. Not thread-safe.
 */
final class FlinkProcesses implements AutoCloseable {

    private static final String JOB_MANAGER =
            "org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint";
    private static final String TASK_MANAGER = "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";

    private final Path home;
    private final Map<String, Process> processes = new LinkedHashMap<>();
    private final Thread atExit = new Thread(this::kill);

    private FlinkProcesses(Path home) {
        this.home = home;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Starts all; the job manager runs the main class at once.
     *
     * @param home an empty folder
     * @param jar the job's jar
     * @param main its main class
     * @param environment of the job manager, in which the main class runs
     * @param taskManagers how many, each with one slot
     */
    static FlinkProcesses start(Path home, Path jar, String main, Map<String, String> environment, int taskManagers)
            throws IOException {
        Files.createDirectories(home.resolve("lib"));
        Files.copy(jar, Files.createDirectories(home.resolve("usrlib")).resolve("job.jar"));
        Path conf = Files.createDirectories(home.resolve("conf"));
        Files.writeString(conf.resolve("config.yaml"), configuration(home));
        Files.writeString(conf.resolve("logback.xml"), LOGBACK);
        FlinkProcesses cluster = new FlinkProcesses(home);
        cluster.start("jobmanager", environment, List.of(JOB_MANAGER, "--job-classname", main));
        for (int number = 1; number <= taskManagers; number++) {
            cluster.start("taskmanager-" + number, Map.of(), List.of(TASK_MANAGER));
        }
        return cluster;
    }

    /** The log records of all above the level of a warning, and their exit codes if they ended. */
    String errors() {
        StringBuilder text = new StringBuilder();
        for (String name : processes.keySet()) {
            try (Stream<String> lines = Files.lines(home.resolve(name + ".log"))) {
                lines.filter(line -> line.contains("ERROR") || line.contains("Exception") || line.contains("Error:"))
                        .limit(20)
                        .forEach(line ->
                                text.append(name).append(": ").append(line).append('\n'));
            } catch (IOException e) {
                text.append(name).append(": ").append(e).append('\n');
            }
        }
        processes.values().stream()
                .filter(process -> !process.isAlive())
                .forEach(process ->
                        text.append("ended with ").append(process.exitValue()).append('\n'));
        return text.toString();
    }

    /** The class path of all: no class of this project, no class of the tests. */
    static String classPath() throws IOException {
        List<String> jars = new ArrayList<>(List.of(Files.readString(Path.of("target", "flink-class-path.txt"))
                .strip()
                .split(File.pathSeparator)));
        // libraries that Flink itself needs and the job has too, and the logger that this project tests with
        for (Class<?> type : List.of(
                StringUtils.class,
                Load.class,
                net.jpountz.lz4.LZ4Factory.class,
                org.xerial.snappy.Snappy.class,
                ch.qos.logback.classic.Logger.class,
                ch.qos.logback.core.Context.class)) {
            jars.add(jarOf(type));
        }
        assertThat(jars).allMatch(jar -> jar.endsWith(".jar")).noneMatch(jar -> jar.contains("metrobed"));
        return String.join(File.pathSeparator, jars);
    }

    private void start(String name, Map<String, String> environment, List<String> mainAndArguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx384m"));
        Stream.of("java.lang", "java.util", "java.time", "java.nio", "sun.nio.ch")
                .map(opened -> "--add-opens=java.base/" + opened + "=ALL-UNNAMED")
                .forEach(command::add);
        command.add("-Djava.io.tmpdir=" + Files.createDirectories(home.resolve("tmp")));
        command.add("-Dlogback.configurationFile=" + home.resolve("conf/logback.xml"));
        command.addAll(List.of("-cp", classPath()));
        command.addAll(mainAndArguments);
        command.addAll(List.of("--configDir", home.resolve("conf").toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("FLINK_LIB_DIR", home.resolve("lib").toString());
        builder.environment().putAll(environment);
        processes.put(
                name,
                builder.redirectOutput(home.resolve(name + ".log").toFile()).start());
    }

    private static String configuration(Path home) throws IOException {
        return Map.ofEntries(
                        Map.entry("jobmanager.rpc.address", "127.0.0.1"),
                        Map.entry("jobmanager.rpc.port", Integer.toString(freePort())),
                        Map.entry("jobmanager.bind-host", "127.0.0.1"),
                        Map.entry("rest.address", "127.0.0.1"),
                        Map.entry("rest.bind-address", "127.0.0.1"),
                        Map.entry("rest.bind-port", "'0'"),
                        Map.entry("taskmanager.host", "127.0.0.1"),
                        Map.entry("taskmanager.bind-host", "127.0.0.1"),
                        Map.entry("taskmanager.numberOfTaskSlots", "1"),
                        Map.entry("taskmanager.cpu.cores", "1"),
                        Map.entry("taskmanager.memory.framework.heap.size", "96m"),
                        Map.entry("taskmanager.memory.framework.off-heap.size", "32m"),
                        Map.entry("taskmanager.memory.jvm-metaspace.size", "128m"),
                        Map.entry("taskmanager.memory.jvm-overhead.min", "64m"),
                        Map.entry("taskmanager.memory.jvm-overhead.max", "64m"),
                        Map.entry("taskmanager.memory.task.heap.size", "256m"),
                        Map.entry("taskmanager.memory.task.off-heap.size", "0m"),
                        Map.entry("taskmanager.memory.managed.size", "1m"),
                        Map.entry("taskmanager.memory.network.min", "32m"),
                        Map.entry("taskmanager.memory.network.max", "32m"),
                        Map.entry("io.tmp.dirs", home.resolve("tmp").toString()))
                .entrySet()
                .stream()
                .map(setting -> setting.getKey() + ": " + setting.getValue() + "\n")
                .reduce("", String::concat);
    }

    private static final String LOGBACK = """
            <configuration>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d %level %logger{0} %msg%n</pattern></encoder>
              </appender>
              <root level="INFO"><appender-ref ref="out"/></root>
            </configuration>
            """;

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String jarOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void kill() {
        processes.values().forEach(Process::destroyForcibly);
    }

    /** Kills a task manager that runs tasks of the job, and waits until it has ended. */
    void killBusyTaskManager() {
        String busy = processes.keySet().stream()
                .filter(name -> name.startsWith("taskmanager") && hasRunTasks(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no task manager runs a task\n" + errors()));
        processes.get(busy).destroyForcibly().onExit().join();
    }

    private boolean hasRunTasks(String name) {
        try (Stream<String> lines = Files.lines(home.resolve(name + ".log"))) {
            return lines.anyMatch(line -> line.contains(" to RUNNING"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends all and waits until they have ended. */
    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(atExit);
        processes.values().forEach(process -> process.onExit().join());
    }
}
