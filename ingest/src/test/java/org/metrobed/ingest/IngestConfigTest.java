package org.metrobed.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.metrobed.config.ConfigException;
import org.metrobed.config.Secret;
import org.metrobed.config.Settings;
import org.metrobed.ingest.endpoint.EndpointConfig;
import org.metrobed.ingest.kafka.KafkaConfig;
import org.metrobed.ingest.kafka.RawRetention;
import org.metrobed.ingest.mqtt.MqttConfig;
import org.metrobed.ingest.route.Instances;
import org.metrobed.topics.KeyRules;
import org.metrobed.topics.Topics;
import org.metrobed.tracing.TraceConfig;

class IngestConfigTest {

    @Test
    void nothingSetGivesTheDefaults() {
        assertThat(IngestConfig.of(Settings.of(Map.of())))
                .isEqualTo(IngestConfig.of(
                                new MqttConfig(
                                        "tcp://127.0.0.1:1883",
                                        "",
                                        Secret.NONE,
                                        "metrobed-ingest",
                                        List.of("metrobed/v1/#", "senml/#"),
                                        8_000),
                                new KafkaConfig("127.0.0.1:9092", new Topics("metrobed.")))
                        .withUnboundFilters(List.of("#")));
    }

    @Test
    void everySettingIsRead() {
        Settings settings = Settings.of(Map.ofEntries(
                Map.entry("METROBED_MQTT_URL", "ssl://broker:8883"),
                Map.entry("METROBED_MQTT_USER", "me"),
                Map.entry("METROBED_MQTT_PASSWORD", "secret"),
                Map.entry("METROBED_INGEST_CLIENT_ID", "ingest-2"),
                Map.entry("METROBED_INGEST_SESSION_FILE", "/var/lib/session"),
                Map.entry("METROBED_INGEST_FILTERS", "a/# , b/+"),
                Map.entry("METROBED_INGEST_INSTANCES", "3"),
                Map.entry("METROBED_INGEST_INSTANCE", "2"),
                Map.entry("METROBED_INGEST_QUEUE_LIMIT", "500"),
                Map.entry("METROBED_INGEST_IN_FLIGHT", "100"),
                Map.entry("METROBED_INGEST_KEY_RULES", "a/{x} => {x}"),
                Map.entry("METROBED_UNBOUND_FILTERS", "city/# , +/up"),
                Map.entry("METROBED_KAFKA_BOOTSTRAP", "k1:9092,k2:9092"),
                Map.entry("METROBED_TOPIC_PREFIX", "lane."),
                Map.entry("METROBED_TOPIC_PARTITIONS", "12"),
                Map.entry("METROBED_RAW_RETENTION", "P730D"),
                Map.entry("METROBED_INGEST_HTTP_HOST", "0.0.0.0"),
                Map.entry("METROBED_INGEST_HTTP_PORT", "9404")));

        assertThat(IngestConfig.of(settings))
                .isEqualTo(IngestConfigBuilder.builder()
                        .mqtt(new MqttConfig(
                                "ssl://broker:8883",
                                "me",
                                new Secret("secret"),
                                "ingest-2",
                                List.of("a/#", "b/+"),
                                100))
                        .kafka(new KafkaConfig(
                                "k1:9092,k2:9092",
                                new Topics("lane.", 12),
                                Optional.of(new RawRetention(63_072_000_000L))))
                        .keyRules("a/{x} => {x}")
                        .httpHost("0.0.0.0")
                        .httpPort(9_404)
                        .instances(new Instances(2, 3))
                        .queueLimit(500)
                        .session(new IngestConfig.Session(Optional.of(Path.of("/var/lib/session")), true))
                        .endpoint(Optional.empty())
                        .trace(TraceConfig.OFF)
                        .unboundFilters(List.of("city/#", "+/up"))
                        .build());
        assertThat(settings.listUnknown()).isEmpty();
        assertThat(IngestConfig.settings()).hasSize(37);
    }

    @Test
    void topicsWithoutABindingAreNotHeardIfTheFiltersAreNone() {
        assertThat(IngestConfig.of(Settings.of(Map.of("METROBED_UNBOUND_FILTERS", "none")))
                        .unboundFilters())
                .isEmpty();
    }

