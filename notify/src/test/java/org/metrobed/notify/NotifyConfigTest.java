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
        assertThat(config.policy()).isEqualTo(new Policy(Duration.ofHours(1), Duration.ofHours(1)));
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
                "METROBED_NOTIFY_CAP_VALID", "PT1H",
                "METROBED_NOTIFY_CAP_RADIUS", "500",
                "METROBED_NOTIFY_ESCALATION_AFTER", "PT10M",
                "METROBED_NOTIFY_WEBHOOK_ESCALATION_URL", "https://next.example/path"));
        values.putAll(Map.of(
                "METROBED_NOTIFY_MAIL_HOST", "mail",
                "METROBED_NOTIFY_MAIL_PORT", "25",
                "METROBED_NOTIFY_MAIL_TLS", "none",
                "METROBED_NOTIFY_MAIL_USER", "metrobed",
                "METROBED_NOTIFY_MAIL_PASSWORD", "secret",
                "METROBED_NOTIFY_MAIL_FROM", "alerts@city.example",
                "METROBED_NOTIFY_MAIL_TO", "ada@city.example, bob@city.example",
                "METROBED_NOTIFY_MAIL_INTERVAL", "PT5M"));
        values.putAll(Map.of(
                "METROBED_NOTIFY_MAIL_MAINTENANCE_TO", "crew@city.example",
                "METROBED_NOTIFY_MAIL_ESCALATION_TO", "boss@city.example"));
        Settings settings = Settings.of(values);
        NotifyConfig config = NotifyConfig.read(settings);
        assertThat(config.receivers())
                .extracting(Receiver::address)
                .containsExactly(
                        "http://am:9093",
                        "https://hook.example",
                        "https://next.example",
                        "/cap and https://cap.example",
                        "smtp://mail:25",
                        "smtp://mail:25",
                        "smtp://mail:25");
        assertThat(config.receivers())
                .extracting(Receiver::name)
                .containsExactly(
                        "alertmanager",
                        "webhook",
                        "webhook-escalation",
                        "cap",
                        "mail",
                        "mail-maintenance",
                        "mail-escalation");
        assertThat(config.receivers().get(2).escalatesAfter()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.receivers().get(4).interval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.receivers().get(6).interval()).as("at once").isZero();
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
        Settings onCall = Settings.of(Map.of(
                "METROBED_NOTIFY_MAIL_HOST", "mail",
                "METROBED_NOTIFY_MAIL_ON_CALL_FILE", "/no/such.ics",
                "METROBED_NOTIFY_MAIL_ESCALATION_TO", "boss",
                "METROBED_NOTIFY_ESCALATION_AFTER", "PT1S"));
        assertThatThrownBy(() -> NotifyConfig.read(onCall))
                .hasMessageContaining(
                        "METROBED_NOTIFY_MAIL_ON_CALL_FILE is no calendar of people on call: /no/such.ics")
                .hasMessageContaining("METROBED_NOTIFY_MAIL_ESCALATION_TO must be addresses")
                .hasMessageContaining("METROBED_NOTIFY_ESCALATION_AFTER must be at least PT1M");
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
    void receiversThatFollowOthersNeedAFirstOne() {
        Map<String, String> escalation =
                Map.of("METROBED_NOTIFY_MAIL_HOST", "mail", "METROBED_NOTIFY_MAIL_ESCALATION_TO", "boss@city.example");
        assertThatThrownBy(() -> NotifyConfig.read(Settings.of(escalation)))
                .hasMessageContaining("METROBED_NOTIFY_MAIL_ESCALATION_TO follows a first message")
                .hasMessageContaining("set METROBED_NOTIFY_MAIL_TO, METROBED_NOTIFY_MAIL_ON_CALL_FILE");
        assertThatThrownBy(() -> NotifyConfig.read(Settings.of(Map.of(
                        "METROBED_NOTIFY_WEBHOOK_ESCALATION_URL",
                        "https://next.example",
                        "METROBED_NOTIFY_WEBHOOK_SECRET",
                        KEY))))
                .hasMessageContaining("METROBED_NOTIFY_WEBHOOK_ESCALATION_URL follows a first message");
        Map<String, String> maintenance = new HashMap<>(Map.of(
                "METROBED_NOTIFY_MAIL_HOST", "mail", "METROBED_NOTIFY_MAIL_MAINTENANCE_TO", "crew@city.example"));
        assertThatThrownBy(() -> NotifyConfig.read(Settings.of(maintenance)))
                .hasMessageContaining("METROBED_NOTIFY_MAIL_MAINTENANCE_TO gets faults of equipment alone");
        maintenance.put("METROBED_NOTIFY_ALERTMANAGER_URL", "http://am:9093");
        assertThat(NotifyConfig.read(Settings.of(maintenance)).receivers()).hasSize(2);
    }

    @Test
    void everySettingIsListedOnce() {
        assertThat(NotifyConfig.settings())
                .extracting(Setting::name)
                .doesNotHaveDuplicates()
                .hasSize(34);
    }
}
