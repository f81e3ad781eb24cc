package org.metrobed.notify.mail;

import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;
import org.metrobed.config.tls.TlsException;
import org.metrobed.config.tls.TlsFiles;
import org.metrobed.notify.group.Concern;
import org.metrobed.notify.group.Group;
import org.metrobed.notify.naming.NamesInCatalog;
import org.metrobed.notify.receiver.AlertMessage;
import org.metrobed.notify.receiver.DeliveryException;
import org.metrobed.notify.receiver.Escalation;
import org.metrobed.notify.receiver.PageLinks;
import org.metrobed.notify.receiver.Receiver;
import org.metrobed.notify.receiver.ReceiverInfo;
import org.metrobed.notify.receiver.ReceiverKind;
import org.metrobed.store.notification.Notification;

/** Sends digests by SMTP. */
public final class MailReceiver implements Receiver {

    /** Setting of the recipients of faults of equipment. */
    public static final Setting MAINTENANCE_TO = MailSettings.MAINTENANCE_TO;

    /** Setting of the recipients of escalations. */
    public static final Setting ESCALATION_TO = MailSettings.ESCALATION_TO;

    /** Name in the outbox of the receiver of faults of equipment. */
    public static final String MAINTENANCE = "mail-maintenance";

    /** Description and factory. */
    public static final ReceiverKind KIND = new ReceiverKind(
            new ReceiverInfo(
                    "mail",
                    "People, by e-mail: at most one mail an interval.",
                    "The first after an interval without mail is sent at once; later ones are collected until the"
                            + " next may be sent, in one"
                            + " mail with one block for each group, resolved ones too. Plain text. A mail that is"
                            + " sent again has the same"
                            + " `Message-ID`. With recipients for maintenance, faults of equipment (no readings, stuck"
                            + " values, wrong clocks, and whatever neighbours do not see) go to them, and all others to"
                            + " the recipients of alerts. Recipients of escalations get what nobody has acknowledged in"
                            + " time, at once. The calendar of those on call has an event for each duty, recurring or not;"
                            + " its attendees, or the addresses in its summary, get mail about alerts during it. Cancelled"
                            + " duties, and attendees who have declined, are left out. Duties of whole days, and times"
                            + " without a zone, are in the zone that the calendar names (`X-WR-TIMEZONE`, or its only"
                            + " `VTIMEZONE`); without one the calendar is refused. In the"
                            + " outbox the receivers have the names `mail`, `mail-maintenance` and `mail-escalation`.",
                    MailSettings.list()),
            MailReceiver::read);

    /** Names of the receivers in the outbox, which must not change. */
    private static final String ALERTS = "mail";

    private static final String ESCALATION = "mail-escalation";

    private static final String LIMIT_MILLIS = "8000";
    private static final int MOST = 200;

    private final String name;
    private final MailSettings mail;
    private final Address address;
    private final PageLinks page;
    private final Session session;

    /**
     * What a mail receiver is told, and who gets it. Immutable.
     *
     * @param concern only alerts of this concern; empty for all
     * @param to its recipients
     * @param onCall those on call, who get it too
     * @param after time after which it is told what nobody has acknowledged; zero: it is told at once
     */
    private record Address(Optional<Concern> concern, List<String> to, Optional<OnCall> onCall, Duration after) {}

    private MailReceiver(String name, MailSettings mail, Address address, PageLinks page) {
        this.name = name;
        this.mail = Objects.requireNonNull(mail, "mail");
        this.address = address;
        this.page = Objects.requireNonNull(page, "page");
        this.session = Session.getInstance(properties(mail), new Login(mail));
    }

    /**
     * The receivers of these settings: of alerts, of faults of equipment and of escalations.
     *
     * @param after time after which escalations are told
     * @throws IOException if the calendar of those on call cannot be read
     * @throws TlsException if the certificates of the authority cannot be read
     */
    static List<Receiver> list(MailSettings mail, PageLinks page, Duration after) throws IOException {
        MailSettings.Recipients who = mail.recipients();
        Optional<OnCall> onCall =
                who.onCall().isEmpty() ? Optional.empty() : Optional.of(new OnCall(Path.of(who.onCall())));
        boolean divided = !who.maintenance().isEmpty();
        List<Receiver> receivers = new ArrayList<>();
        if (!who.to().isEmpty() || onCall.isPresent()) {
            Optional<Concern> events = divided ? Optional.of(Concern.EVENT) : Optional.empty();
            Address alerts = new Address(events, who.to(), onCall, Duration.ZERO);
            receivers.add(new MailReceiver(ALERTS, mail, alerts, page));
        }
        if (divided) {
            Address faults =
                    new Address(Optional.of(Concern.EQUIPMENT), who.maintenance(), Optional.empty(), Duration.ZERO);
            receivers.add(new MailReceiver(MAINTENANCE, mail, faults, page));
        }
        if (!who.escalation().isEmpty()) {
            Address next = new Address(Optional.empty(), who.escalation(), Optional.empty(), after);
            receivers.add(new MailReceiver(ESCALATION, mail, next, page));
        }
        return receivers;
    }

