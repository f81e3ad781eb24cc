package org.metrobed.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Checks deploy/cluster without Kubernetes. */
class ClusterTest {

    private static final Path ROOT = Path.of("..");
    private static final Path FOLDER = ROOT.resolve("deploy/cluster");
    private static final Map<String, String> APP_OF_CONTAINER =
            Map.of("ingest", "ingest", "api", "api", "notify", "notify", "flink-main-container", "stream-jobs");
    /** Secrets that operators write. */
    private static final String WRITTEN_BY_DATABASE = "metrobed-database-app";

    private static final Pattern HOST = Pattern.compile("(?:^|//)([a-z-]+):(\\d+)");
    private static final Pattern SECRET = Pattern.compile("PASSWORD|TOKEN|SECRET");

    private final List<Map<String, Object>> objects = new ArrayList<>();

    ClusterTest() throws IOException {
        for (String file : listFiles()) {
            new Load(LoadSettings.builder().setSchema(new CoreSchema()).build())
                    .loadAllFromString(Files.readString(FOLDER.resolve(file)))
                    .forEach(object -> objects.add(map(object)));
        }
    }

    @Test
    void kustomizationNamesEveryFile() {
        assertThat(texts(ofKind("Kustomization").get(0).get("resources")))
                .as("the notifier ends without a receiver, which only the city can name")
                .containsExactlyInAnyOrderElementsOf(listFiles().stream()
                        .filter(file ->
                                !Set.of("kustomization.yaml", "notify.yaml").contains(file))
                        .toList());
    }

    @Test
    void processesAreToldOnlySettingsThatTheyRead() {
        Map<String, Set<String>> known = App.list().stream().collect(Collectors.toMap(App::name, App::names));
        assertThat(containers().map(container -> container.get("name").toString()))
                .containsExactlyInAnyOrderElementsOf(APP_OF_CONTAINER.keySet());
        assertThat(containers())
                .allSatisfy(container -> assertThat(environment(container).keySet())
                        .isSubsetOf(known.get(APP_OF_CONTAINER.get(container.get("name")))));
    }

    @Test
    void secretsAreFilesOfMountedSecrets() {
        assertThat(containers()).allSatisfy(container -> {
            List<String> mounts = maps(container.get("volumeMounts")).stream()
                    .map(mount -> mount.get("mountPath") + "/")
                    .toList();
            environment(container).forEach((name, value) -> {
                if (SECRET.matcher(name).find()) {
                    assertThat(name).endsWith("_FILE");
                }
                if (value.startsWith("/") && !value.endsWith("/alive")) {
                    assertThat(mounts).as(name).anyMatch((value + "/")::startsWith);
                }
            });
        });
    }

    @Test
    void everySecretThatNobodyWritesIsInTheDocument() throws IOException {
        String document = Files.readString(ROOT.resolve("docs/CLUSTER.md"));
        Set<String> names = new TreeSet<>();
        visit(objects, (key, value) -> {
            if (key.equals("secretName") || key.equals("passwordSecret")) {
                names.add(
                        value instanceof Map<?, ?> reference
                                ? reference.get("name").toString()
                                : value.toString());
            }
        });
        assertThat(names).contains(WRITTEN_BY_DATABASE, "mqtt-tls");
        assertThat(names).allSatisfy(name -> assertThat(document).contains("`" + name + "`"));
    }

    @Test
    void hostsInSettingsAreServicesThatExistOrThatOperatorsMake() {
        Set<String> services =
                new TreeSet<>(ofKind("Service").stream().map(ClusterTest::name).toList());
        ofKind("Kafka").forEach(kafka -> services.add(name(kafka) + "-kafka-bootstrap"));
        ofKind("Cluster").forEach(database -> services.add(name(database) + "-rw"));
        ofKind("FlinkDeployment").forEach(flink -> services.add(name(flink) + "-rest"));
        List<String> hosts = containers()
                .flatMap(container -> environment(container).values().stream())
                .flatMap(value -> HOST.matcher(value).results())
                .map(result -> result.group(1))
                .toList();
        assertThat(hosts).hasSizeGreaterThan(5).allMatch(services::contains);
    }

    @Test
    void versionsAreThoseOfTheContainers() throws IOException {
        String compose = Files.readString(ROOT.resolve("docker-compose.yml"));
        Object kafka = map(map(ofKind("Kafka").get(0).get("spec")).get("kafka")).get("version");
        assertThat(compose).contains("image: apache/kafka:" + kafka);
        String flink = map(ofKind("FlinkDeployment").get(0).get("spec"))
                .get("flinkVersion")
                .toString();
        Matcher from = Pattern.compile("FROM flink:(\\d+)\\.(\\d+)\\.")
                .matcher(Files.readString(ROOT.resolve("deploy/Dockerfile")));
        assertThat(from.find()).isTrue();
        assertThat(flink).isEqualTo("v" + from.group(1) + "_" + from.group(2));
    }

    @Test
    void listenerOfKafkaAdmitsOnlyPodsOfThisProject() {
        assertThat(maps(map(map(ofKind("Kafka").get(0).get("spec")).get("kafka"))
                        .get("listeners")))
                .isNotEmpty()
                .allSatisfy(listener -> assertThat(maps(listener.get("networkPolicyPeers")))
                        .containsExactly(
                                Map.of("podSelector", Map.of("matchLabels", Map.of("metrobed.org/kafka", "client")))));
    }

    @Test
    void pipelineHasAnAccountThatMayChangeConfigMapsAlone() {
        Object account = map(ofKind("FlinkDeployment").get(0).get("spec")).get("serviceAccount");
        assertThat(ofKind("ServiceAccount")).extracting(ClusterTest::name).containsExactly(account.toString());
        assertThat(maps(ofKind("RoleBinding").get(0).get("subjects")).get(0)).containsEntry("name", account);
        assertThat(maps(ofKind("Role").get(0).get("rules")))
                .allSatisfy(rule -> assertThat(texts(rule.get("resources"))).containsExactly("configmaps"));
    }

