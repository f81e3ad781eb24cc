package org.metrobed.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metrobed.config.ConfigException;
import org.metrobed.config.Settings;

/** The settings of readers: {@link OidcConfig} and {@link ReaderConfig}. */
class OidcConfigTest {

    @Test
    void withoutAnIssuerNoTokensAreTaken() {
        assertThat(read(Map.of()).oidc()).isEmpty();
        assertThat(read(Map.of()).keepReads()).contains(Duration.ofDays(90));
        assertThat(read(Map.of("METROBED_KEEP_READS", "")).keepReads()).isEmpty();
    }

    @Test
    void everySettingIsRead() {
        OidcConfig config = read(Map.of(
                        "METROBED_OIDC_ISSUER", "https://sso.example.org/realms/city",
                        "METROBED_OIDC_AUDIENCE", "metrobed, other",
                        "METROBED_OIDC_ROLES_CLAIM", "realm_access.roles",
                        "METROBED_OIDC_ROLES", "researcher=uni,operator=ops,admin=ops",
                        "METROBED_OIDC_CLOCK_SKEW", "PT1M"))
                .oidc()
                .orElseThrow();

        assertThat(config.audiences()).containsExactlyInAnyOrder("metrobed", "other");
        assertThat(config.roles()).isEqualTo(Map.of("uni", Role.RESEARCHER, "ops", Role.ADMIN));
        assertThat(config.skew()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void whatWouldTakeTokensOfOthersIsRefused() {
        String issuer = "https://sso.example.org";
        refuses("METROBED_OIDC_AUDIENCE", Map.of("METROBED_OIDC_ISSUER", issuer));
        refuses("https://", Map.of("METROBED_OIDC_ISSUER", "http://sso.example.org", "METROBED_OIDC_AUDIENCE", "m"));
        refuses(
                "METROBED_OIDC_JWKS_URL",
                Map.of(
                        "METROBED_OIDC_ISSUER", issuer,
                        "METROBED_OIDC_AUDIENCE", "m",
                        "METROBED_OIDC_JWKS_URL", "http://sso.example.org/keys"));
        refuses("ROLE=VALUE", Map.of("METROBED_OIDC_ROLES", "king=x"));
        refuses("PT5M", Map.of("METROBED_OIDC_CLOCK_SKEW", "PT1H"));
        refuses("P1D", Map.of("METROBED_KEEP_READS", "PT1H"));
    }

    private static void refuses(String message, Map<String, String> values) {
        assertThatThrownBy(() -> read(values))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    private static ReaderConfig read(Map<String, String> values) {
        Settings settings = Settings.of(new HashMap<>(values));
        ReaderConfig config = ReaderConfig.read(settings);
        settings.check();
        return config;
    }
}
