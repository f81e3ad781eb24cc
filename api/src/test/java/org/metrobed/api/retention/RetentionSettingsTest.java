package org.metrobed.api.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metrobed.config.ConfigException;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;
import org.metrobed.store.retention.Kept;
import org.metrobed.store.retention.RetentionPolicy;

class RetentionSettingsTest {

    @Test
    void everythingIsKeptForEverByDefault() {
        assertThat(RetentionSettings.read(Settings.of(Map.of()))).isEqualTo(RetentionPolicy.FOR_EVER);
        assertThat(RetentionSettings.read(Settings.of(Map.of("METROBED_KEEP_OBSERVATIONS", " "))))
                .isEqualTo(RetentionPolicy.FOR_EVER);
    }

    @Test
    void observationsAndEachSizeOfWindowHaveTheirOwnTime() {
        Settings settings = Settings.of(Map.of(
                "METROBED_KEEP_OBSERVATIONS", "P400D",
                "METROBED_KEEP_WINDOWS_PT1M", "P1D",
                "METROBED_KEEP_WINDOWS_PT15M", "PT48H",
                "METROBED_KEEP_WINDOWS_PT1H", "P3DT12H",
                "METROBED_KEEP_WINDOWS_P1D", "P3650D"));
        assertThat(RetentionSettings.read(settings).keep())
                .containsOnly(
                        Map.entry(Kept.OBSERVATIONS, Duration.ofDays(400)),
                        Map.entry(Kept.WINDOWS_PT1M, Duration.ofDays(1)),
                        Map.entry(Kept.WINDOWS_PT15M, Duration.ofHours(48)),
                        Map.entry(Kept.WINDOWS_PT1H, Duration.ofHours(84)),
                        Map.entry(Kept.WINDOWS_P1D, Duration.ofDays(3_650)));
        assertThat(settings.listUnknown()).isEmpty();
        assertThat(RetentionSettings.settings())
                .extracting(Setting::defaultValue)
                .containsOnly("");
    }

    @Test
    void shortTimesAndOthersThanDurationsAreTold() {
        Settings settings = Settings.of(Map.of(
                "METROBED_KEEP_OBSERVATIONS", "PT23H",
                "METROBED_KEEP_WINDOWS_PT1M", "P1Y",
                "METROBED_KEEP_WINDOWS_P1D", "-P3D"));
        RetentionSettings.read(settings);
        assertThatThrownBy(settings::check)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("METROBED_KEEP_OBSERVATIONS must lie in [P1D,P36500D]")
                .hasMessageContaining("METROBED_KEEP_WINDOWS_PT1M is 'P1Y'")
                .hasMessageContaining("METROBED_KEEP_WINDOWS_P1D");
    }
}
