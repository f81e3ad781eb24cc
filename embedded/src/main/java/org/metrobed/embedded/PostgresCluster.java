package org.metrobed.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The data folder of one PostgreSQL server and the programs that use it. Not thread-safe. */
final class PostgresCluster {

    private static final long INITDB_SECONDS = 120;
    private static final long START_SECONDS = 300;
    private static final long STOP_SECONDS = 30;
    private static final long STOP_AT_ONCE_SECONDS = 10;
    private static final long LOOK_NANOS = 20_000_000;

    private final Path root;
    private final Path programs;
    private final Unprivileged runner;
    private volatile boolean starting;

    private PostgresCluster(Path root, Path programs, Unprivileged runner) {
        this.root = root;
        this.programs = programs;
        this.runner = runner;
    }

    /** A running server. */
    record Running(long pid, int port) {}

    /** Opens the folder, unpacks the programs and initialises the data if there are none yet. */
    static PostgresCluster open(Path root, String user) throws IOException {
        Path programs = PostgresBinaries.unpack(root);
        PostgresCluster cluster = new PostgresCluster(root, programs, Unprivileged.over(root));
        if (!Files.exists(cluster.data())) {
            cluster.initialise(user);
        }
        return cluster;
    }

    /** PostgreSQL's data directory. */
    Path data() {
        return root.resolve("data");
    }

    /** The server that {@code postmaster.pid} names, if that process is running and is a PostgreSQL server. */
    Optional<Running> findRunning() throws IOException {
        Optional<Running> running = readRunning();
        if (running.isEmpty()) {
            Files.deleteIfExists(pidFile());
        }
        return running;
    }

    private Path pidFile() {
        return data().resolve("postmaster.pid");
    }

    private Optional<Running> readRunning() throws IOException {
        List<String> lines = Files.exists(pidFile()) ? Files.readAllLines(pidFile()) : List.of();
        return lines.size() >= 4 && isPostgres(Long.parseLong(lines.get(0).strip()))
                ? Optional.of(new Running(
                        Long.parseLong(lines.get(0).strip()),
                        Integer.parseInt(lines.get(3).strip())))
                : Optional.empty();
    }

    /** Starts the server outside this process's group, so that a Ctrl-C at the console does not stop it. */
    Running start(int port) throws IOException {
        Ports.requireFree(port, "PostgreSQL");
        Files.write(data().resolve("metrobed.conf"), settings(port));
        Path log = root.resolve("postgresql.log");
        int exit;
        starting = true;
        try {
            exit = control(START_SECONDS, "start", "--log=" + log);
        } finally {
            starting = false;
        }
        if (exit != 0) {
            throw new ServiceException("PostgreSQL does not start; its log is " + log);
        }
        return findRunning().orElseThrow(() -> new ServiceException("PostgreSQL stopped at once; its log is " + log));
    }

    /** Stops the server if it runs: clients are disconnected, committed data is on disk. */
    void stop() throws IOException {
        if (findRunning().isEmpty() || control(STOP_SECONDS, "stop", "--mode=fast") == 0) {
            return;
        }
        if (findRunning().isPresent() && control(STOP_SECONDS, "stop", "--mode=immediate") != 0) {
            throw new ServiceException("PostgreSQL does not stop; see " + root.resolve("pg_ctl.log"));
        }
    }

    /**
     * Stops the server without waiting for its clients, also while another thread starts it; the next start recovers from its
     * log. Thread-safe.
     */
    void stopAtOnce() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_AT_ONCE_SECONDS);
        while (readRunning().isEmpty() && starting && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        if (readRunning().isPresent() && control(STOP_AT_ONCE_SECONDS, "stop", "--mode=immediate") != 0) {
            throw new ServiceException("PostgreSQL does not stop; see " + root.resolve("pg_ctl.log"));
        }
    }

    private int control(long limitSeconds, String action, String option) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(program("pg_ctl"), action, option, "--pgdata=" + data(), "--wait"));
        command.add("--timeout=" + limitSeconds);
        return runner.run(root.resolve("pg_ctl.log"), limitSeconds + 10, command);
    }

    /** Initialises in a temporary folder and renames it, so that a data folder is always complete. */
    private void initialise(String user) throws IOException {
        Path fresh = root.resolve("initialising");
        delete(fresh);
        Path log = root.resolve("initdb.log");
        List<String> command = List.of(
                program("initdb"),
                "--pgdata=" + fresh,
                "--username=" + user,
                "--pwfile=" + root.resolve("password"),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C");
        if (runner.run(log, INITDB_SECONDS, command) != 0) {
            throw new ServiceException("PostgreSQL cannot initialise its data folder; see " + log);
        }
        Path config = fresh.resolve("postgresql.conf");
        Files.writeString(config, Files.readString(config) + "\ninclude 'metrobed.conf'\n");
        Files.move(fresh, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private String program(String name) {
        return programs.resolve("bin").resolve(name).toString();
    }

    /** A process that has ended but was not reaped yet has no command. */
    private static boolean isPostgres(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .filter(command -> command.endsWith("postgres"))
                .isPresent();
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static List<String> settings(int port) {
        return List.of(
                "listen_addresses = '127.0.0.1'",
                "port = " + port,
                "unix_socket_directories = ''",
                "fsync = on",
                "synchronous_commit = on",
                "full_page_writes = on",
                "max_connections = 60",
                "shared_buffers = 256MB",
                "max_wal_size = 2GB",
                "wal_compression = on",
                "jit = off",
                "timezone = 'UTC'",
                "log_timezone = 'UTC'",
                "log_min_messages = warning",
                "log_checkpoints = off");
    }
}
