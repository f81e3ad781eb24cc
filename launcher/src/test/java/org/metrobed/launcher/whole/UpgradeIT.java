package org.metrobed.launcher.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.testkit.Eventually;

/**
 * Upgrades a running installation of an earlier release while gateways publish, and goes back. {@code mvn verify -Plong
 * -Dmetrobed.upgrade.from=FOLDER}: the folder is a checkout of that release in which {@code ./metrobed} has built it.
 */
@Timeout(900)
@Tag("long")
class UpgradeIT {

    private static final Path NEW = Path.of("target", "metrobed-launcher.jar");
    private static final Duration LIMIT = Duration.ofSeconds(300);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int READINGS = 600;

    @TempDir
    Path folder;

    private final NumberedReadings readings = new NumberedReadings();
    private final AtomicBoolean stop = new AtomicBoolean();
    private Path old;
    private Running running;
    private Thread gateway;

    @BeforeEach
    void findRelease() {
        String from = System.getProperty("metrobed.upgrade.from", "");
        assumeThat(from)
                .as("-Dmetrobed.upgrade.from names a built checkout of a release")
                .isNotEmpty();
        old = Path.of(from, "launcher", "target", "metrobed-launcher.jar");
        assertThat(old).isRegularFile();
    }

    @AfterEach
    void end() throws InterruptedException {
        stop.set(true);
        if (gateway != null) {
            gateway.join();
        }
        if (running != null) {
            running.end();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyReadingHasOneRowAfterAnUpgradeUnderLoad(boolean kill) throws IOException, InterruptedException {
        PinnedAnswers answers = startOldUnderLoad();
        if (kill) {
            running.kill();
        } else {
            running.stop();
            List<Path> before = checkpoints();
            check();
            assertThat(checkpoints()).as("the check changes no checkpoint").isEqualTo(before);
        }
        long rows = rowsOfFirstPipeline();

        Path started = startNew();

        assertThat(Running.text(started)).contains("resumed from chk-");
        answers.areContained(url());
        publishMore();
        everyAcknowledgedReadingIsStored();
        healthIsUp();
        PinnedAnswers newest = ask();
        assertThat(rowsOfFirstPipeline()).as("rows of the earlier release stay").isGreaterThanOrEqualTo(rows);
        running.stop();
        running.up();
        newest.areTheSame(url());
        answers.areContained(url());
    }

    @Test
    void olderProgramComputesAllResultsFromTheRawLogOfTheNewer() throws IOException, InterruptedException {
        startOldUnderLoad();
        running.stop();
        startNew();
        publishMore();
        running.stop();

        running.use(old);
        run("start-over.txt", "rebuild", "--start-over");
        running.up();

        publishMore();
        everyAcknowledgedReadingIsStored();
    }

    @Test
    void olderProgramContinuesFromABackupThatTheNewerProgramTookOfIt() throws IOException, InterruptedException {
        startOldUnderLoad();
        Path backup = folder.resolve("backup");
        running.use(NEW);
        run("backup.txt", "backup", backup.toString());
        int saved = READINGS;
        running.kill();
        Files.move(folder.resolve("data"), folder.resolve("lost"));
        run("restore.txt", "restore", backup.toString());

        running.use(old);
        run("start-over.txt", "rebuild", "--start-over");
        running.up();

        publishMore();
        stop.set(true);
        gateway.join();
        readings.storedAre(running, saved);
    }

    private PinnedAnswers startOldUnderLoad() throws IOException {
        running = new Running(folder);
        running.use(old);
        running.up();
        gateway = new Thread(() -> readings.publish(running.mqtt, PAUSE, stop), "upgrade-gateway");
        gateway.start();
        Eventually.await("the first readings", LIMIT, () -> readings.acknowledged() >= READINGS);
        readings.storedAre(running, READINGS);
        Eventually.await(
                "a checkpoint of the earlier release",
                LIMIT,
                () -> !checkpoints().isEmpty());
        return ask();
    }

    private Path startNew() throws IOException {
        running.use(NEW);
        return running.up();
    }

    private void publishMore() {
        int so = readings.acknowledged();
        Eventually.await("more readings", LIMIT, () -> readings.acknowledged() >= so + READINGS);
    }

    private void everyAcknowledgedReadingIsStored() throws InterruptedException {
        stop.set(true);
        gateway.join();
        readings.storedAre(running, readings.acknowledged());
        readings.windowsAreThose(running, readings.acknowledged());
    }

    private PinnedAnswers ask() {
        return PinnedAnswers.ask(url(), NumberedReadings.DATASTREAM, readings.first());
    }

    private void healthIsUp() {
        Eventually.get(
                "/health to be up",
                LIMIT,
                () -> Http.get(url() + "/health"),
                health -> health.replace(" ", "").contains("\"status\":\"up\""));
    }

    private String url() {
        return "http://127.0.0.1:" + running.http;
    }

    private void check() throws IOException, InterruptedException {
        running.use(NEW);
        run("check.txt", "upgrade", "--check");
        assertThat(Running.text(folder.resolve("check.txt")))
                .contains("readable: this version has read the whole state of");
    }

    private void run(String name, String command, String... arguments) throws IOException, InterruptedException {
        Path output = folder.resolve(name);
        Process process = running.run(output, command, running.withData(arguments));
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Running.text(output)).isZero();
    }

    private List<Path> checkpoints() {
        Path place = folder.resolve("data/flink/checkpoints");
        if (!Files.exists(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(file -> file.endsWith("_metadata")).sorted().toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private long rowsOfFirstPipeline() {
        return running.number(
                "select count(*) from observation where pipeline_id = (select min(pipeline_id) from" + " pipeline)");
    }
}