    /** The user of the SMTP login. */
    private static final class Login extends Authenticator {
        private final MailSettings mail;

        Login(MailSettings mail) {
            this.mail = mail;
        }

        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication(mail.user(), mail.password().reveal());
        }
    }

    /** A mail with its own message id. */
    private static final class Mail extends MimeMessage {
        private final String id;

        Mail(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id + "@metrobed>");
        }
    }

    private static List<Receiver> read(Settings settings, PageLinks page) {
        MailSettings mail = MailSettings.read(settings);
        if (mail.server().host().isEmpty()) {
            return List.of();
        }
        Duration after = mail.recipients().escalation().isEmpty() ? Duration.ZERO : Escalation.read(settings);
        try {
            return list(mail, page, after);
        } catch (IOException e) {
            settings.reject(MailSettings.ON_CALL, "is no calendar of people on call: " + e.getMessage());
            return List.of();
        } catch (TlsException e) {
            settings.reject(MailSettings.CA, e.getMessage());
            return List.of();
        }
    }

    @Override
    public ReceiverInfo info() {
        return KIND.info();
    }

    @Override
    public String address() {
        return "smtp://" + mail.server().host() + ":" + mail.server().port();
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public Duration interval() {
        return address.after().isZero() ? mail.interval() : Duration.ZERO;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Duration escalatesAfter() {
        return address.after();
    }

    @Override
    public boolean concerns(Group group, NamesInCatalog names) {
        return address.concern().map(group.concern()::equals).orElse(true);
    }

    @Override
    public String write(AlertMessage message) {
        return MailText.of(message, page);
    }

    @Override
    public void send(List<Notification> messages, Instant now) throws DeliveryException {
        Digest digest = Digest.of(messages);
        List<String> to = recipients(now);
        if (to.isEmpty()) {
            throw DeliveryException.refused("nobody is on call at " + now + ", and no other address gets mail");
        }
        try {
            Mail letter = new Mail(session, digest.id());
            letter.setFrom(new InternetAddress(mail.from()));
            letter.setRecipients(jakarta.mail.Message.RecipientType.TO, String.join(",", to));
            letter.setSubject(digest.subject(), StandardCharsets.UTF_8.name());
            letter.setText(digest.body(), StandardCharsets.UTF_8.name());
            letter.setSentDate(Date.from(now));
            letter.setHeader("X-Metrobed-Id", digest.id());
            letter.setHeader("Auto-Submitted", "auto-generated");
            Transport.send(letter);
        } catch (MessagingException e) {
            throw DeliveryException.unreachable(address() + " does not accept the mail: " + e.getMessage(), e);
        }
    }

    private List<String> recipients(Instant now) {
        return Stream.concat(
                        address.to().stream(), address.onCall().stream().flatMap(onCall -> onCall.list(now).stream()))
                .distinct()
                .toList();
    }

    private static Properties properties(MailSettings mail) {
        Properties properties = new Properties();
        if (!mail.server().ca().isEmpty()) {
            properties.put(
                    "mail.smtp.ssl.socketFactory",
                    new TlsFiles(mail.server().ca(), "", "").context().getSocketFactory());
        }
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.smtp.host", mail.server().host());
        properties.setProperty("mail.smtp.port", Integer.toString(mail.server().port()));
        properties.setProperty("mail.smtp.auth", Boolean.toString(!mail.user().isEmpty()));
        properties.setProperty("mail.smtp.connectiontimeout", LIMIT_MILLIS);
        properties.setProperty("mail.smtp.timeout", LIMIT_MILLIS);
        properties.setProperty("mail.smtp.writetimeout", LIMIT_MILLIS);
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        boolean starts = mail.server().tls() == MailSettings.Tls.STARTTLS;
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(starts));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(starts));
        properties.setProperty(
                "mail.smtp.ssl.enable", Boolean.toString(mail.server().tls() == MailSettings.Tls.TLS));
        return properties;
    }
}