    @Test
    void parallelismIsTheSameAtItsThreePlaces() {
        Map<String, Object> spec = map(ofKind("FlinkDeployment").get(0).get("spec"));
        long parallelism =
                Long.parseLong(map(spec.get("job")).get("parallelism").toString());
        long slots = Long.parseLong(map(spec.get("flinkConfiguration"))
                        .get("taskmanager.numberOfTaskSlots")
                        .toString())
                * Long.parseLong(map(spec.get("taskManager")).get("replicas").toString());
        assertThat(slots).isEqualTo(parallelism);
        assertThat(containers()
                        .map(ClusterTest::environment)
                        .filter(settings -> settings.containsKey("METROBED_PARALLELISM")))
                .singleElement()
                .satisfies(settings ->
                        assertThat(settings).containsEntry("METROBED_PARALLELISM", Long.toString(parallelism)));
    }

    @Test
    void podsOfThisProjectHaveNoRightsTheyDoNotNeed() {
        List<Map<String, Object>> pods = Stream.of("StatefulSet", "Deployment")
                .flatMap(kind -> ofKind(kind).stream())
                .map(object -> map(map(map(object.get("spec")).get("template")).get("spec")))
                .toList();
        assertThat(pods).hasSize(3).allSatisfy(pod -> {
            assertThat(pod).containsEntry("automountServiceAccountToken", false);
            assertThat(map(pod.get("securityContext"))).containsEntry("runAsNonRoot", true);
            assertThat(maps(pod.get("containers"))).allSatisfy(container -> {
                assertThat(map(container.get("securityContext")))
                        .containsEntry("allowPrivilegeEscalation", false)
                        .containsEntry("readOnlyRootFilesystem", true)
                        .containsEntry("capabilities", Map.of("drop", List.of("ALL")));
                assertThat(map(map(container.get("resources")).get("limits"))).containsKey("memory");
                assertThat(container).containsKey("livenessProbe");
            });
        });
    }

    @Test
    void restartsAreDecidedByLivenessAndNeverByTheHealthOfTheSystem() {
        assertThat(containers().filter(container -> container.containsKey("readinessProbe")))
                .hasSize(2)
                .allSatisfy(container -> {
                    assertThat(path(container, "startupProbe")).isEqualTo("/livez");
                    assertThat(path(container, "livenessProbe")).isEqualTo("/livez");
                    assertThat(path(container, "readinessProbe")).isEqualTo("/readyz");
                });
    }

    @Test
    void everyPodThatUsesKafkaOrTheDatabaseHasTheLabelThatTheNetworkAsksFor() {
        Stream.of("StatefulSet", "Deployment")
                .flatMap(kind -> ofKind(kind).stream())
                .forEach(this::checkLabels);
        checkLabels(Map.of(
                "metadata",
                Map.of("name", "pipeline"),
                "spec",
                Map.of(
                        "template",
                        map(ofKind("FlinkDeployment").get(0).get("spec")).get("podTemplate"))));
    }

    private void checkLabels(Map<String, Object> object) {
        Map<String, Object> template = map(map(object.get("spec")).get("template"));
        Map<String, Object> labels = map(map(template.get("metadata")).get("labels"));
        Set<String> settings = maps(map(template.get("spec")).get("containers")).stream()
                .flatMap(container -> environment(container).keySet().stream())
                .collect(Collectors.toSet());
        assertThat(labels.containsKey("metrobed.org/kafka"))
                .as(name(object))
                .isEqualTo(settings.contains("METROBED_KAFKA_BOOTSTRAP"));
        assertThat(labels.containsKey("metrobed.org/database"))
                .as(name(object))
                .isEqualTo(settings.contains("METROBED_DATABASE_URL"));
    }

    private static String path(Map<String, Object> container, String probe) {
        return map(map(container.get(probe)).get("httpGet")).get("path").toString();
    }

    private Stream<Map<String, Object>> containers() {
        List<Map<String, Object>> found = new ArrayList<>();
        visit(objects, (key, value) -> {
            if (key.equals("containers")) {
                found.addAll(maps(value));
            }
        });
        return found.stream();
    }

    private static Map<String, String> environment(Map<String, Object> container) {
        return maps(container.get("env")).stream()
                .collect(Collectors.toMap(
                        entry -> entry.get("name").toString(),
                        entry -> entry.get("value").toString()));
    }

    private List<Map<String, Object>> ofKind(String kind) {
        return objects.stream()
                .filter(object -> kind.equals(object.get("kind")))
                .toList();
    }

    private static String name(Map<String, Object> object) {
        return map(object.get("metadata")).get("name").toString();
    }

    private interface Visitor {
        void visit(String key, Object value);
    }

    private static void visit(Object node, Visitor visitor) {
        if (node instanceof Map<?, ?> entries) {
            entries.forEach((key, value) -> {
                visitor.visit(key.toString(), value);
                visit(value, visitor);
            });
        } else if (node instanceof List<?> list) {
            list.forEach(item -> visit(item, visitor));
        }
    }

    private static List<String> listFiles() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> texts(Object list) {
        return ((List<?>) list).stream().map(Object::toString).toList();
    }

    private static List<Map<String, Object>> maps(Object list) {
        return ((List<?>) list).stream().map(ClusterTest::map).toList();
    }

    private static Map<String, Object> map(Object node) {
        return ((Map<?, ?>) node)
                .entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> entry.getKey().toString(), entry -> (Object) entry.getValue()));
    }
}
