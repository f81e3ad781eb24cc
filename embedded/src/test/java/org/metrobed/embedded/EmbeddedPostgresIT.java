package org.metrobed.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedPostgresIT {

    @TempDir
    Path folder;

    @Test
    void durabilityIsSwitchedOn() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0)) {
            assertThat(query(postgres, "SHOW fsync")).isEqualTo("on");
            assertThat(query(postgres, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(query(postgres, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(query(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void dataOutlivesCloseAndStart() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0)) {
            update(postgres, "CREATE TABLE kept AS SELECT 42 AS answer");
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0)) {
            assertThat(query(postgres, "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void committedRowsOutliveKillOfAllServerProcesses() throws Exception {
        EmbeddedPostgres killed = EmbeddedPostgres.start(folder, 0);
        update(killed, "CREATE TABLE kept AS SELECT 42 AS answer");
        ProcessHandle postmaster = ProcessHandle.of(killed.pid()).orElseThrow();
        postmaster.descendants().forEach(ProcessHandle::destroyForcibly);
        postmaster.destroyForcibly();
        postmaster.onExit().get(60, TimeUnit.SECONDS);

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0)) {
            assertThat(query(postgres, "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void serverIsStoppedAtOnceAlsoWhileItStartsAndKeepsCommittedRows() throws Exception {
        EmbeddedPostgres open = EmbeddedPostgres.start(folder, 0);
        update(open, "CREATE TABLE kept AS SELECT 42 AS answer");
        ProcessHandle postmaster = ProcessHandle.of(open.pid()).orElseThrow();
        EmbeddedPostgres.stopAllAtOnce();
        postmaster.onExit().get(60, TimeUnit.SECONDS);
        assertThat(EmbeddedPostgres.isLeftRunning(folder)).isFalse();

        CompletableFuture<EmbeddedPostgres> starting =
                CompletableFuture.supplyAsync(() -> EmbeddedPostgres.start(folder, 0));
        while (!starting.isDone() && !EmbeddedPostgres.isLeftRunning(folder)) {
            LockSupport.parkNanos(1_000_000);
        }
        EmbeddedPostgres.stopAllAtOnce();
        starting.handle((server, failure) -> server).get(60, TimeUnit.SECONDS);
        assertThat(EmbeddedPostgres.isLeftRunning(folder)).isFalse();

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0)) {
            assertThat(query(postgres, "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void serverThatOutlivedItsStarterIsAdopted() throws Exception {
        EmbeddedPostgres abandoned = EmbeddedPostgres.start(folder, 0);
        CompletableFuture<ProcessHandle> end =
                ProcessHandle.of(abandoned.pid()).orElseThrow().onExit();
        try (EmbeddedPostgres adopted = EmbeddedPostgres.start(folder, abandoned.port())) {
            assertThat(adopted.pid()).isEqualTo(abandoned.pid());
            assertThat(query(adopted, "SELECT 1")).isEqualTo("1");
        }
        assertThat(end.get(60, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    @Test
    void serverThatOutlivedItsStarterIsMovedToAnotherPort() throws SQLException {
        EmbeddedPostgres abandoned = EmbeddedPostgres.start(folder, 0);
        int other = Ports.choose(0);
        try (EmbeddedPostgres moved = EmbeddedPostgres.start(folder, other)) {
            assertThat(moved.port()).isEqualTo(other);
            assertThat(moved.pid()).isNotEqualTo(abandoned.pid());
            assertThat(query(moved, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void takenPortIsOneSentence() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(folder, taken.getLocalPort()))
                    .isInstanceOf(ServiceException.class)
                    .hasMessage("port %d for PostgreSQL is taken by another program".formatted(taken.getLocalPort()));
        }
    }

    private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    private static void update(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
