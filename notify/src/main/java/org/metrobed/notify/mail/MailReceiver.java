package org.metrobed.notify.mail;

import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.metrobed.config.Settings;
import org.metrobed.notify.receiver.AlertMessage;
import org.metrobed.notify.receiver.DeliveryException;
import org.metrobed.notify.receiver.PageLinks;
import org.metrobed.notify.receiver.Receiver;
import org.metrobed.notify.receiver.ReceiverInfo;
import org.metrobed.notify.receiver.ReceiverKind;

/** Sends digests by SMTP. Used by one thread at a time. */
public final class MailReceiver implements Receiver {

    /** Description and factory. */
    public static final ReceiverKind KIND = new ReceiverKind(
            new ReceiverInfo(
                    "mail",
                    "People, by e-mail: at most one mail an interval.",
                    "The first after an interval without mail is sent at once; later ones are collected until the"
                            + " next may be sent, in one"
                            + " mail with one block for each group, resolved ones too. Plain text. A mail that is"
                            + " sent again has the same"
                            + " `Message-ID`.",
                    MailSettings.list()),
            MailReceiver::read);

    private static final String LIMIT_MILLIS = "8000";
    private static final int MOST = 200;

    private final MailSettings mail;
    private final PageLinks page;
    private final Session session;

    MailReceiver(MailSettings mail, PageLinks page) {
        this.mail = Objects.requireNonNull(mail, "mail");
        this.page = Objects.requireNonNull(page, "page");
        this.session = Session.getInstance(properties(mail), new Login(mail));
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

    private static Optional<Receiver> read(Settings settings, PageLinks page) {
        MailSettings mail = MailSettings.read(settings);
        return mail.host().isEmpty() ? Optional.empty() : Optional.of(new MailReceiver(mail, page));
    }

    @Override
    public ReceiverInfo info() {
        return KIND.info();
    }

    @Override
    public String address() {
        return "smtp://" + mail.host() + ":" + mail.port();
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public Duration interval() {
        return mail.interval();
    }

    @Override
    public void send(List<AlertMessage> messages, Instant now) throws DeliveryException {
        Digest digest = Digest.of(messages, page);
        try {
            Mail letter = new Mail(session, digest.id());
            letter.setFrom(new InternetAddress(mail.from()));
            letter.setRecipients(jakarta.mail.Message.RecipientType.TO, String.join(",", mail.to()));
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

    private static Properties properties(MailSettings mail) {
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.smtp.host", mail.host());
        properties.setProperty("mail.smtp.port", Integer.toString(mail.port()));
        properties.setProperty("mail.smtp.auth", Boolean.toString(!mail.user().isEmpty()));
        properties.setProperty("mail.smtp.connectiontimeout", LIMIT_MILLIS);
        properties.setProperty("mail.smtp.timeout", LIMIT_MILLIS);
        properties.setProperty("mail.smtp.writetimeout", LIMIT_MILLIS);
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        boolean starts = mail.tls() == MailSettings.Tls.STARTTLS;
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(starts));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(starts));
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(mail.tls() == MailSettings.Tls.TLS));
        return properties;
    }
}
