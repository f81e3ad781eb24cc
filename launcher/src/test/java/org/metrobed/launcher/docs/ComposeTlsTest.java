package org.metrobed.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The file {@code docker-compose.tls.yml}, which is used together with {@code docker-compose.yml}. */
class ComposeTlsTest {

    private final ComposeFile plain;
    private final ComposeFile tls;

    ComposeTlsTest() throws IOException {
        plain = ComposeFile.read(Path.of("..", "docker-compose.yml"));
        tls = ComposeFile.read(Path.of("..", "docker-compose.tls.yml"));
    }

    @Test
    void everyAddressOfAnotherContainerIsReplacedByOneWithTls() {
        for (String service : plain.services().keySet()) {
            plain.environment(service).keySet().stream()
                    .filter(name -> Set.of("METROBED_MQTT_URL", "METROBED_KAFKA_BOOTSTRAP", "METROBED_DATABASE_URL")
                            .contains(name))
                    .forEach(name -> assertThat(tls.environment(service).get(name))
                            .as(service + " " + name)
                            .asString()
                            .containsPattern("^ssl://|sslmode=verify-full"));
        }
    }

    @Test
    void processesAreToldOnlySettingsThatTheyRead() {
        Map<String, Set<String>> known = App.list().stream().collect(Collectors.toMap(App::name, App::names));
        assertThat(List.of("ingest", "api", "notify", "simulators"))
                .allSatisfy(service -> assertThat(known.get(service))
                        .as(service)
                        .containsAll(tls.environment(service).keySet()));
    }

    @Test
    void filesThatAServiceReadsAreGrantedToIt() {
        for (String service : tls.services().keySet()) {
            String text = tls.services().get(service).toString();
            assertThat(tls.secrets().keySet()).containsAll(tls.texts(service, "secrets"));
            tls.secrets().keySet().stream()
                    .filter(name -> text.matches("(?s).*/run/secrets/" + name + "\\b(?!-).*"))
                    .forEach(name -> assertThat(tls.texts(service, "secrets"))
                            .as(service)
                            .contains(name));
        }
    }

    @Test
    void linksInNotificationsLeadToThePageWithTls() {
        assertThat(plain.environment("notify"))
                .containsEntry("METROBED_NOTIFY_PAGE_URL", "${METROBED_NOTIFY_PAGE_URL:-http://127.0.0.1:8080}");
        assertThat(tls.environment("notify"))
                .containsEntry("METROBED_NOTIFY_PAGE_URL", "${METROBED_NOTIFY_PAGE_URL:-https://127.0.0.1:8080}");
    }

    /** Otherwise a test on the machine of a city would replace and then remove the images of the city. */
    @Test
    void imagesOfTheTestOfTheContainersHaveNamesOfTheirOwn() throws IOException {
        ComposeFile test = ComposeFile.read(Path.of("..", "deploy", "test", "compose.yml"));
        for (String service : plain.services().keySet()) {
            String image = plain.services().get(service).get("image").toString();
            if (image.startsWith("metrobed/")) {
                assertThat(test.services().get(service))
                        .as(service)
                        .containsEntry("image", image.replace("metrobed/", "metrobed-test/"));
            }
        }
    }

    @Test
    void kafkaHasNoListenerForClientsWithoutTls() {
        assertThat(tls.environment("kafka"))
                .containsEntry("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "CLIENTS:SSL,HOST:SSL,CONTROLLER:PLAINTEXT");
        assertThat(plain.environment("kafka").get("KAFKA_LISTENERS").toString())
                .startsWith("CLIENTS://")
                .contains("HOST://")
                .endsWith("CONTROLLER://127.0.0.1:9093");
    }
}
