package org.metrobed.lab.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.metrobed.ingest.mqtt.Incoming;
import org.metrobed.lab.load.CityPlan;
import org.metrobed.launcher.run.Log;
import org.slf4j.LoggerFactory;

/**
 * The process that measures the single parts, one after the other. It prints a line for each part to standard output:
 * {@code part ...}. It is a separate process, so that earlier runs of the whole path do not influence the parts.
 */
public final class PartsMain {

    /** Enough rounds for each datastream to close a window. */
    private static final int ROUNDS = 70;

    private static final List<Integer> MESSAGE_SIZES = List.of(1, 10);

    private final Path folder;
    private final CityPlan city;
    private final long seconds;
    private final Consumer<PartCost> out;
    private final long nowMillis = Clock.systemUTC().millis();
    private final long startMicros;

    private PartsMain(Path folder, CityPlan city, long seconds, Consumer<PartCost> out) {
        this.folder = folder;
        this.city = city;
        this.startMicros = (nowMillis / 60_000 * 60 - 2 * ROUNDS * city.intervalSeconds()) * 1_000_000;
        this.seconds = seconds;
        this.out = out;
    }

    /**
     * Measures all parts and ends.
     *
     * @param args folder, number of things, interval of readings in seconds, seconds for each part
     */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        Log.toFile(folder);
        int exit = 1;
        try {
            new PartsMain(
                            folder,
                            new CityPlan(Integer.parseInt(args[1]), Long.parseLong(args[2]), 1),
                            Long.parseLong(args[3]),
                            cost -> System.out.println("part " + cost.toText()))
                    .run();
            exit = 0;
        } catch (RuntimeException | InterruptedException | SQLException e) {
            LoggerFactory.getLogger(PartsMain.class).error("the bare parts cannot be measured", e);
            System.err.println("the bare parts cannot be measured: " + e);
        }
        Runtime.getRuntime().halt(exit); // a thread of a service may still run
    }

    private void run() throws InterruptedException, SQLException {
        Thread.currentThread().setName("bench-pipeline");
        stages();
        kafka();
        try (CopyAlone copy = CopyAlone.start(folder.resolve("postgres"), city, startMicros)) {
            out.accept(copy.measure(seconds));
        }
    }

    private void stages() {
        for (int size : MESSAGE_SIZES) {
            out.accept(stages(size).measure(size, seconds));
        }
    }

    private void kafka() throws InterruptedException {
        try (KafkaAlone kafka = KafkaAlone.start(folder.resolve("kafka"))) {
            Thread.currentThread().setName("bench-ingest");
            for (int size : MESSAGE_SIZES) {
                out.accept(kafka.measureRaw(messages(size), size, seconds));
            }
            Thread.currentThread().setName("bench-pipeline");
            out.accept(kafka.measureResults(stages(10).encodeAll(), seconds));
        }
    }

    private StagesAlone stages(int readingsPerMessage) {
        return new StagesAlone(
                city,
                messages(readingsPerMessage),
                nowMillis,
                KafkaAlone.topics(readingsPerMessage).observations());
    }

    private List<Incoming> messages(int readingsPerMessage) {
        return RawMessages.make(city, ROUNDS, readingsPerMessage, startMicros);
    }
}
