package org.metrobed.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A PostgreSQL server as its own process, from binaries on the class path. Durable: fsync, synchronous commit and full
 * page writes are on. If a server outlived a killed process, it is adopted if it answers on the requested port;
 * otherwise it is stopped and started again. What was not closed is stopped when the JVM ends. Listens on 127.0.0.1 only, with a password. Works as root. Thread-safe.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final String USER = "metrobed";
    private static final String DATABASE = "metrobed";

    private final PostgresCluster cluster;
    private final PostgresCluster.Running running;
    private final String password;

    private EmbeddedPostgres(PostgresCluster cluster, PostgresCluster.Running running, String password) {
        this.cluster = cluster;
        this.running = running;
        this.password = password;
    }

    /**
     * Starts or adopts the server of this folder, which it creates the first time; returns when it serves clients and
     * database {@code metrobed} exists.
     *
     * @param port the TCP port, 0 for a free one
     * @throws ServiceException if the port is taken, the platform has no binaries or the server does not start
     */
    public static EmbeddedPostgres start(Path folder, int port) {
        try {
            Path root = Files.createDirectories(folder.toAbsolutePath().normalize());
            String password = password(root.resolve("password"));
            PostgresCluster cluster = PostgresCluster.open(root, USER);
            RunningServers.add(cluster);
            Optional<PostgresCluster.Running> left = cluster.findRunning();
            if (left.isPresent() && !adoptable(left.get(), port, password, cluster.data())) {
                cluster.stop();
                left = Optional.empty();
            }
            PostgresCluster.Running running = left.isPresent() ? left.get() : cluster.start(Ports.choose(port));
            ensureDatabase(running.port(), password);
            return new EmbeddedPostgres(cluster, running, password);
        } catch (IOException | SQLException e) {
            throw new ServiceException("PostgreSQL does not start in " + folder + ": " + e.getMessage(), e);
        }
    }

    /**
     * Whether a server of this folder seems to have outlived the process that started it; {@link #start} will adopt or
     * stop it.
     */
    public static boolean isLeftRunning(Path folder) {
        return Files.exists(folder.resolve("data").resolve("postmaster.pid"));
    }

    /**
     * Stops all servers of this process without waiting for their clients, for a process that is about to end without closing
     * them. Committed data is on disk.
     */
    public static void stopAllAtOnce() {
        RunningServers.stopAtOnce();
    }

    /** The JDBC address, such as {@code jdbc:postgresql://127.0.0.1:5432/metrobed}; without user and password. */
    public String jdbcUrl() {
        return url(running.port(), DATABASE);
    }

    /** The owner of the database, a superuser of this server. */
    public String user() {
        return USER;
    }

    /** The password of {@link #user}; generated once for each folder. */
    public String password() {
        return password;
    }

    /** The TCP port. */
    public int port() {
        return running.port();
    }

    /** The process id of the postmaster, for measurements and for tests that kill it. */
    public long pid() {
        return running.pid();
    }

    /** Stops the server; it rolls back open transactions. The data stays on disk. */
    @Override
    public void close() {
        try {
            cluster.stop();
            RunningServers.remove(cluster);
        } catch (IOException e) {
            throw new ServiceException("PostgreSQL does not stop: " + e.getMessage(), e);
        }
    }

    private static String password(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[16];
            new SecureRandom().nextBytes(random);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, HexFormat.of().formatHex(random));
        }
        return Files.readString(file).strip();
    }

    private static boolean adoptable(PostgresCluster.Running running, int port, String password, Path data) {
        if (port != 0 && port != running.port()) {
            return false;
        }
        try (Connection connection = DriverManager.getConnection(url(running.port(), "postgres"), USER, password);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW data_directory")) {
            return row.next() && data.equals(Path.of(row.getString(1)));
        } catch (SQLException e) {
            return false;
        }
    }

    private static void ensureDatabase(int port, String password) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(port, "postgres"), USER, password);
                Statement statement = connection.createStatement()) {
            boolean exists;
            try (ResultSet row =
                    statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
                exists = row.next();
            }
            if (!exists) {
                statement.execute("CREATE DATABASE " + DATABASE);
            }
        }
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }
}