    @Test
    void everyErrorIsNamedAtOnce() {
        Settings settings = Settings.of(Map.of(
                "METROBED_INGEST_INSTANCE", "2",
                "METROBED_INGEST_IN_FLIGHT", "0",
                "METROBED_INGEST_KEY_RULES", "nonsense",
                "METROBED_UNBOUND_FILTERS", "a/#/b",
                "METROBED_TOPIC_PREFIX", "a b",
                "METROBED_TOPIC_PARTITIONS", "many",
                "METROBED_INGEST_HTTP_PORT", "70000"));

        assertThatThrownBy(() -> IngestConfig.of(settings))
                .asInstanceOf(InstanceOfAssertFactories.type(ConfigException.class))
                .satisfies(e -> assertThat(e.errors())
                        .hasSizeGreaterThanOrEqualTo(6)
                        .anySatisfy(error -> assertThat(error).startsWith("METROBED_INGEST_INSTANCE"))
                        .anySatisfy(error -> assertThat(error).startsWith("METROBED_INGEST_IN_FLIGHT"))
                        .anySatisfy(error -> assertThat(error).startsWith("METROBED_INGEST_KEY_RULES"))
                        .anySatisfy(error -> assertThat(error).startsWith("METROBED_UNBOUND_FILTERS has 'a/#/b'"))
                        .anySatisfy(error -> assertThat(error).startsWith("METROBED_TOPIC_PREFIX"))
                        .anySatisfy(error -> assertThat(error).startsWith("METROBED_TOPIC_PARTITIONS"))
                        .anySatisfy(error -> assertThat(error).startsWith("METROBED_INGEST_HTTP_PORT")));
        assertThat(KeyRules.parse(IngestConfig.KEY_RULES.defaultValue()).key("metrobed/v1/a/b/c/up"))
                .isEqualTo("a/c");
    }

    @Test
    void passwordInTheAddressAndUnreadableCertificatesAreNamed() {
        Settings settings = Settings.of(Map.of("METROBED_MQTT_URL", "ssl://me:hunter2@broker:8883"));
        assertThatThrownBy(() -> IngestConfig.of(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("METROBED_MQTT_URL must not hold a user or password")
                .hasMessageNotContaining("hunter2");

        Settings files = Settings.of(Map.of(
                "METROBED_MQTT_URL", "ssl://broker:8883",
                "METROBED_MQTT_CA", "/none/ca.pem",
                "METROBED_MQTT_CERTIFICATE", "/none/own.pem"));
        assertThatThrownBy(() -> IngestConfig.of(files))
                .hasMessageContaining("METROBED_MQTT_CA cannot be used: /none/ca.pem does not exist")
                .hasMessageContaining("METROBED_MQTT_KEY is not set, must go with METROBED_MQTT_CERTIFICATE");
    }

    @Test
    void endpointIsReadIfClientsConnectToIngest() {
        Settings settings = Settings.of(Map.of(
                "METROBED_MQTT_ENDPOINT", "ingest",
                "METROBED_MQTT_PORT", "11883",
                "METROBED_MQTT_FOLDER", "/var/lib/mqtt",
                "METROBED_MQTT_MAX_PACKET_BYTES", "2048"));

        EndpointConfig endpoint = IngestConfig.of(settings).endpoint().orElseThrow();

        assertThat(endpoint.port()).isEqualTo(11_883);
        assertThat(endpoint.folder()).contains(Path.of("/var/lib/mqtt"));
        assertThat(endpoint.listener().packetBytes()).isEqualTo(2_048);
        assertThat(endpoint.access().isOpen()).isTrue();
    }

    @Test
    void accessFilesThatAreNotThereAreNamed() {
        Settings settings =
                Settings.of(Map.of("METROBED_MQTT_ENDPOINT", "ingest", "METROBED_MQTT_ACCESS", "/no/such/folder"));

        assertThatThrownBy(() -> IngestConfig.of(settings))
                .hasMessageContaining("METROBED_MQTT_ACCESS cannot be used: /no/such/folder");
    }
}
