package org.metrobed.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Ingest as a process of its own, which can be killed. One thread. */
final class IngestProcess implements AutoCloseable {

    private final Process process;

    private IngestProcess(Process process) {
        this.process = process;
    }

    /** Starts it with the broker, the client id, the filters, Kafka and the topics of {@code config}. */
    static IngestProcess start(Path folder, IngestConfig config) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        IngestMain.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("ingest.log").toFile());
        builder.environment()
                .putAll(Map.of(
                        IngestConfig.MQTT_URL.name(), config.mqtt().url(),
                        IngestConfig.CLIENT_ID.name(), config.mqtt().clientId(),
                        IngestConfig.FILTERS.name(),
                                String.join(",", config.mqtt().filters()),
                        IngestConfig.KAFKA_BOOTSTRAP.name(), config.kafka().bootstrapServers(),
                        IngestConfig.TOPIC_PREFIX.name(),
                                config.kafka().topics().prefix()));
        return new IngestProcess(builder.start());
    }

    /** Ends it at once, without any of its code. */
    void kill() {
        process.destroyForcibly();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
