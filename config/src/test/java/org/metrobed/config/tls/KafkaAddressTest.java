package org.metrobed.config.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.config.ConfigException;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;

class KafkaAddressTest {

    private static final Setting SETTING = Setting.of("METROBED_TEST_KAFKA", "Kafka.", KafkaAddress.DEFAULT);

    @TempDir
    Path folder;

    @Test
    void addressesWithoutSchemeHaveNoTls() {
        assertThat(KafkaAddress.client("k1:9092,k2:9092", Map.of("acks", "all")))
                .isEqualTo(Map.of("bootstrap.servers", "k1:9092,k2:9092", "acks", "all"));
    }

    @Test
    void schemesAreThoseOfKafkaInEitherCase() {
        assertThat(KafkaAddress.client("PLAINTEXT://k1:9092")).isEqualTo(Map.of("bootstrap.servers", "k1:9092"));
        assertThat(KafkaAddress.client("SSL://k1:9092")).isEqualTo(KafkaAddress.client("ssl://k1:9092"));
    }

    @Test
    void schemeMeansTlsWithTheAuthoritiesOfTheJvm() {
        assertThat(KafkaAddress.client("ssl://k1:9092,k2:9092"))
                .isEqualTo(Map.of("bootstrap.servers", "k1:9092,k2:9092", "security.protocol", "SSL"));
    }

    @Test
    void fileOfAuthoritiesIsTrusted() {
        assertThat(KafkaAddress.client("ssl://kafka:9092?ca=/run/secrets/ca"))
                .containsEntry("bootstrap.servers", "kafka:9092")
                .containsEntry("security.protocol", "SSL")
                .containsEntry("ssl.truststore.type", "PEM")
                .containsEntry("ssl.truststore.location", "/run/secrets/ca");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "k1:9092, k2:9092",
                "[::1]:9092",
                "ssl://kafka:9092",
                "PLAINTEXT://kafka:9092",
                "SSL://kafka:9092"
            })
    void addressIsTaken(String address) {
        assertThat(KafkaAddress.parse(address)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka", "tcp://kafka:9092", "ssl://kafka", "kafka:9092,", "", "ssl://kafka:9092?key=x"})
    void anythingElseIsRefusedWithTheRule(String address) {
        assertThatThrownBy(() -> KafkaAddress.parse(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("host:port");
    }

    @Test
    void authoritiesNeedTls() {
        for (String address : List.of("kafka:9092?ca=/run/secrets/ca", "PLAINTEXT://kafka:9092?ca=/run/secrets/ca")) {
            assertThatThrownBy(() -> KafkaAddress.parse(address))
                    .hasMessageContaining("needs an address that starts with ssl://");
        }
    }

    @Test
    void fileThatHoldsNoCertificateIsAnErrorOfTheSetting() throws Exception {
        Path file = Files.writeString(folder.resolve("ca"), "no certificate");
        Settings settings = Settings.of(Map.of(SETTING.name(), "ssl://kafka:9092?ca=" + file));
        KafkaAddress.read(settings, SETTING);
        assertThatThrownBy(settings::check)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(SETTING.name())
                .hasMessageContaining(file.toString());
    }
}
