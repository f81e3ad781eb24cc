package org.metrobed.notify.mail;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.metrobed.config.Secret;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;

/**
 * Configuration of mail. Immutable.
 *
 * @param host of the SMTP server
 * @param port of the SMTP server
 * @param tls encryption of the connection
 * @param user user of the login; empty: no login
 * @param password of the user
 * @param from sender
 * @param to recipients
 * @param interval minimum time between two mails
 */
record MailSettings(
        String host, int port, Tls tls, String user, Secret password, String from, List<String> to, Duration interval) {

    /** Encryption of the connection. */
    enum Tls {
        /** STARTTLS on the usual port; the server must offer it. */
        STARTTLS,
        /** TLS from the first byte. */
        TLS,
        /** No encryption: for a server on this machine. */
        NONE
    }

    static final Setting HOST = Setting.of(
            "METROBED_NOTIFY_MAIL_HOST", "SMTP server that mail about alerts goes through; empty for none", "");
    static final Setting PORT = Setting.of("METROBED_NOTIFY_MAIL_PORT", "port of the SMTP server", "587");
    static final Setting SECURITY = Setting.of(
            "METROBED_NOTIFY_MAIL_TLS",
            "encryption of the connection: starttls, tls, or none for a server on this machine",
            "starttls");
    static final Setting USER = Setting.of("METROBED_NOTIFY_MAIL_USER", "user of the SMTP server; empty: no login", "");
    static final Setting PASSWORD =
            Setting.secret("METROBED_NOTIFY_MAIL_PASSWORD", "password of the user of the SMTP server");
    static final Setting FROM =
            Setting.of("METROBED_NOTIFY_MAIL_FROM", "sender of mail about alerts", "metrobed@localhost");
    static final Setting TO =
            Setting.of("METROBED_NOTIFY_MAIL_TO", "addresses that get mail about alerts, separated by commas", "");
    static final Setting INTERVAL = Setting.of(
            "METROBED_NOTIFY_MAIL_INTERVAL",
            "least time between two mails; alerts between them are collected in one mail",
            "PT15M");

    private static final Pattern ADDRESS = Pattern.compile("[^\\s,<>@]+@[^\\s,<>@]+");

    MailSettings {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(tls, "tls");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(from, "from");
        to = List.copyOf(to);
        Objects.requireNonNull(interval, "interval");
    }

    static List<Setting> list() {
        return List.of(HOST, PORT, SECURITY, USER, PASSWORD, FROM, TO, INTERVAL);
    }

    /** Reads the settings; errors are collected in {@code settings} until its check. */
    static MailSettings read(Settings settings) {
        String host = settings.text(HOST);
        MailSettings mail = new MailSettings(
                host,
                settings.integer(PORT, 1, 65_535),
                readTls(settings),
                settings.text(USER),
                settings.secret(PASSWORD),
                settings.text(FROM),
                Arrays.stream(settings.text(TO).split(","))
                        .map(String::strip)
                        .filter(address -> !address.isEmpty())
                        .toList(),
                settings.duration(INTERVAL));
        if (!host.isEmpty()) {
            check(settings, mail);
        }
        return mail;
    }

    private static void check(Settings settings, MailSettings mail) {
        if (mail.to().isEmpty()) {
            settings.reject(TO, "must name at least one address");
        }
        if (!mail.to().stream().allMatch(address -> ADDRESS.matcher(address).matches())) {
            settings.reject(TO, "must be addresses such as ada@city.example, separated by commas");
        }
        if (!ADDRESS.matcher(mail.from()).matches()) {
            settings.reject(FROM, "must be an address such as alerts@city.example");
        }
        if (mail.interval().isNegative()) {
            settings.reject(INTERVAL, "must not be negative");
        }
    }

    private static Tls readTls(Settings settings) {
        String word = settings.text(SECURITY);
        for (Tls tls : Tls.values()) {
            if (tls.name().toLowerCase(Locale.ROOT).equals(word)) {
                return tls;
            }
        }
        settings.reject(SECURITY, "must be starttls, tls or none");
        return Tls.STARTTLS;
    }
}
