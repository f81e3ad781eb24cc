package org.metrobed.lab.faults;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;
import org.metrobed.config.Secret;
import org.metrobed.embedded.EmbeddedPostgres;
import org.metrobed.embedded.ServiceException;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;

/** PostgreSQL as a part of the system. Not thread-safe, except for its end. */
final class PostgresPart implements Supervised, AutoCloseable {

    private static final long LIMIT_SECONDS = 60;
    private static final long PAUSE_NANOS = 1_000_000_000;

    private final Path folder;
    private final int port;
    private EmbeddedPostgres server;
    private boolean closed;

    /** Not started. */
    PostgresPart(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public synchronized boolean isAlive() {
        return server != null
                && ProcessHandle.of(server.pid()).map(ProcessHandle::isAlive).orElse(false);
    }

    /** Starts the server, again if its disk is full at that moment, as systemd would; returns when it serves. */
    @Override
    public synchronized void launch() {
        long deadline = System.nanoTime() + Duration.ofSeconds(LIMIT_SECONDS).toNanos();
        while (!closed) {
            try {
                server = EmbeddedPostgres.start(folder, port);
                return;
            } catch (ServiceException e) {
                if (System.nanoTime() - deadline > 0) {
                    throw e;
                }
                Deadline.untilNanos(System.nanoTime() + PAUSE_NANOS);
            }
        }
    }

    /** Stops the server; the connections of clients are closed. */
    void stop() {
        server.close();
    }

    /** Freezes the server with all its processes ({@code SIGSTOP}). */
    void freeze() {
        signal("STOP");
    }

    /** Lets it go on. */
    void thaw() {
        signal("CONT");
    }

    /** Lets the server refuse all writes of new transactions, as a standby does that is about to be promoted. */
    void setReadOnly(boolean readOnly) {
        try (Connection connection = Databases.connect(config());
                Statement statement = connection.createStatement()) {
            statement.execute("set transaction_read_only to off");
            statement.execute("alter system set default_transaction_read_only = " + (readOnly ? "on" : "off"));
            statement.execute("select pg_reload_conf()");
        } catch (SQLException e) {
            throw new ServiceException("PostgreSQL cannot be set read-only or back: " + e.getMessage(), e);
        }
    }

    /** How to connect to it. */
    DatabaseConfig config() {
        return new DatabaseConfig(
                server.jdbcUrl(), server.user(), new Secret(server.password()), DatabaseConfig.SCHEMA.defaultValue());
    }

    /** Ends the server in any state; it does not start again. */
    @Override
    public synchronized void close() {
        closed = true;
        if (server != null) {
            if (isAlive()) {
                thaw();
            }
            server.close();
        }
    }

    private void signal(String name) {
        ProcessHandle postmaster = ProcessHandle.of(server.pid()).orElseThrow();
        Stream.concat(Stream.of(postmaster), postmaster.descendants())
                .forEach(process -> Part.signal(process.pid(), name));
    }
}
