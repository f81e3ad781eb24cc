package org.metrobed.ingest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.metrobed.embedded.EmbeddedKafka;

/** A Kafka in its own process, which can be halted so that it confirms late. One thread. */
final class KafkaProcess implements AutoCloseable {

    private static final String READY = "ready on ";

    private final Process process;
    private final int port;

    private KafkaProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The process: serves until its input ends. */
    public static void main(String[] arguments) throws IOException {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(arguments[0]), 0)) {
            System.out.println(READY + kafka.port());
            while (System.in.read() >= 0) {
                // nothing is written to its input
            }
        }
    }

    static KafkaProcess start(Path folder) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KafkaProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(READY)) {
                return new KafkaProcess(process, Integer.parseInt(line.substring(READY.length())));
            }
        }
        throw new IllegalStateException("Kafka did not start");
    }

    int port() {
        return port;
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Stops all answers from now on. */
    void halt() {
        signal("-STOP");
    }

    /** Continues after a halt. */
    void resume() {
        signal("-CONT");
    }

    @Override
    public void close() {
        resume();
        process.destroy();
        if (!await(process)) {
            process.destroyForcibly();
        }
    }

    private void signal(String name) {
        try {
            await(new ProcessBuilder(List.of("kill", name, Long.toString(process.pid()))).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean await(Process one) {
        try {
            return one.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
