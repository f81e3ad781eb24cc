package org.metrobed.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.metrobed.config.Secret;
import org.metrobed.notify.group.Alerts;
import org.metrobed.notify.receiver.AlertMessage;
import org.metrobed.notify.receiver.DeliveryException;
import org.metrobed.notify.receiver.PageLinks;
import org.metrobed.testkit.Times;

/** Tests with a real SMTP server. */
class MailReceiverTest {

    private static final AlertMessage MESSAGE = Alerts.alert("a").message("mail");

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
        server.setUser("metrobed", "correct horse");
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void mailReachesEveryoneWhoIsToBeTold() throws Exception {
        receiver(MailSettings.Tls.NONE, "correct horse").send(List.of(MESSAGE), Times.NOON);
        MimeMessage[] mails = server.getReceivedMessages();
        assertThat(mails).hasSize(2);
        assertThat(mails[0].getSubject()).isEqualTo("[WARNING] jump at city/station/pm25");
        assertThat(mails[0].getFrom()[0]).hasToString("alerts@city.example");
        assertThat(mails[0].getAllRecipients())
                .extracting(Object::toString)
                .containsExactly("ada@city.example", "bob@city.example");
        assertThat(mails[0].getContent().toString()).contains("412 ug/m3 at 12:00");
        assertThat(mails[0].getContentType()).startsWith("text/plain");
        assertThat(mails[0].getSentDate()).isEqualTo(Times.NOON);
    }

    @Test
    void sameMailHasTheSameId() throws Exception {
        MailReceiver receiver = receiver(MailSettings.Tls.NONE, "correct horse");
        receiver.send(List.of(MESSAGE), Times.NOON);
        receiver.send(List.of(MESSAGE), Times.NOON.plusSeconds(9));
        MimeMessage[] mails = server.getReceivedMessages();
        assertThat(mails).hasSize(4);
        assertThat(mails[0].getMessageID()).isEqualTo(mails[3].getMessageID()).endsWith("@metrobed>");
    }

    @Test
    void wrongPasswordIsAFailureThatDoesNotRepeatIt() {
        assertThatThrownBy(() -> receiver(MailSettings.Tls.NONE, "wrong donkey").send(List.of(MESSAGE), Times.NOON))
                .isInstanceOf(DeliveryException.class)
                .hasMessageNotContaining("donkey");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void nothingIsSentInTheClearWhereTlsIsWanted() {
        assertThatThrownBy(() ->
                        receiver(MailSettings.Tls.STARTTLS, "correct horse").send(List.of(MESSAGE), Times.NOON))
                .isInstanceOf(DeliveryException.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void silentServerIsAFailure() {
        MailReceiver receiver = receiver(MailSettings.Tls.NONE, "correct horse");
        server.stop();
        assertThatThrownBy(() -> receiver.send(List.of(MESSAGE), Times.NOON)).isInstanceOf(DeliveryException.class);
    }

    private MailReceiver receiver(MailSettings.Tls tls, String password) {
        return new MailReceiver(
                new MailSettings(
                        "127.0.0.1",
                        server.getSmtp().getPort(),
                        tls,
                        "metrobed",
                        new Secret(password),
                        "alerts@city.example",
                        List.of("ada@city.example", "bob@city.example"),
                        Duration.ofMinutes(15)),
                new PageLinks("https://city.example"));
    }
}
