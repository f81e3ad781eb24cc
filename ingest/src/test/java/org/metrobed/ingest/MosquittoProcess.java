package org.metrobed.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.metrobed.testkit.Eventually;

/**
 * A separate Mosquitto process, open to everyone; a test that uses it is skipped if Mosquitto is not installed and the
 * system property {@code mosquitto} names none. One
 * thread.
 */
final class MosquittoProcess implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Process process;
    private final int port;

    private MosquittoProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static MosquittoProcess start(Path folder) throws IOException {
        Path binary = Stream.of(
                        System.getProperty("mosquitto", ""),
                        "/usr/sbin/mosquitto",
                        "/usr/local/sbin/mosquitto",
                        "/opt/homebrew/sbin/mosquitto")
                .map(Path::of)
                .filter(path -> Files.isRegularFile(path) && Files.isExecutable(path))
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(binary != null, "Mosquitto is not installed");
        int port = freePort();
        Path config = Files.writeString(Files.createDirectories(folder).resolve("mosquitto.conf"), """
                user root
                listener %d 127.0.0.1
                allow_anonymous true
                max_queued_messages 100000
                max_inflight_messages 65535
                """.formatted(port));
        Process process = new ProcessBuilder(binary.toString(), "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Eventually.await("Mosquitto listens", LIMIT, () -> listens(port));
        return new MosquittoProcess(process, port);
    }

    String url() {
        return "tcp://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
