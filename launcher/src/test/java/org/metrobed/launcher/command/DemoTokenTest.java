package org.metrobed.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metrobed.config.Secret;
import org.metrobed.config.Settings;

final class DemoTokenTest {

    private final SecureRandom random = new SecureRandom();

    @Test
    void everyDemoHasAnother() {
        Secret token = DemoToken.newUnless(Settings.of(Map.of()), random);
        assertThat(token.reveal()).matches("[A-Za-z0-9_-]{24}");
        assertThat(DemoToken.newUnless(Settings.of(Map.of()), random)).isNotEqualTo(token);
    }

    @Test
    void tokenOfTheEnvironmentIsNotRepeated() {
        Settings environment = Settings.of(Map.of("METROBED_OPERATOR_TOKEN", "secret token"));
        assertThat(DemoToken.newUnless(environment, random)).isEqualTo(Secret.NONE);
    }
}
