package org.metrobed.store.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.config.ConfigException;
import org.metrobed.config.Settings;

final class ChunkCompressionTest {

    @Test
    void twoDaysAreTheDefault() {
        assertThat(read("").after()).isEqualTo(Duration.ofDays(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "P3DT12H", "P36500D"})
    void durationWithinTheBoundsIsTaken(String text) {
        assertThat(read(text).after()).isEqualTo(Duration.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT59M", "PT0S", "-P2D", "P36501D"})
    void durationBeyondTheBoundsIsRefused(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("METROBED_COMPRESS_AFTER must lie in [PT1H,P36500D]");
    }

    @Test
    void wordThatIsNoDurationIsRefused() {
        assertThatThrownBy(() -> read("2 days"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("METROBED_COMPRESS_AFTER");
    }

    private static ChunkCompression read(String text) {
        Settings settings = Settings.of(text.isEmpty() ? Map.of() : Map.of("METROBED_COMPRESS_AFTER", text));
        ChunkCompression read = ChunkCompression.read(settings);
        settings.check();
        return read;
    }
}
