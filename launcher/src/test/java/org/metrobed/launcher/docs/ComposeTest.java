package org.metrobed.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
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

    /** Files and folders of the host: docs/NOTIFY.md says how to mount them. */
    private static final Set<String> NEED_A_MOUNT =
            Set.of("METROBED_NOTIFY_MAIL_ON_CALL_FILE", "METROBED_NOTIFY_MAIL_CA_FILE", "METROBED_NOTIFY_CAP_DIR");

    private static final Set<String> STAGES = Set.of("app");
    private static final Pattern SECRET = Pattern.compile("PASSWORD|TOKEN|SECRET");

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
                        .filteredOn(name -> !name.startsWith("METROBED_NOTIFY_") && !name.startsWith("METROBED_OIDC_"))
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
    void everyServiceHasTimeToStartAndToStopAndAnEndOfItsLogAndMemory() {
        assertThat(compose.services().keySet()).allSatisfy(service -> {
            assertThat(compose.map(service, "healthcheck")).as(service).containsEntry("start_period", "180s");
            assertThat(compose.map(service, "logging"))
                    .as(service)
                    .containsEntry("driver", "local")
                    .containsEntry("options", Map.of("max-size", "20m", "max-file", "5"));
            assertThat(compose.services().get(service)).as(service).containsKeys("stop_grace_period", "mem_limit");
        });
    }

    @Test
    void imagesOfOthersHaveAnExactVersion() throws IOException {
        Stream<String> composed = compose.services().keySet().stream()
                .filter(service -> compose.map(service, "build").isEmpty())
                .map(service -> compose.services().get(service).get("image").toString());
        List<String> froms = Files.readAllLines(ROOT.resolve("deploy/Dockerfile")).stream()
                .filter(line -> line.startsWith("FROM "))
                .map(line -> line.split(" ", -1)[1])
                .toList();
        List<String> images = Stream.concat(composed, froms.stream().filter(image -> !STAGES.contains(image)))
                .toList();
        assertThat(images)
                .hasSize(6)
                .allSatisfy(image ->
                        assertThat(image).containsPattern(":\\d+\\.\\d+\\.\\d+").doesNotContain("latest"));
    }

    @Test
    void testsRunTheImagesOfTheComposeFile() {
        assertThat(Stream.of("KafkaExtension", "MqttExtension", "PostgresExtension")
                        .map(extension -> ROOT.resolve("testkit/src/main/java/org/metrobed/testkit")
                                .resolve(extension + ".java")))
                .allSatisfy(source -> assertThat(Stream.of("kafka", "mosquitto", "timescaledb")
                                .map(service -> compose.services().get(service).get("image")))
                        .anyMatch(image -> read(source).contains("\"" + image + "\"")));
    }

    @Test
    void secretsAreFilesAndNeverInTheEnvironment() {
        assertThat(compose.services().keySet()).allSatisfy(service -> {
            List<String> granted = compose.texts(service, "secrets");
            List<String> read = compose.environment(service).entrySet().stream()
                    .filter(entry -> SECRET.matcher(entry.getKey()).find())
                    .map(entry -> {
                        assertThat(entry.getKey()).as(service).endsWith("_FILE");
                        return entry.getValue().toString();
                    })
                    .toList();
            assertThat(read)
                    .as(service)
                    .containsExactlyInAnyOrderElementsOf(
                            granted.stream().map(name -> "/run/secrets/" + name).toList());
            assertThat(compose.secrets().keySet()).as(service).containsAll(granted);
        });
    }

    @Test
    void metricsOfIngestCanBeReadFromOtherContainersAndNotFromOutside() {
        assertThat(compose.environment("ingest"))
                .containsEntry("METROBED_INGEST_HTTP_HOST", "0.0.0.0")
                .containsEntry("METROBED_INGEST_HTTP_PORT", "8081");
        assertThat(compose.texts("ingest", "ports")).isEmpty();
    }

    @Test
    void namesByWhichTheApiIsAskedCanBeLimited() {
        assertThat(compose.environment("api")).containsEntry("METROBED_HTTP_NAMES", "${METROBED_HTTP_NAMES:-}");
    }

    /** The port is published on this machine alone, which the server in the container does not see. */
    @Test
    void pagesOfOtherOriginsReadTheApiOnlyIfTheyAreNamed() {
        assertThat(compose.environment("api")).containsEntry("METROBED_HTTP_ORIGINS", "${METROBED_HTTP_ORIGINS:-none}");
    }

    @Test
    void everySettingOfTheNotifierIsPassedOn() {
        Set<String> known = App.list().stream()
                .filter(app -> app.name().equals("notify"))
                .flatMap(app -> app.names().stream())
                .filter(name -> name.startsWith("METROBED_NOTIFY_"))
                .collect(Collectors.toSet());
        Set<String> passed = settings("notify").collect(Collectors.toSet());
        assertThat(known)
                .hasSizeGreaterThan(20)
                .allSatisfy(name -> assertThat(
                                passed.contains(name) || passed.contains(name + "_FILE") || NEED_A_MOUNT.contains(name))
                        .as(name)
                        .isTrue());
        assertThat(passed).doesNotContainAnyElementsOf(NEED_A_MOUNT);
        assertThat(ROOT.resolve("docs/NOTIFY.md")).content().contains(NEED_A_MOUNT);
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

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withDefaults(String text) {
        return text.replaceAll("\\$\\{[A-Z0-9_]+:-([^}]*)}", "$1");
    }
}
