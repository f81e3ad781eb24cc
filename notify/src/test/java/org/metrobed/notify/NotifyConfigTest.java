package org.metrobed.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metrobed.config.ConfigException;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;
import org.metrobed.notify.group.Policy;
import org.metrobed.notify.receiver.Receiver;
import org.metrobed.store.DatabaseConfig;

class NotifyConfigTest {

    private static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @Test
    void defaultsTellNobodyAndAProcessOfItsOwnSaysSo() {
        Settings settings = Settings.of(Map.of());
        NotifyConfig config = NotifyConfig.readFor(DatabaseConfig.read(settings), settings);
        assertThat(config.receivers()).isEmpty();
        assertThat(config.policy()).isEqualTo(new Policy(Duration.ofHours(1), Duration.ofHours(24)));
        assertThat(config.aliveFile()).isEmpty();
        settings.check();
        assertThatThrownBy(() -> NotifyConfig.read(Settings.of(Map.of())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("METROBED_NOTIFY_ALERTMANAGER_URL")
                .hasMessageContaining("METROBED_NOTIFY_MAIL_HOST");
    }

    @Test
    void everySettingIsRead() {
        Map<String, String> values = new HashMap<>(Map.of(
                "METROBED_NOTIFY_PAGE_URL", "https://city.example",
                "METROBED_NOTIFY_MAX_DELAY", "PT2H",
                "METROBED_NOTIFY_MAX_AGE", "P2D",
                "METROBED_NOTIFY_ALIVE_FILE", "/tmp/alive",
                "METROBED_NOTIFY_ALERTMANAGER_URL", "http://am:9093",
                "METROBED_NOTIFY_WEBHOOK_URL", "https://hook.example/path",
                "METROBED_NOTIFY_WEBHOOK_SECRET", KEY));
        values.putAll(Map.of(
                "METROBED_NOTIFY_CAP_DIR", "/cap",
                "METROBED_NOTIFY_CAP_URL", "https://cap.example",
                "METROBED_NOTIFY_CAP_SENDER", "alerts@city.example",
                "METROBED_NOTIFY_CAP_STATUS", "Draft",
                "METROBED_NOTIFY_CAP_LANGUAGE", "en-GB",
                "METROBED_NOTIFY_CAP_CATEGORY", "Safety",
                "METROBED_NOTIFY_CAP_VALID", "PT1H"));
        values.putAll(Map.of(
                "METROBED_NOTIFY_MAIL_HOST", "mail",
                "METROBED_NOTIFY_MAIL_PORT", "25",
                "METROBED_NOTIFY_MAIL_TLS", "none",
                "METROBED_NOTIFY_MAIL_USER", "metrobed",
                "METROBED_NOTIFY_MAIL_PASSWORD", "secret",
                "METROBED_NOTIFY_MAIL_FROM", "alerts@city.example",
                "METROBED_NOTIFY_MAIL_TO", "ada@city.example, bob@city.example",
                "METROBED_NOTIFY_MAIL_INTERVAL", "PT5M"));
        Settings settings = Settings.of(values);
        NotifyConfig config = NotifyConfig.read(settings);
        assertThat(config.receivers())
                .extracting(Receiver::address)
                .containsExactly(
                        "http://am:9093", "https://hook.example", "/cap and https://cap.example", "smtp://mail:25");
        assertThat(config.receivers().get(3).interval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.policy()).isEqualTo(new Policy(Duration.ofHours(2), Duration.ofDays(2)));
        assertThat(settings.listUnknown()).isEmpty();
        assertThat(config.toString()).doesNotContain("secret", KEY);
    }

    @Test
    void everyErrorIsToldAtOnceAndNoSecretWithIt() {
        Settings settings = Settings.of(Map.of(
                "METROBED_NOTIFY_ALERTMANAGER_URL", "ftp://am",
                "METROBED_NOTIFY_WEBHOOK_URL", "https://hook.example",
                "METROBED_NOTIFY_WEBHOOK_SECRET", "open sesame",
                "METROBED_NOTIFY_CAP_STATUS", "Actual",
                "METROBED_NOTIFY_CAP_SENDER", "a b",
                "METROBED_NOTIFY_CAP_CATEGORY", "Weather",
                "METROBED_NOTIFY_MAIL_HOST", "mail",
                "METROBED_NOTIFY_MAIL_TLS", "ssl",
                "METROBED_NOTIFY_MAX_DELAY", "PT0S"));
        assertThatThrownBy(() -> NotifyConfig.read(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("METROBED_NOTIFY_ALERTMANAGER_URL")
                .hasMessageContaining("METROBED_NOTIFY_WEBHOOK_SECRET must be whsec_")
                .hasMessageContaining("METROBED_NOTIFY_CAP_STATUS must be Test or Draft")
                .hasMessageContaining("METROBED_NOTIFY_CAP_SENDER")
                .hasMessageContaining("METROBED_NOTIFY_CAP_CATEGORY")
                .hasMessageContaining("METROBED_NOTIFY_MAIL_TLS")
                .hasMessageContaining("METROBED_NOTIFY_MAIL_TO must name")
                .hasMessageContaining("METROBED_NOTIFY_MAX_DELAY")
                .hasMessageNotContaining("sesame");
    }

    @Test
    void everySettingIsListedOnce() {
        assertThat(NotifyConfig.settings())
                .extracting(Setting::name)
                .doesNotHaveDuplicates()
                .hasSize(27);
    }
}
