package org.metrobed.notify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.metrobed.config.ServiceLog;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;
import org.metrobed.notify.alertmanager.AlertmanagerReceiver;
import org.metrobed.notify.group.Policy;
import org.metrobed.notify.mail.MailReceiver;
import org.metrobed.notify.receiver.Escalation;
import org.metrobed.notify.receiver.PageLinks;
import org.metrobed.notify.receiver.Receiver;
import org.metrobed.notify.webhook.WebhookReceiver;
import org.metrobed.store.DatabaseConfig;

/**
 * Configuration of the notifier. Immutable.
 *
 * @param database the database of alerts and outbox
 * @param receivers the receivers; empty: nobody is notified
 * @param policy which alerts are too old to be notified
 * @param aliveFile a file that is written while it works, empty for none
 */
public record NotifyConfig(DatabaseConfig database, List<Receiver> receivers, Policy policy, String aliveFile) {

    /** Setting of the page address for links. */
    public static final Setting PAGE_URL = Setting.of(
            "METROBED_NOTIFY_PAGE_URL",
            "address of the page for the people who are notified; links in notifications lead there",
            "http://127.0.0.1:8080");

    /** Setting of the maximum age in log time. */
    public static final Setting MAX_DELAY = Setting.of(
            "METROBED_NOTIFY_MAX_DELAY",
            "an alert that opened longer ago in log time when it is first seen is not notified",
            "PT1H");

    /** Setting of the maximum age by the time of the event. */
    public static final Setting MAX_AGE = Setting.of(
            "METROBED_NOTIFY_MAX_AGE",
            "an alert that reports something older, by the event's own time and beyond two intervals of its datastream,"
                    + " when it is first seen is not notified, such as in a backlog of eight hours ago",
            "PT1H");

    /** Setting of the file that shows that it works. */
    public static final Setting ALIVE_FILE = Setting.of(
            "METROBED_NOTIFY_ALIVE_FILE", "file that the notifier writes while it works; empty for none", "");

    private static final String FIRST_RECEIVERS = "METROBED_NOTIFY_MAIL_TO, METROBED_NOTIFY_MAIL_ON_CALL_FILE, "
            + WebhookReceiver.URL.name() + " or " + AlertmanagerReceiver.URL.name();

    public NotifyConfig {
        Objects.requireNonNull(database, "database");
        receivers = List.copyOf(receivers);
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(aliveFile, "aliveFile");
    }

    /**
     * Reads the settings of a separate process.
     *
     * @throws org.metrobed.config.ConfigException with all errors at once, also if there is no receiver
     */
    public static NotifyConfig read(Settings settings) {
        NotifyConfig config = readFor(DatabaseConfig.read(settings), settings);
        if (config.receivers().isEmpty()) {
            Receivers.list()
                    .forEach(kind -> settings.reject(
                            kind.info().settings().get(0),
                            "is empty, and so are all other settings of receivers: set one of them"));
        }
        settings.check();
        return config;
    }

    /** Reads all settings except the database; errors are collected in {@code settings} until its check. */
    public static NotifyConfig readFor(DatabaseConfig database, Settings settings) {
        PageLinks page = new PageLinks(settings.address(PAGE_URL, "http", "https"));
        Policy policy = new Policy(positive(settings, MAX_DELAY), positive(settings, MAX_AGE));
        List<Receiver> receivers = Receivers.list().stream()
                .map(kind -> kind.reader().read(settings, page))
                .flatMap(List::stream)
                .toList();
        checkFirst(settings, receivers);
        return new NotifyConfig(database, receivers, policy, settings.text(ALIVE_FILE));
    }

    /** Every setting that {@link #read} reads. */
    public static List<Setting> settings() {
        List<Setting> all = new ArrayList<>(DatabaseConfig.settings());
        all.addAll(ownSettings());
        all.add(ServiceLog.FORMAT);
        return List.copyOf(all);
    }

    /** Every setting that {@link #readFor} reads. */
    public static List<Setting> ownSettings() {
        List<Setting> all = new ArrayList<>(List.of(PAGE_URL, MAX_DELAY, MAX_AGE, Escalation.AFTER, ALIVE_FILE));
        Receivers.list().forEach(kind -> all.addAll(kind.info().settings()));
        return List.copyOf(all);
    }

    /** An escalation follows a first message, and an alert that is no fault of equipment needs a receiver too. */
    private static void checkFirst(Settings settings, List<Receiver> receivers) {
        List<Receiver> first = receivers.stream()
                .filter(receiver -> receiver.escalatesAfter().isZero())
                .toList();
        if (first.isEmpty()) {
            Stream.of(MailReceiver.ESCALATION_TO, WebhookReceiver.ESCALATION_URL)
                    .filter(setting ->
                            !receivers.isEmpty() && !settings.text(setting).isEmpty())
                    .forEach(setting -> settings.reject(
                            setting, "follows a first message, and nobody gets one: set " + FIRST_RECEIVERS));
        } else if (first.stream().allMatch(receiver -> receiver.name().equals(MailReceiver.MAINTENANCE))) {
            settings.reject(
                    MailReceiver.MAINTENANCE_TO,
                    "gets faults of equipment alone, and nobody gets other alerts: set " + FIRST_RECEIVERS);
        }
    }

    private static Duration positive(Settings settings, Setting setting) {
        Duration value = settings.duration(setting);
        if (value.isNegative() || value.isZero()) {
            settings.reject(setting, "must be longer than PT0S");
        }
        return value;
    }
}
