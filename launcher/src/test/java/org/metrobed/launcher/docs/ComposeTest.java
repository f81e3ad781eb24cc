package org.metrobed.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks docker-compose.yml without Docker. */
class ComposeTest {

    private static final Path ROOT = Path.of("..");
    private static final Map<String, String> APP_OF_SERVICE = Map.of(
            "ingest",
            "ingest",
            "jobmanager",
            "stream-jobs",
            "api",
            "api",
            "notify",
            "notify",
            "simulators",
            "simulators");

    private final ComposeFile compose;

    ComposeTest() throws IOException {
        compose = ComposeFile.read(ROOT.resolve("docker-compose.yml"));
    }

    @Test
    void everyPartOfTheDataPathIsThere() {
        assertThat(compose.services())
                .containsOnlyKeys(
                        "mosquitto",
                        "kafka",
                        "timescaledb",
                        "ingest",
                        "jobmanager",
                        "taskmanager",
                        "api",
                        "notify",
                        "simulators");
    }

    @Test
    void processesAreToldOnlySettingsThatTheyRead() {
        Map<String, Set<String>> known = App.list().stream().collect(Collectors.toMap(App::name, App::names));
        assertThat(APP_OF_SERVICE)
                .allSatisfy((service, app) -> assertThat(known.get(app))
                        .as(service)
                        .containsAll(settings(service).toList()));
    }

    @Test
    void processesFindTheirServicesByName() {
        assertThat(APP_OF_SERVICE.keySet())
                .allSatisfy(service -> assertThat(settings(service))
                        .as(service)
                        .filteredOn(name -> name.endsWith("_URL") || name.endsWith("_BOOTSTRAP"))
                        .filteredOn(name -> !name.startsWith("METROBED_NOTIFY_"))
                        .isNotEmpty()
                        .allSatisfy(name -> assertThat(compose.services().keySet())
                                .anyMatch(host -> compose.environment(service)
                                        .get(name)
                                        .toString()
                                        .contains(host + ":"))));
    }

    @Test
    void stateBackendAndItsMemoryCanBeChosen() {
        assertThat(compose.environment("jobmanager"))
                .containsEntry("METROBED_STATE_BACKEND", "${METROBED_STATE_BACKEND:-hashmap}");
        assertThat(compose.environment("taskmanager").get("FLINK_PROPERTIES").toString())
                .contains("taskmanager.memory.managed.fraction: ${METROBED_MANAGED_FRACTION:-");
    }

    @Test
    void everyServiceRecoversAndTellsItsHealth() {
        assertThat(compose.services().keySet()).allSatisfy(service -> {
            assertThat(compose.services().get(service)).containsEntry("restart", "unless-stopped");
            assertThat(compose.map(service, "healthcheck")).containsKeys("test", "interval", "timeout", "retries");
        });
    }

    @Test
    void dependenciesAreServicesWithAHealthToWaitFor() {
        assertThat(compose.services().keySet())
                .allSatisfy(
                        service -> assertThat(compose.map(service, "depends_on").keySet())
                                .isSubsetOf(compose.services().keySet()));
    }

    @Test
    void portsArePublishedOnThisMachineAlone() {
        assertThat(compose.services().keySet())
                .flatMap(service -> compose.texts(service, "ports"))
                .isNotEmpty()
                .allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void privilegesAreDropped() {
        assertThat(compose.services().keySet()).allSatisfy(service -> {
            assertThat(compose.texts(service, "cap_drop")).containsExactly("ALL");
            assertThat(compose.texts(service, "security_opt")).containsExactly("no-new-privileges:true");
        });
    }

    @Test
    void whatIsMountedIsInTheRepositoryOrAVolume() {
        assertThat(compose.services().keySet())
                .flatMap(service -> compose.texts(service, "volumes"))
                .isNotEmpty()
                .allSatisfy(mount -> {
                    String source = withDefaults(mount).split(":", -1)[0];
                    if (source.startsWith("./")) {
                        assertThat(ROOT.resolve(source)).exists();
                    } else {
                        assertThat(compose.volumes()).contains(source);
                    }
                });
    }

    @Test
    void imagesOfOursAreTargetsOfTheirDockerfile() throws IOException {
        List<String> ours = compose.services().keySet().stream()
                .filter(service -> !compose.map(service, "build").isEmpty())
                .toList();
        assertThat(ours).contains("ingest", "jobmanager", "taskmanager", "api", "notify", "simulators");
        for (String service : ours) {
            Map<String, Object> build = compose.map(service, "build");
            Path dockerfile = ROOT.resolve(build.get("dockerfile").toString());
            assertThat(Files.readString(dockerfile)).contains(" AS " + build.get("target") + "\n");
        }
    }

    @Test
    void whatDockerfilesCopyFromTheRepositoryIsThere() throws IOException {
        List<String> copied = Files.readAllLines(ROOT.resolve("deploy/Dockerfile")).stream()
                .filter(line -> line.startsWith("COPY") && !line.contains("--from="))
                .flatMap(line -> Stream.of(line.split(" ")))
                .filter(word -> word.startsWith("deploy/"))
                .toList();
        assertThat(copied)
                .isNotEmpty()
                .allSatisfy(path -> assertThat(ROOT.resolve(path)).isRegularFile());
    }

    @Test
    void exampleOfTheEnvironmentNamesAllVariablesAndNoOthers() throws IOException {
        Properties example = new Properties();
        try (var reader = Files.newBufferedReader(ROOT.resolve(".env.example"))) {
            example.load(reader);
        }
        assertThat(example.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(compose.variables());
    }

    private Stream<String> settings(String service) {
        return compose.environment(service).keySet().stream().filter(name -> name.startsWith("METROBED_"));
    }

    private static String withDefaults(String text) {
        return text.replaceAll("\\$\\{[A-Z0-9_]+:-([^}]*)}", "$1");
    }
}
