package org.metrobed.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.catalog.Catalog;
import org.metrobed.simulators.city.City;
import org.metrobed.simulators.city.Scenario;
import org.metrobed.simulators.fleet.Fleet;
import org.metrobed.simulators.fleet.GatewayMessage;
import org.metrobed.simulators.mqtt.BrokerConfig;
import org.metrobed.simulators.mqtt.Listener;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.MqttExtension;

class SimulationIT {

    @RegisterExtension
    static final MqttExtension MQTT = new MqttExtension();

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Catalog CATALOG = ProjectFiles.riverbend();
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    private final AtomicReference<Instant> clock = new AtomicReference<>(NOON);
    private final List<Long> progress = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void backlogThenLiveThenRestartSendEveryReadingOnce() throws Exception {
        SimulateConfig config = config();
        try (Listener up = Listener.open(MQTT.url(), "metrobed/v1/riverbend/+/+/up");
                Listener senml = Listener.open(MQTT.url(), "senml/v1/riverbend/#")) {
            try (Simulation simulation = start(config)) {
                simulation.backlogSent().get(60, TimeUnit.SECONDS);
                assertThat(progress).isSorted().first().isEqualTo(0L);
                assertThat(progress.get(progress.size() - 1)).isEqualTo(ticks(NOON.minus(config.backlog()), NOON));
                clock.set(NOON.plusSeconds(90));
                long soFar = readings(NOON.minus(config.backlog()), NOON.plusSeconds(90));
                Eventually.await("live", PATIENCE, () -> samples(up) + samples(senml) >= soFar);
                assertThat(simulation.ended()).isNotDone();
            }
            assertThat(Files.readString(folder.resolve("state"))).contains("sent-until=2026-05-01T12\\:01\\:30Z");
            clock.set(NOON.plusSeconds(200));
            try (Simulation again = start(config)) {
                again.backlogSent().get(60, TimeUnit.SECONDS);
            }

            long expected = readings(NOON.minus(config.backlog()), NOON.plusSeconds(200));
            Eventually.await("every reading once", PATIENCE, () -> samples(up) + samples(senml) >= expected);
            assertThat(samples(up) + samples(senml)).isEqualTo(expected);
        }
    }

    @Test
    void groundTruthIsWrittenBesideTheRun() throws Exception {
        try (Simulation simulation = start(config())) {
            List<String> lines = Files.readAllLines(folder.resolve("labels.csv"));

            assertThat(lines).hasSize(simulation.labels().size() + 1).startsWith("datastream,kind,from,to");
            assertThat(lines).anyMatch(line -> line.contains("/pm25,level-shift,2026-05-01T11:53:00Z"));
        }
    }

    private SimulateConfig config() {
        return new SimulateConfig(BrokerConfig.of(MQTT.url()), "riverbend", 1, Duration.ofMinutes(90), true, null, null)
                .withFiles(folder.resolve("state"), folder.resolve("labels.csv"));
    }

    private Simulation start(SimulateConfig config) throws IOException, InterruptedException {
        return Simulation.start(config, CATALOG, clock::get, (done, total) -> progress.add(done));
    }

    private static Fleet fleet() {
        City city = City.of(CATALOG, "riverbend", 1);
        return Fleet.of(CATALOG, city, Scenario.demo(city, NOON), 1);
    }

    private static long ticks(Instant from, Instant to) {
        return fleet().countTicks(from, to);
    }

    private static long readings(Instant from, Instant to) {
        return fleet().messages(from, to).stream()
                .mapToLong(GatewayMessage::readings)
                .sum();
    }

    /** Number of values in all payloads: each follows a property's name in both formats. */
    private static long samples(Listener listener) {
        String value = "\"(v|[a-z0-9-]*[a-z0-9])\":-?[0-9]";
        long bases = listener.texts().stream()
                .filter(text -> text.contains("\"bt\":"))
                .count();
        long offsets = count(listener, "\"t\":-?[0-9]");
        return count(listener, value) - bases - offsets;
    }

    private static long count(Listener listener, String pattern) {
        return listener.texts().stream()
                .mapToLong(
                        text -> Pattern.compile(pattern).matcher(text).results().count())
                .sum();
    }
}
