package org.metrobed.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.metrobed.access.Access;
import org.metrobed.access.PasswordFile;
import org.metrobed.access.PasswordHash;

/** The embedded broker and Mosquitto (if it is installed) decide with the same password file and ACL file. */
final class AccessOfBothBrokersIT {

    private static final Path OURS = Path.of("..", "deploy", "mosquitto", "access", "passwords", "acl");

    /** The topics to which a user publishes, and whether the messages arrive. */
    private static final Map<String, Boolean> PUBLISHED = new TreeMap<>(Map.ofEntries(
            Map.entry("gw-17 metrobed/v1/riverbend/gw-17/well-3/up", true),
            Map.entry("gw-17 metrobed/v1/elsewhere/gw-17/gateway/status", true),
            Map.entry("gw-17 senml/v1/riverbend/gw-17", true),
            Map.entry("gw-17 spBv1.0/plant/DDATA/gw-17/pump", true),
            Map.entry("gw-17 metrobed/v1/riverbend/gw-18/well-3/up", false),
            Map.entry("gw-17 metrobed/v1/riverbend/gw-170/well-3/up", false),
            Map.entry("gw-17 senml/v1/riverbend/gw-17/more", false),
            Map.entry("gw-17 spBv1.0/plant/NCMD/gw-17", false),
            Map.entry("gw-17 anything/else", false),
            Map.entry("ingest spBv1.0/plant/NCMD/gw-17", true),
            Map.entry("ingest metrobed/v1/riverbend/gw-17/well-3/up", false),
            Map.entry("simulators metrobed/v1/riverbend/gw-99/well-3/up", true)));

    /** A subscriber with its filter and the published topic, and whether the message arrives. */
    private static final Map<String, Boolean> READ = new TreeMap<>(Map.of(
            "ingest metrobed/v1/# metrobed/v1/riverbend/gw-99/a/up", true,
            "ingest $share/group/metrobed/v1/# metrobed/v1/riverbend/gw-99/b/up", true,
            "gw-17 metrobed/v1/# metrobed/v1/riverbend/gw-99/c/up", false,
            "gw-17 # metrobed/v1/riverbend/gw-17/d/up", false,
            "gw-17 metrobed/v1/riverbend/gw-17/# metrobed/v1/riverbend/gw-17/e/up", false));

    /** A topic that all of these readers may read. */
    private static final String MARK = "spBv1.0/plant/NCMD/gw-17";

    @TempDir
    static Path folder;

    private static EmbeddedMqttBroker embedded;
    private static Process mosquitto;
    private static int mosquittoPort;

    private enum Broker {
        EMBEDDED,
        MOSQUITTO
    }

    @BeforeAll
    static void start() throws IOException {
        Path access = Files.createDirectory(folder.resolve("access"));
        Files.copy(OURS, access.resolve(Access.ACL));
        for (String user : new String[] {"gw-17", "ingest", "simulators"}) {
            PasswordFile.add(
                    access.resolve(Access.PASSWORDS), user, PasswordHash.of("pw of " + user, new SecureRandom()));
        }
        embedded = EmbeddedMqttBroker.start(
                folder.resolve("hivemq"), BrokerOptions.of(0).withAccess(Access.read(access)));
        Optional<Path> binary = Stream.of(
                        "/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/opt/homebrew/sbin/mosquitto")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        if (binary.isPresent()) {
            startMosquitto(binary.get(), access);
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        embedded.close();
        if (mosquitto != null) {
            mosquitto.destroy();
            assertThat(mosquitto.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void publishedArrivesWhereTheAclAllowsIt(Broker broker) throws Exception {
        String url = url(broker);
        Map<String, Boolean> arrived = new TreeMap<>();
        try (TestClient reader = connect(url, "reader", "ingest");
                TestClient marker = connect(url, "marker", "simulators")) {
            assertThat(reader.subscribe("#")).isTrue();
            for (String row : PUBLISHED.keySet()) {
                String[] words = row.split(" ", -1);
                try (TestClient publisher = connect(url, "publisher", words[0])) {
                    publisher.publish(words[1], row);
                }
                assertThat(marker.publish("metrobed/v1/mark", "after " + row)).isTrue();
                arrived.put(row, reader.sawBefore(row, "after " + row));
            }
        }
        assertThat(arrived).isEqualTo(PUBLISHED);
    }

    @ParameterizedTest
    @EnumSource
    void subscribersReceiveWhatTheAclAllows(Broker broker) throws Exception {
        String url = url(broker);
        Map<String, Boolean> arrived = new TreeMap<>();
        for (String row : READ.keySet()) {
            String[] words = row.split(" ", -1);
            try (TestClient witness = connect(url, "witness", "ingest");
                    TestClient reader = connect(url, "the-reader", words[0]);
                    TestClient publisher = connect(url, "publisher", "simulators")) {
                assertThat(witness.subscribe("metrobed/v1/#")).isTrue();
                assertThat(reader.subscribe(MARK)).isTrue();
                reader.subscribe(words[1]);
                publisher.publish(words[2], row);
                assertThat(witness.waitFor(row)).isTrue();
                witness.publish(MARK, "after " + row);
                arrived.put(row, READ.get(row) ? reader.waitFor(row) : reader.sawBefore(row, "after " + row));
            }
        }
        assertThat(arrived).isEqualTo(READ);
    }

    @ParameterizedTest
    @EnumSource
    void nobodyEntersWithoutTheRightPassword(Broker broker) {
        String url = url(broker);

        assertThatThrownBy(() -> TestClient.connect(url, "anonymous", "", "")).isInstanceOf(MqttException.class);
        assertThatThrownBy(() -> TestClient.connect(url, "wrong", "gw-17", "pw of ingest"))
                .isInstanceOf(MqttException.class);
        assertThatThrownBy(() -> TestClient.connect(url, "unknown", "gw-18", "pw of gw-18"))
                .isInstanceOf(MqttException.class);
    }

    private static TestClient connect(String url, String id, String user) throws MqttException {
        return TestClient.connect(url, user + "/" + id, user, "pw of " + user); // a client id belongs to one user
    }

    private static String url(Broker broker) {
        if (broker == Broker.EMBEDDED) {
            return embedded.url();
        }
        Assumptions.assumeTrue(mosquitto != null, "Mosquitto is not installed");
        return "tcp://127.0.0.1:" + mosquittoPort;
    }

    private static void startMosquitto(Path binary, Path access) throws IOException {
        mosquittoPort = Ports.choose(0);
        Path config = Files.writeString(folder.resolve("mosquitto.conf"), """
                user root
                listener %d 127.0.0.1
                allow_anonymous false
                password_file %s
                acl_file %s
                """.formatted(
                        mosquittoPort, access.resolve(Access.PASSWORDS), access.resolve(Access.ACL)));
        mosquitto = new ProcessBuilder(binary.toString(), "-v", "-c", config.toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(mosquitto.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder all = new StringBuilder();
        for (String line = said.readLine(); ; line = said.readLine()) {
            if (line == null) {
                throw new IOException("mosquitto ended: " + all);
            }
            all.append(line).append('\n');
            if (line.contains("running")) {
                break;
            }
        }
        Thread drain = new Thread(() -> drain(said), "mosquitto-log");
        drain.setDaemon(true);
        drain.start();
    }

    private static void drain(BufferedReader said) {
        try {
            while (said.readLine() != null) {
                // a full pipe would stop it
            }
        } catch (IOException e) {
            // the process has ended
            return;
        }
    }
}
