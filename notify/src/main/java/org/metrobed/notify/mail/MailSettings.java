package org.metrobed.notify.mail;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.metrobed.config.Secret;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;

/**
 * Configuration of mail. Immutable.
 *
 * @param server the SMTP server
 * @param user user of the login; empty: no login
 * @param password of the user
 * @param from sender
 * @param recipients who gets what
 * @param interval minimum time between two mails
 */
record MailSettings(
        Server server, String user, Secret password, String from, Recipients recipients, Duration interval) {

    /**
     * The SMTP server. Immutable.
     *
     * @param host its name or address
     * @param port its port
     * @param tls encryption of the connection
     * @param ca file of the certificates that issue the server's; empty: the usual ones
     */
    record Server(String host, int port, Tls tls, String ca) {
        Server {
            Objects.requireNonNull(host, "host");
            Objects.requireNonNull(tls, "tls");
            Objects.requireNonNull(ca, "ca");
        }
    }

    /**
     * Who gets what. Immutable.
     *
     * @param to recipients of alerts
     * @param maintenance recipients of faults of equipment; empty: those of alerts
     * @param escalation recipients of alerts that nobody has acknowledged in time
     * @param onCall file of the calendar of those who get alerts too; empty for none
     */
    record Recipients(List<String> to, List<String> maintenance, List<String> escalation, String onCall) {
        Recipients {
            to = List.copyOf(to);
            maintenance = List.copyOf(maintenance);
            escalation = List.copyOf(escalation);
            Objects.requireNonNull(onCall, "onCall");
        }

        /** Recipients of all alerts. */
        static Recipients of(List<String> to) {
            return new Recipients(to, List.of(), List.of(), "");
        }

        private Stream<String> all() {
            return Stream.of(to, maintenance, escalation).flatMap(List::stream);
        }
    }

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
    static final Setting CA = Setting.of(
            "METROBED_NOTIFY_MAIL_CA_FILE",
            "certificates of the authority that issues the SMTP server's, PEM; empty: those that Java knows",
            "");
    static final Setting USER = Setting.of("METROBED_NOTIFY_MAIL_USER", "user of the SMTP server; empty: no login", "");
    static final Setting PASSWORD =
            Setting.secret("METROBED_NOTIFY_MAIL_PASSWORD", "password of the user of the SMTP server");
    static final Setting FROM =
            Setting.of("METROBED_NOTIFY_MAIL_FROM", "sender of mail about alerts", "metrobed@localhost");
    static final Setting TO =
            Setting.of("METROBED_NOTIFY_MAIL_TO", "addresses that get mail about alerts, separated by commas", "");
    static final Setting MAINTENANCE_TO = Setting.of(
            "METROBED_NOTIFY_MAIL_MAINTENANCE_TO",
            "addresses that get mail about faults of equipment, separated by commas; empty: those of all alerts get it",
            "");
    static final Setting ESCALATION_TO = Setting.of(
            "METROBED_NOTIFY_MAIL_ESCALATION_TO",
            "addresses that get mail about alerts that nobody has acknowledged in time, separated by commas",
            "");
    static final Setting ON_CALL = Setting.of(
            "METROBED_NOTIFY_MAIL_ON_CALL_FILE",
            "calendar (iCalendar) of people on call, who get mail about alerts too; read again when it has changed",
            "");
    static final Setting INTERVAL = Setting.of(
            "METROBED_NOTIFY_MAIL_INTERVAL",
            "least time between two mails; alerts between them are collected in one mail",
            "PT15M");

    private static final Pattern ADDRESS = Pattern.compile("[^\\s,<>@]+@[^\\s,<>@]+");

    MailSettings {
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(recipients, "recipients");
        Objects.requireNonNull(interval, "interval");
    }

    static List<Setting> list() {
        return List.of(
                HOST, PORT, SECURITY, CA, USER, PASSWORD, FROM, TO, MAINTENANCE_TO, ESCALATION_TO, ON_CALL, INTERVAL);
    }

    /** Reads the settings; errors are collected in {@code settings} until its check. */
    static MailSettings read(Settings settings) {
        String host = settings.text(HOST);
        MailSettings mail = new MailSettings(
                new Server(host, settings.integer(PORT, 1, 65_535), readTls(settings), settings.text(CA)),
                settings.text(USER),
                settings.secret(PASSWORD),
                settings.text(FROM),
                new Recipients(
                        addresses(settings, TO),
                        addresses(settings, MAINTENANCE_TO),
                        addresses(settings, ESCALATION_TO),
                        settings.text(ON_CALL)),
                settings.duration(INTERVAL));
        if (!host.isEmpty()) {
            check(settings, mail);
        }
        return mail;
    }

    private static void check(Settings settings, MailSettings mail) {
        if (mail.recipients().all().findAny().isEmpty()
                && mail.recipients().onCall().isEmpty()) {
            settings.reject(TO, "must name at least one address");
        }
        if (!ADDRESS.matcher(mail.from()).matches()) {
            settings.reject(FROM, "must be an address such as alerts@city.example");
        }
        if (mail.interval().isNegative()) {
            settings.reject(INTERVAL, "must not be negative");
        }
    }

    private static List<String> addresses(Settings settings, Setting setting) {
        List<String> addresses = Arrays.stream(settings.text(setting).split(","))
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .toList();
        if (!addresses.stream().allMatch(address -> ADDRESS.matcher(address).matches())) {
            settings.reject(setting, "must be addresses such as ada@city.example, separated by commas");
        }
        return addresses;
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
