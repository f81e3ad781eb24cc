package org.metrobed.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    private static final Setting PORT = Setting.of("METROBED_PORT", "a port", "80");
    private static final Setting WAIT = Setting.of("METROBED_WAIT", "a time", "PT1S");
    private static final Setting MUST = Setting.required("METROBED_MUST", "needed");
    private static final Setting WORD = Setting.secret("METROBED_WORD", "a password");

    @Test
    void defaultsHoldWhereNothingIsSet() {
        Settings settings = Settings.of(Map.of());
        assertThat(settings.integer(PORT, 1, 100)).isEqualTo(80);
        assertThat(settings.duration(WAIT)).isEqualTo(Duration.ofSeconds(1));
        settings.check();
    }

    @Test
    void allErrorsComeAtOnceAndNameTheSetting() {
        Settings settings = Settings.of(Map.of("METROBED_PORT", "many", "METROBED_WAIT", "soon"));
        settings.integer(PORT, 1, 100);
        settings.duration(WAIT);
        settings.text(MUST);
        assertThatThrownBy(settings::check)
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e -> assertThat(e.errors())
                                .hasSize(3)
                                .anyMatch(line -> line.startsWith("METROBED_PORT is 'many'"))
                                .anyMatch(line -> line.startsWith("METROBED_MUST is not set")));
    }

    @Test
    void secretsComeFromFilesAndStayHidden(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("word"), "tell no one\n");
        Secret secret =
                Settings.of(Map.of("METROBED_WORD_FILE", file.toString())).secret(WORD);
        assertThat(secret.reveal()).isEqualTo("tell no one");
        assertThat(secret.toString()).doesNotContain("tell");
    }

    @Test
    void fileOfASecretThatCannotBeReadIsNamedWithTheReason(@TempDir Path folder) {
        Settings settings =
                Settings.of(Map.of("METROBED_WORD_FILE", folder.resolve("none").toString()));
        assertThat(settings.secret(WORD)).isEqualTo(Secret.NONE);
        assertThatThrownBy(settings::check)
                .hasMessageContaining("METROBED_WORD_FILE: cannot read " + folder.resolve("none"))
                .hasMessageContaining("there is no such file");
    }

    @Test
    void unknownNamesWithOurPrefixAreListed() {
        Settings settings = Settings.of(Map.of("METROBED_PROT", "1", "HOME", "x", "METROBED_PORT", "2"));
        settings.integer(PORT, 1, 100);
        assertThat(settings.listUnknown()).containsExactly("METROBED_PROT");
    }
}
