package org.metrobed.testbed.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.embedded.EmbeddedPostgres;
import org.metrobed.embedded.Ports;
import org.metrobed.testbed.Metrobed;
import org.metrobed.testkit.Eventually;
import picocli.CommandLine;

/** A whole Metrobed in a process of its own, killed in the middle of a recording. */
final class KilledIT {

    private static final int ROWS = 20_000;
    private static final int MISSING = ROWS / 10;
    private static final Duration LIMIT = Duration.ofSeconds(120);

    @TempDir
    Path folder;

    private final int mqttPort = Ports.choose(0);
    private final int kafkaPort = Ports.choose(0);
    private final int postgresPort = Ports.choose(0);
    private Process metrobed;

    @AfterEach
    void stopWhatIsLeft() throws Exception {
        if (metrobed != null) {
            metrobed.destroy();
            if (!metrobed.waitFor(20, TimeUnit.SECONDS)) {
                metrobed.destroyForcibly().waitFor();
            }
        }
        if (Files.exists(folder.resolve("data/postgres/data/postmaster.pid"))) {
            EmbeddedPostgres.start(folder.resolve("data/postgres"), 0).close();
        }
    }

    @Test
    void everyValueArrivesOnceThoughAllIsKilledInMidReplay() throws Exception {
        Path recording = writeRecording();
        startMetrobed();
        CompletableFuture<Integer> replay = CompletableFuture.supplyAsync(() -> replay(recording));
        Eventually.await("rows before the kill", LIMIT, () -> count("revision = 0") > ROWS / 20);
        metrobed.destroyForcibly().waitFor();
        startMetrobed();
        if (replay.get(5, TimeUnit.MINUTES) != 0) {
            assertThat(replay(recording)).isZero();
        }

        Eventually.get("observations", LIMIT, () -> count("revision = 0"), count -> count >= 2 * ROWS);
        stopInOrder();
        startMetrobed();
        assertThat(count("revision = 0")).isEqualTo(2 * ROWS);
        assertThat(count("flag = 9")).isEqualTo(MISSING);
    }

    @Test
    void stopByTermTakesLessThanTenSecondsAndEndsWithZero() throws Exception {
        startMetrobed();
        long seconds = stopInOrder();
        assertThat(seconds).isLessThan(10);
        assertThat(metrobed.exitValue()).isZero();
        assertThat(Files.exists(folder.resolve("data/postgres/data/postmaster.pid")))
                .isFalse();
    }

    private long stopInOrder() throws InterruptedException {
        long start = System.nanoTime();
        metrobed.destroy();
        assertThat(metrobed.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    }

    private void startMetrobed() throws IOException {
        Path output = Files.createTempFile(folder, "up", ".txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-jar",
                Path.of("target", "metrobed-testbed.jar").toString()));
        command.addAll(List.of("up", "--data", folder.resolve("data").toString(), "--catalog", "../bundles"));
        command.addAll(List.of("--http-port", "0", "--mqtt-port", "" + mqttPort));
        command.addAll(List.of("--kafka-port", "" + kafkaPort, "--postgres-port", "" + postgresPort));
        metrobed = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Eventually.get(
                "ready", LIMIT, () -> read(output), text -> text.contains("\nready http://") || !metrobed.isAlive());
        assertThat(read(output)).contains("\nready http://");
    }

    private int replay(Path recording) {
        CommandLine commands = Metrobed.commandLine();
        StringWriter output = new StringWriter();
        commands.setOut(new PrintWriter(output, true)).setErr(new PrintWriter(output, true));
        return commands.execute(
                "replay",
                recording.toString(),
                "--map",
                folder.resolve("mapping.yaml").toString(),
                "--mqtt-port",
                "" + mqttPort,
                "--kafka-port",
                "" + kafkaPort);
    }

    private Path writeRecording() throws IOException {
        Files.writeString(folder.resolve("mapping.yaml"), """
                name: A made-up station
                time:
                  columns: time
                  patterns: yyyy-MM-dd'T'HH:mm
                  zone: "+00:00"
                testbed: {id: made-up, name: Made up, zone: UTC}
                thing: {id: station, name: Station, family: air, lat: 48.2, lon: 16.4}
                batch: 5
                datastreams:
                  - {column: a, property: pm25, name: PM2.5, unit: ug/m3, interval: PT1M}
                  - {column: b, property: air-temperature, name: Temperature, unit: Cel, interval: PT1M}
                """);
        StringBuilder csv = new StringBuilder("time,a,b\n");
        LocalDateTime time = LocalDateTime.of(2019, 8, 1, 0, 0);
        for (int row = 0; row < ROWS; row++) {
            csv.append(time.plusMinutes(row)).append(',').append(row % 90);
            csv.append(',').append(row % 10 == 0 ? "" : row % 30).append('\n');
        }
        return Files.writeString(folder.resolve("recording.csv"), csv);
    }

    private long count(String condition) {
        String url = "jdbc:postgresql://127.0.0.1:" + postgresPort + "/metrobed";
        try (Connection connection =
                        DriverManager.getConnection(url, "metrobed", read(folder.resolve("data/postgres/password")));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*) from metrobed.observation o join metrobed.series s using (series_id)"
                                + " where s.datastream like 'made-up/%' and o." + condition)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
