package org.metrobed.lab.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.metrobed.api.ApiMain;
import org.metrobed.config.Settings;
import org.metrobed.embedded.EmbeddedKafka;
import org.metrobed.embedded.EmbeddedMqttBroker;
import org.metrobed.ingest.IngestMain;
import org.metrobed.launcher.flink.FlinkService;
import org.metrobed.launcher.run.Log;
import org.metrobed.launcher.run.StopSignal;
import org.metrobed.stream.Pipeline;
import org.metrobed.stream.PipelineConfig;

/**
 * One part of the system as a process. Writes the file {@value #READY} to its folder when it serves, stops in order on
 * SIGTERM, and ends when its parent process has ended.
 */
public final class PartMain {

    static final String READY = "ready";

    private final Path folder;
    private final StopSignal stop = StopSignal.listen();

    private PartMain(Path folder) {
        this.folder = folder;
    }

    /**
     * Runs a part until it receives SIGTERM.
     *
     * @param args {@code broker FOLDER PORT}, {@code kafka FOLDER PORT}, or {@code flink FOLDER}, {@code ingest} and {@code api},
     *     which read their settings from the environment
     */
    public static void main(String[] args) throws IOException, InterruptedException, SQLException {
        endWithParent();
        if (args[0].equals("api")) {
            ApiMain.main(new String[0]);
            return;
        }
        if (args[0].equals("ingest")) {
            IngestMain.main(new String[0]);
            return;
        }
        Path folder = Path.of(args[1]);
        Log.toFile(folder);
        PartMain part = new PartMain(folder);
        switch (args[0]) {
            case "broker" -> part.broker(Integer.parseInt(args[2]));
            case "kafka" -> part.kafka(Integer.parseInt(args[2]));
            case "flink" -> part.flink(PipelineConfig.read(Settings.of(System.getenv())));
            default -> throw new IllegalArgumentException("there is no part '" + args[0] + "'");
        }
        Runtime.getRuntime().halt(0); // a thread of a service may still run
    }

    private void broker(int port) throws IOException, InterruptedException {
        try (EmbeddedMqttBroker broker = EmbeddedMqttBroker.start(folder, port)) {
            serve(broker.url());
        }
    }

    private void kafka(int port) throws IOException, InterruptedException {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, port)) {
            serve(kafka.bootstrapServers());
        }
    }

    private void flink(PipelineConfig config) throws IOException, InterruptedException {
        try (FlinkService flink = FlinkService.start(folder, config.parallelism())) {
            Optional<Path> from = flink.run(() -> graph(config));
            serve(from.map(checkpoint -> checkpoint.getFileName().toString()).orElse("the beginning of the raw log"));
        }
    }

    private static StreamGraph graph(PipelineConfig config) {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(Pipeline.configuration(config));
        Pipeline.build(env, config);
        return env.getStreamGraph();
    }

    private void serve(String what) throws IOException, InterruptedException {
        Path partial = Files.writeString(folder.resolve("starting"), what);
        Files.move(partial, folder.resolve(READY));
        stop.await();
    }

    private static void endWithParent() {
        Thread exitThread = new Thread(
                () -> {
                    try {
                        System.in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        Runtime.getRuntime().halt(1);
                    }
                    Runtime.getRuntime().halt(1);
                },
                "faults-parent");
        exitThread.setDaemon(true);
        exitThread.start();
    }
}
