package org.metrobed.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * TimescaleDB is loaded by the first statement of a session, and cannot be updated after that. So the driver must send no
 * statement of its own before the update, as it does by default.
 */
@SeveralConnections
final class FirstStatementIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @Test
    void updateIsTheFirstStatementOfItsSession() throws IOException, SQLException {
        try (Recorder recorder = new Recorder(STORE.config().url());
                Connection connection = Databases.connectSilently(recorder.of(STORE.config()), Map.of());
                Statement statement = connection.createStatement()) {
            statement.execute("select 'first'");
            assertThat(recorder.statements).first().asString().contains("select 'first'");
        }
    }

    @Test
    void usualSessionSendsOthersBefore() throws IOException, SQLException {
        try (Recorder recorder = new Recorder(STORE.config().url());
                Connection connection = Databases.connect(recorder.of(STORE.config()));
                Statement statement = connection.createStatement()) {
            statement.execute("select 'first'");
            assertThat(recorder.statements).first().asString().doesNotContain("select 'first'");
        }
    }

    /** Passes the bytes of one connection on, and keeps its statements. */
    private static final class Recorder implements AutoCloseable {
        private final ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final List<String> statements = new CopyOnWriteArrayList<>();
        private final URI server;

        Recorder(String url) throws IOException {
            this.server = URI.create(url.substring("jdbc:".length()));
            new Thread(this::serve, "recorder").start();
        }

        DatabaseConfig of(DatabaseConfig config) {
            String url = "jdbc:postgresql://127.0.0.1:" + door.getLocalPort() + server.getPath() + "?sslmode=disable";
            return new DatabaseConfig(url, config.user(), config.password(), config.schema());
        }

        private void serve() {
            try (Socket client = door.accept();
                    Socket database = new Socket(server.getHost(), server.getPort())) {
                new Thread(() -> answers(database, client), "answers").start();
                DataInputStream messages = new DataInputStream(client.getInputStream());
                pass((byte) 0, messages, database.getOutputStream());
                while (true) {
                    pass(messages.readByte(), messages, database.getOutputStream());
                }
            } catch (IOException e) {
                // the client has gone
            }
        }

        private void pass(byte type, DataInputStream messages, OutputStream database) throws IOException {
            int length = messages.readInt();
            byte[] body = messages.readNBytes(length - 4);
            if (type == 'Q' || type == 'P') {
                statements.add(new String(body, StandardCharsets.UTF_8));
            }
            if (type != 0) {
                database.write(type);
            }
            database.write(
                    new byte[] {(byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8), (byte) length});
            database.write(body);
            database.flush();
        }

        private static void answers(Socket database, Socket client) {
            try (InputStream from = database.getInputStream()) {
                from.transferTo(client.getOutputStream());
            } catch (IOException e) {
                // one side has gone
            }
        }

        @Override
        public void close() throws IOException {
            door.close();
        }
    }
}
