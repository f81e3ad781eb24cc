package org.metrobed.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metrobed.config.ConfigException;
import org.metrobed.config.Secret;
import org.metrobed.config.ServiceLog;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;
import org.metrobed.simulators.mqtt.BrokerConfig;

class SimulateConfigTest {

    @Test
    void defaultsAreTheDemonstration() {
        assertThat(read(Map.of())).isEqualTo(SimulateConfig.of(BrokerConfig.of("tcp://127.0.0.1:1883")));
    }

    @Test
    void everySettingIsRead() {
        Map<String, String> values = Map.of(
                "METROBED_MQTT_URL", "tcp://broker:1883",
                "METROBED_MQTT_USER", "sim",
                "METROBED_MQTT_PASSWORD", "pw",
                "METROBED_SIMULATE_TESTBED", "elsewhere",
                "METROBED_SIMULATE_SEED", "-7",
                "METROBED_SIMULATE_BACKLOG", "PT1H",
                "METROBED_SIMULATE_FAULTS", "false",
                "METROBED_SIMULATE_STATE_FILE", "state",
                "METROBED_SIMULATE_LABELS_FILE", "labels.csv");

        assertThat(read(values))
                .isEqualTo(new SimulateConfig(
                        new BrokerConfig("tcp://broker:1883", "sim", new Secret("pw"), 1_000),
                        "elsewhere",
                        -7,
                        Duration.ofHours(1),
                        false,
                        Path.of("state"),
                        Path.of("labels.csv")));
    }

    @Test
    void allErrorsAreToldAtOnce() {
        assertThatThrownBy(() -> read(Map.of(
                        "METROBED_SIMULATE_SEED", "x",
                        "METROBED_SIMULATE_BACKLOG", "-PT1H",
                        "METROBED_SIMULATE_FAULTS", "perhaps")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("METROBED_SIMULATE_SEED is 'x'")
                .hasMessageContaining("METROBED_SIMULATE_BACKLOG must lie between")
                .hasMessageContaining("METROBED_SIMULATE_FAULTS is 'perhaps'");
    }

    @Test
    void settingsAreListedForTheDocuments() {
        Map<String, String> values = new HashMap<>();
        SimulateConfig.settings().forEach(setting -> values.put(setting.name(), setting.defaultValue()));
        Settings settings = Settings.of(values);
        SimulateConfig.from(settings);

        assertThat(settings.listUnknown()).containsExactly(SimulateConfig.CATALOG_DIR.name(), ServiceLog.FORMAT.name());
        assertThat(SimulateConfig.settings()).extracting(Setting::meaning).allMatch(meaning -> !meaning.isBlank());
    }

    private static SimulateConfig read(Map<String, String> values) {
        Settings settings = Settings.of(values);
        SimulateConfig config = SimulateConfig.from(settings);
        settings.check();
        return config;
    }
}
