package org.metrobed.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.config.ConfigException;
import org.metrobed.config.Secret;
import org.metrobed.config.Settings;

final class DatabaseConfigTest {

    @Test
    void nothingSetIsADatabaseOnThisMachine() {
        Settings settings = Settings.of(Map.of());
        DatabaseConfig config = DatabaseConfig.read(settings);
        settings.check();
        assertThat(config)
                .isEqualTo(new DatabaseConfig(
                        "jdbc:postgresql://127.0.0.1:5432/metrobed", "metrobed", Secret.NONE, "metrobed"));
    }

    @Test
    void everySettingIsRead() {
        Settings settings = Settings.of(Map.of(
                "METROBED_DATABASE_URL", "jdbc:postgresql://db/x",
                "METROBED_DATABASE_USER", "me",
                "METROBED_DATABASE_PASSWORD", "hidden",
                "METROBED_DATABASE_SCHEMA", "lane_2"));
        DatabaseConfig config = DatabaseConfig.read(settings);
        settings.check();
        assertThat(settings.listUnknown()).isEmpty();
        assertThat(config)
                .isEqualTo(new DatabaseConfig("jdbc:postgresql://db/x", "me", new Secret("hidden"), "lane_2"));
        assertThat(config.toString()).doesNotContain("hidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Lane", "1lane", "a-b", "x\"; drop schema y", "a.b"})
    void badSchemaIsAnErrorThatNamesTheSetting(String schema) {
        Settings settings = Settings.of(Map.of("METROBED_DATABASE_SCHEMA", schema));
        DatabaseConfig.read(settings);
        assertThatThrownBy(settings::check)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("METROBED_DATABASE_SCHEMA");
        DatabaseConfig fine = new DatabaseConfig("x", "y", Secret.NONE, "z");
        assertThatThrownBy(() -> fine.withSchema(schema)).isInstanceOf(IllegalArgumentException.class);
    }
}
