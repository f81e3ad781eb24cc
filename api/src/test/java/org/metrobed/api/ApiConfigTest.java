package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metrobed.config.ConfigException;
import org.metrobed.config.Secret;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;
import org.metrobed.store.retention.RetentionPolicy;

class ApiConfigTest {

    @Test
    void defaultsMakeAWorkingConfig() {
        ApiConfig config = ApiConfig.read(Settings.of(Map.of()));
        assertThat(config.http()).isEqualTo(new ApiConfig.Http("127.0.0.1", 8080, 64, Secret.NONE));
        assertThat(config.kafkaBootstrap()).isEqualTo("127.0.0.1:9092");
        assertThat(config.topics().prefix()).isEqualTo("metrobed.");
        assertThat(config.catalogDir()).isEmpty();
        assertThat(config.readDatabase()).isEqualTo(config.database());
        assertThat(config.retention()).isEqualTo(RetentionPolicy.FOR_EVER);
    }

    @Test
    void everySettingIsRead() {
        Settings settings = Settings.of(Map.of(
                "METROBED_HTTP_HOST", "0.0.0.0",
                "METROBED_HTTP_PORT", "9000",
                "METROBED_STREAM_CLIENTS", "7",
                "METROBED_OPERATOR_TOKEN", "secret token",
                "METROBED_KAFKA_BOOTSTRAP", "kafka:9092",
                "METROBED_TOPIC_PREFIX", "lane.",
                "METROBED_DATABASE_SCHEMA", "lane",
                "METROBED_DATABASE_PASSWORD", "secret",
                "METROBED_API_POOL", "3",
                "METROBED_CATALOG_DIR", "/bundles"));
        ApiConfig config = ApiConfig.read(settings);
        assertThat(config.http()).isEqualTo(new ApiConfig.Http("0.0.0.0", 9000, 7, new Secret("secret token")));
        assertThat(config.topics().prefix()).isEqualTo("lane.");
        assertThat(config.database().schema()).isEqualTo("lane");
        assertThat(config.poolSize()).isEqualTo(3);
        assertThat(config.toString()).doesNotContain("secret");
        assertThat(settings.listUnknown()).isEmpty();
    }

    @Test
    void roleThatReadsHasItsOwnPassword() {
        ApiConfig config = ApiConfig.read(Settings.of(
                Map.of("METROBED_DATABASE_READER", "city_reader", "METROBED_DATABASE_READER_PASSWORD", "reads")));
        assertThat(config.readDatabase().user()).isEqualTo("city_reader");
        assertThat(config.readDatabase().password().reveal()).isEqualTo("reads");
        assertThat(config.readDatabase().schema()).isEqualTo(config.database().schema());
    }

    @Test
    void roleThatWritesHasItsOwnPasswordAndTheOwnerWritesWithoutIt() {
        ApiConfig config = ApiConfig.read(Settings.of(
                Map.of("METROBED_DATABASE_WRITER", "city_writer", "METROBED_DATABASE_WRITER_PASSWORD", "writes")));
        assertThat(config.writeDatabase().user()).isEqualTo("city_writer");
        assertThat(config.writeDatabase().password().reveal()).isEqualTo("writes");
        ApiConfig without = ApiConfig.read(Settings.of(Map.of()));
        assertThat(without.writeDatabase()).isEqualTo(without.database());
    }

    @Test
    void roleThatReadsNeedsAPasswordAndAName() {
        assertThatThrownBy(() -> ApiConfig.read(Settings.of(Map.of("METROBED_DATABASE_READER", "city_reader"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("METROBED_DATABASE_READER_PASSWORD must be set");
        assertThatThrownBy(() -> ApiConfig.read(Settings.of(
                        Map.of("METROBED_DATABASE_READER", "a; drop", "METROBED_DATABASE_READER_PASSWORD", "reads"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("METROBED_DATABASE_READER must be 1 to 48 of a-z");
    }

    @Test
    void everyErrorIsToldAtOnce() {
        Settings settings = Settings.of(
                Map.of("METROBED_HTTP_PORT", "70000", "METROBED_TOPIC_PREFIX", "a b", "METROBED_STREAM_CLIENTS", "0"));
        assertThatThrownBy(() -> ApiConfig.read(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("METROBED_HTTP_PORT")
                .hasMessageContaining("METROBED_TOPIC_PREFIX")
                .hasMessageContaining("METROBED_STREAM_CLIENTS");
    }

    @Test
    void everySettingIsListedOnce() {
        assertThat(ApiConfig.settings())
                .extracting(Setting::name)
                .doesNotHaveDuplicates()
                .hasSize(39);
    }

    @Test
    void listenerWithTlsNeedsItsFiles() {
        assertThatThrownBy(() -> ApiConfig.read(Settings.of(Map.of("METROBED_HTTP_TLS_PORT", "8443"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("METROBED_HTTP_TLS_CERTIFICATE")
                .hasMessageContaining("is not set, must be with METROBED_HTTP_TLS_PORT 8443");
    }
}
